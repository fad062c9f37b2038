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
_FORWARD_ONLY = 3.0
"""A picture is validated about three times as fast as it is trained on."""


@dataclass
class TrainingProgress:
    """Feed it every event of a run, in order."""

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
    best: EpochDone | None = None
    last: EpochDone | None = None

    def take(self, event: Event) -> None:
        match event:
            case RunStarted():
                self.started = event
                self.finished = None
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
            case EpochDone():
                self.decoded = None
                self.last = event
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

    @property
    def seconds_left(self) -> float | None:
        """Until the last epoch is validated; None while it cannot be said."""
        if not self.started or not self.steps:
            return None
        if self.last is not None:
            epochs_left = self.epochs - self.last.epoch
            foreseen = self.last.epochs - self.last.epoch  # their number may have been changed since
            each = self.last.seconds_left / foreseen if foreseen else self.last.seconds
            within = self.step / self.steps if self.epoch > self.last.epoch else 0.0
            return max(each * (epochs_left - within), 0.0)
        if not self.pictures_per_second:
            return None
        trained = (self.epochs - self.epoch + 1 - self.step / self.steps) * self.started.training_pictures
        validated = (self.epochs - self.epoch + 1) * self.started.validation_pictures / _FORWARD_ONLY
        return (trained + validated) / self.pictures_per_second
