"""Where a training run stands, gathered from its events; knows no widget and no clock."""

from __future__ import annotations

from dataclasses import dataclass

from core.events import (
    EpochDone,
    Event,
    Phase,
    PhaseChanged,
    Progress,
    RunFinished,
    RunStarted,
    SettingsChanged,
    StepDone,
)

_SMOOTHING = 0.1
"""Share of the newest step in the pictures per second: one slow step is no news."""


@dataclass
class TrainingProgress:
    """Feed it every event of a run, in order; of a comparison, of one run after the other."""

    started: RunStarted | None = None
    epochs: int = 0
    finished: RunFinished | None = None
    phase: Phase | None = None
    phase_done: int = 0
    phase_total: int | None = None
    decoded: int | None = None
    """Pictures that later epochs find decoded, while the first still decodes some."""
    epoch: int = 0
    step: int = 0
    pictures_per_second: float = 0.0
    seconds_left: float | None = None
    """Until the last epoch is validated; None while it cannot be said."""
    best: EpochDone | None = None

    def take(self, event: Event) -> None:
        match event:
            case RunStarted():
                if not event.resumed:
                    self.best, self.pictures_per_second = None, 0.0
                self.started = event
                self.finished = None
                self.seconds_left = None
                self.decoded = None
                self.epochs = event.epochs
                self.epoch, self.step = event.first_epoch, event.first_step - 1
            case PhaseChanged():
                self.phase = event.phase
                self.phase_done, self.phase_total = 0, None
            case Progress(Phase.DECODING, done, total):
                self.decoded = done if done != total else None
            case Progress():
                self.phase, self.phase_done, self.phase_total = event.phase, event.done, event.total
            case StepDone():
                self.phase = Phase.TRAINING
                self.epoch, self.step = event.epoch, event.step
                past, now = self.pictures_per_second, event.pictures_per_second
                self.pictures_per_second = past + _SMOOTHING * (now - past) if past else now
                if event.seconds_left is not None:
                    self.seconds_left = event.seconds_left
            case EpochDone():
                self.decoded = None
                self.seconds_left = event.seconds_left
                if event.best:
                    self.best = event
            case SettingsChanged():
                self.epochs = event.settings.get("epochs", self.epochs)
            case RunFinished():
                self.finished = event

    @property
    def steps(self) -> int:
        return self.started.steps_per_epoch if self.started else 0

    @property
    def fraction(self) -> float | None:
        """The share of all steps that is done, 0..1; None before the run has begun."""
        if not self.started or not self.steps:
            return None
        return min((self.epoch - 1 + self.step / self.steps) / self.epochs, 1.0)
