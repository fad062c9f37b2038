"""This window's training run: its events so far, its folder, whether it can go on. Part of the session."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from core.config import TrainConfig
from core.events import ArmStarted, CheckpointSaved, EpochDone, Event, RunFinished, RunStarted, StopReason
from gui.jobs import CoreJobs
from gui.lane import Lane

BEST_MODEL = "best.safetensors"


class CurrentRun(QObject):
    """`stopped` is the run that can be continued, once there is a checkpoint and until it has completed."""

    event_added = Signal(object)
    best_written = Signal(object)  # Path: of the best model so far
    model_written = Signal(object)  # Path: of the model of a run that has ended

    def __init__(self, jobs: CoreJobs, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self.events: list[Event] = []
        self.folder: Path | None = None
        self.data: Path | None = None
        """The folder that it learns from."""
        self.stopped: Path | None = None
        self._jobs = jobs
        self._lane = lane
        lane.yielded.connect(self._on_event)

    def start(self, config: TrainConfig, tensorboard: bool) -> None:
        self.events = []
        self._start(partial(self._jobs.train, config, tensorboard))

    def compare(self, config: TrainConfig) -> None:
        """One run after the other; each begins the events anew."""
        self.events = []
        self._start(partial(self._jobs.compare_heads, config))

    def go_on(self, run: Path) -> None:
        """From the last checkpoint of `run`; one of another day brings its past along."""
        known = run == self.folder
        if not known:
            self.events = []
        self._start(partial(self._jobs.continue_run, run, not known))

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        if isinstance(event, ArmStarted):
            self.events = []
        self.events.append(event)
        match event:
            case RunStarted():
                self.folder = event.run
                self.data = Path(str(event.config["data"]))
            case CheckpointSaved():
                self.stopped = self.folder
            case EpochDone(best=True) if self.folder is not None:
                self.best_written.emit(self.folder / BEST_MODEL)
            case RunFinished():
                if event.reason is StopReason.COMPLETED:
                    self.stopped = None
                if event.model is not None:
                    self.model_written.emit(event.model)
        self.event_added.emit(event)

    def _start(self, make: Any) -> None:
        self.stopped = None
        self._lane.start(make)
