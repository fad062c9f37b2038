"""A run in progress: what the loop does between its steps. Saves, pauses, heeds changes, keeps time.

Knows neither gradients nor how the parts were built.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from core.config import TrainConfig
from core.control import RunControl
from core.data.dataset import Dataset
from core.data.loader import Loader
from core.errors import ConfigError, RunError
from core.evaluation.calibration import calibrate
from core.events import (
    CheckpointSaved,
    Event,
    Job,
    Paused,
    Phase,
    PhaseChanged,
    Progress,
    Resumed,
    RunFinished,
    SettingsChanged,
    StopReason,
    Warned,
)
from core.live_settings import changed, live_settings
from core.model.file import ModelHeader, save_model
from core.training.checkpoint import save_checkpoint
from core.training.features import AnyBatch
from core.training.forecast import Forecast
from core.training.meter import GradientMeter
from core.training.presence import is_there
from core.training.runs import CHECKPOINT, MODEL, EventLog, write_config
from core.training.state import TrainingState
from core.training.validate import Validation

if TYPE_CHECKING:
    from core.training.frozen import FrozenFeatures

CHECKPOINT_SECONDS = 45
"""So that, with the step that is under way, at most a minute is lost with the process."""
LOOK_SECONDS = 1.0
"""Between two looks whether a folder that has gone away is back, or how many pictures are decoded."""


@dataclass(slots=True)
class ActiveRun:
    """`chance` is the loss (nats) of guessing, `preface` the length of the log in bytes before RunStarted."""

    control: RunControl
    run: Path
    log: EventLog
    device: torch.device
    dataset: Dataset
    state: TrainingState
    training: Loader
    validation: Loader
    chance: float
    preface: int
    features: FrozenFeatures | None = None
    phase: Phase = Phase.PREPARING
    meter: GradientMeter = field(default_factory=GradientMeter)
    forecast: Forecast = field(default_factory=Forecast)
    _named: set[Path] = field(default_factory=set)
    _told: set[str] = field(default_factory=set)
    _filled_in: int | None = None
    _decoded: int = 0
    _looked: float = field(default_factory=time.monotonic)
    _lap: float = field(default_factory=time.monotonic)
    _saved: float = field(default_factory=time.monotonic)
    _saved_place: tuple[int, int] = (0, 0)

    @property
    def config(self) -> TrainConfig:
        return self.state.config

    @property
    def validation_pictures(self) -> int:
        return len(self.dataset.of("validation"))

    def enter(self, phase: Phase) -> Job[None]:
        if phase is not self.phase:
            self.phase = phase
            yield PhaseChanged(phase)

    def lap(self) -> float:
        """Seconds since the last lap, which are counted as spent on the run."""
        seconds = self._since_lap()
        self.state.spent(seconds)
        return seconds

    def measure_gradients(self, seconds: float) -> Job[None]:
        """Where it is time for that after a step that took `seconds`; see `core.training.meter`."""
        measured = self.meter.after_step(self.state, seconds, self.device)
        if measured is not None:
            self.lap()  # so that the next step is not taken for a slow one
            yield measured

    def tell_decoded(self) -> Job[None]:
        """In the first epoch, once a second: how many pictures are decoded for all those that follow."""
        if self._filled_in is None:
            self._filled_in = self.state.epoch
        now, cache, total = time.monotonic(), self.training.cache, len(self.state.items)
        if self._filled_in == self.state.epoch and now - self._looked >= LOOK_SECONDS:
            self._looked, before, self._decoded = now, self._decoded, cache.cached
            if self._decoded != before:  # else no disk takes them, and a warning says so
                yield Progress(Phase.DECODING, self._decoded, total)
            if self._decoded == total:
                self._filled_in = 0

    def heed(self) -> Job[bool]:
        """Take up the settings that were asked for; whether there is something left to do."""
        wanted = self.control.take_changes()
        if wanted:
            try:
                yield from self._change(changed(self.config, wanted))
            except ConfigError as error:
                yield Warned(error.code, error.data)
        return not (self.control.stop_requested or self.state.complete)

    def between(self, batch: AnyBatch) -> Job[bool]:
        """What is due when a batch has come: name the pictures that it lacks, wait where asked to pause.

        Where the pictures' folder is gone, wait until it is back. True where the batches are to be left: the
        run is to stop, or this batch is to be read anew.
        """
        for warning in batch.warnings:
            if warning.code not in self._told:  # the loaders of a run have a cache each
                self._told.add(warning.code)
                yield warning
        if batch.failed and not is_there(self.config.data):
            yield from self._await_folder()
            return True
        for path, code, data in batch.failed:
            if path not in self._named:
                self._named.add(path)
                yield Warned(code, {**data, "path": path})
        if self.control.pause_requested:
            yield from self._pause()
        return self.control.stop_requested

    def save(self, *following: Event) -> Job[None]:
        """Write the checkpoint, then yield that it is there and `following`, which it knows about.

        Raises RunError, with the former checkpoint as it was, where a weight is no finite number.
        """
        before = self.phase
        yield from self.enter(Phase.SAVING)
        state, path = self.state, self.run / CHECKPOINT
        if not state.sound:
            raise not_finite(state)
        events = (CheckpointSaved(path, state.epoch, state.step), *following)
        tail = [self.log.line(event) for event in events]
        save_checkpoint(state.checkpoint(self.log.sync(), tail), path)
        self._saved, self._saved_place = time.monotonic(), (state.epoch, state.step)
        self.lap()
        yield from events
        yield from self.enter(before)

    def save_when_due(self, *, soon: bool = False) -> Job[None]:
        """With `soon`, before a while without steps that may be long, a third of the time is enough."""
        due = CHECKPOINT_SECONDS / 3 if soon else CHECKPOINT_SECONDS
        new = (self.state.epoch, self.state.step) != self._saved_place
        if new and time.monotonic() - self._saved >= due:
            yield from self.save()

    def save_best(self, validation: Validation) -> None:
        """Write the network that is validated as the run's model file, calibrated on that validation."""
        config, state, scores = self.config, self.state, validation.scores
        calibration = calibrate(validation.logits, validation.features, validation.labels)
        header = ModelHeader(
            architecture=config.architecture,
            classes=tuple(state.classes),
            preprocessing=config.preprocessing,
            aux_heads=config.aux_heads,
            metrics={
                "accuracy": scores.main.accuracy,
                "loss": scores.main.loss,
                "epoch": state.epoch,
                "pictures": self.validation_pictures,
            },
            recipe=config.recipe,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            temperature=calibration.temperature,
            threshold=calibration.threshold,
            precision=calibration.precision,
            energy_limit=calibration.energy_limit,
            familiarity=calibration.familiarity,
        )
        save_model(self.run / MODEL, state.evaluated, header)

    def finished(self, reason: StopReason) -> RunFinished:
        state = self.state
        return RunFinished(
            reason=reason,
            run=self.run,
            model=self.run / MODEL if state.best else None,
            epochs_done=state.epoch - 1,
            best_epoch=state.best.epoch if state.best else None,
            best_accuracy=state.best.accuracy if state.best else None,
            seconds=state.seconds,
        )

    def changed_to(self, settings: Mapping[str, Any], *following: Event) -> Job[None]:
        """Keep the config as it is now, `settings` of which are new, and say so."""
        yield from self.save(SettingsChanged(self.state.epoch, self.state.step, settings), *following)
        write_config(self.run, self.config)

    def _change(self, config: TrainConfig) -> Job[None]:
        before = self.config
        self.state.change(config)
        now, then = live_settings(self.config), live_settings(before)
        if now == then:
            return
        if self.config.augmentation != before.augmentation:
            # Over the same cache, which is closed with the first loader.
            cache = self.training.cache
            config = self.config
            self.training = Loader(self.state.items, config.preprocessing, config.augmentation, cache=cache)
        yield from self.changed_to({name: value for name, value in now.items() if value != then[name]})

    def _await_folder(self) -> Job[None]:
        folder = self.config.data
        yield from self.save()
        yield Warned("folder-gone", {"path": folder})
        yield Paused(self.state.epoch, self.state.step)
        while not (self.control.stop_requested or is_there(folder)):
            self.control.wait_for_stop(LOOK_SECONDS)
        self._since_lap()
        if not self.control.stop_requested:
            yield Resumed(self.state.epoch, self.state.step)

    def _pause(self) -> Job[None]:
        yield from self.save()  # a paused computer may be switched off
        yield Paused(self.state.epoch, self.state.step)
        self.control.wait_while_paused()
        self._since_lap()
        if not self.control.stop_requested:
            yield Resumed(self.state.epoch, self.state.step)

    def _since_lap(self) -> float:
        now = time.monotonic()
        seconds, self._lap = now - self._lap, now
        return seconds


def not_finite(state: TrainingState) -> RunError:
    return RunError(
        "loss-not-finite", epoch=state.epoch, step=state.step, rate=f"{state.config.learning_rate:.2g}"
    )
