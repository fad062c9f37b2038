"""A run in progress: what the loop does between its steps. Saves, pauses, tells phases apart, keeps time.

Knows neither gradients nor how the parts were built.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import torch

from core.config import TrainConfig
from core.control import RunControl
from core.data.loader import Batch, Loader
from core.errors import DataError
from core.events import (
    CheckpointSaved,
    Event,
    HeadScores,
    Job,
    Paused,
    Phase,
    PhaseChanged,
    Resumed,
    RunFinished,
    StopReason,
    Warned,
)
from core.model.file import ModelHeader, save_model
from core.training.checkpoint import save_checkpoint
from core.training.runs import CHECKPOINT, MODEL, EventLog
from core.training.state import TrainingState

CHECKPOINT_SECONDS = 45
"""So that, with the step that is under way, at most a minute is lost with the process."""


@dataclass(slots=True)
class ActiveRun:
    config: TrainConfig
    control: RunControl
    run: Path
    log: EventLog
    device: torch.device
    state: TrainingState
    training: Loader
    validation: Loader
    validation_pictures: int
    phase: Phase = Phase.PREPARING
    _named: set[Path] = field(default_factory=set)
    _lap: float = field(default_factory=time.monotonic)
    _saved: float = field(default_factory=time.monotonic)

    def enter(self, phase: Phase) -> Job[None]:
        if phase is not self.phase:
            self.phase = phase
            yield PhaseChanged(phase)

    def lap(self) -> float:
        """Seconds since the last lap, which are counted as spent on the run."""
        seconds = self._since_lap()
        self.state.spent(seconds)
        return seconds

    def between(self, batch: Batch) -> Job[bool]:
        """What is due when a batch has come: name the pictures that it lacks, wait where asked to pause.

        True where the run is to stop. Raises DataError where the pictures' folder is gone.
        """
        yield from batch.warnings
        for path, code, data in batch.failed:
            if path not in self._named:
                self._named.add(path)
                yield Warned(code, {**data, "path": path})
        if batch.failed and not self.config.data.exists():
            yield from self.save()
            raise DataError("folder-gone", path=self.config.data)
        if self.control.pause_requested:
            yield from self._pause()
        return self.control.stop_requested

    def save(self, *following: Event) -> Job[None]:
        """Write the checkpoint, then yield that it is there and `following`, which it knows about."""
        before = self.phase
        yield from self.enter(Phase.SAVING)
        state, path = self.state, self.run / CHECKPOINT
        events = (CheckpointSaved(path, state.epoch, state.step), *following)
        tail = [self.log.line(event) for event in events]
        save_checkpoint(state.checkpoint(self.log.sync(), tail), path)
        self._saved = time.monotonic()
        self.lap()
        yield from events
        yield from self.enter(before)

    def save_when_due(self) -> Job[None]:
        if time.monotonic() - self._saved >= CHECKPOINT_SECONDS:
            yield from self.save()

    def save_best(self, scores: HeadScores) -> None:
        """Write the network that is validated as the run's model file."""
        config, state = self.config, self.state
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
