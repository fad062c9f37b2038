"""Live answers to a camera's pictures. Part of the session; knows no page, and no camera but its frames."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from core.events import ItemClassified
from gui.jobs import CoreJobs
from gui.lane import JobState, Lane


class Watching(QObject):
    answered = Signal(object)  # ItemClassified, of the newest frame
    failed = Signal(object)  # Failure

    def __init__(self, jobs: CoreJobs, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._lane = lane
        self._frames: Any = None
        lane.yielded.connect(self._on_event)
        lane.failed.connect(self.failed)

    @property
    def state(self) -> JobState:
        return self._lane.state

    def start(self, model: Path) -> None:
        """Answer every frame that `put` gives, the newest first, until `stop`."""
        from core.inference.live import Frames

        self._frames = Frames()
        self._lane.start(partial(self._jobs.watch, model, self._frames))

    def put(self, pixels: Any) -> None:
        """A frame, uint8 (H, W, 3); one that nobody has looked at yet is dropped for it."""
        if self._frames is not None:
            self._frames.put(pixels)

    def stop(self) -> None:
        self._frames = None
        self._lane.cancel()

    @Slot(object)
    def _on_event(self, event: Any) -> None:
        if isinstance(event, ItemClassified):
            self.answered.emit(event)
