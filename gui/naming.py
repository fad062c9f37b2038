"""Pictures that are to be named, one job after the other. Part of the session; knows no page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from gui.jobs import CoreJobs
from gui.lane import Lane


class Naming(QObject):
    """What is asked for while a job runs waits for its end, and is then taken up together."""

    finished = Signal(object)  # ClassifyFinished

    def __init__(self, jobs: CoreJobs, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self.model: Path | None = None
        self._jobs = jobs
        self._waiting: list[Any] = []
        self._lane = lane
        lane.succeeded.connect(self._on_done)
        lane.failed.connect(self._on_failed)

    def add(self, sources: Sequence[Any]) -> None:
        """Name these paths and NamedPixels with `model`."""
        self._waiting += sources
        if not self._lane.state.active:
            self._next()

    def cancel(self) -> None:
        self._waiting = []
        self._lane.cancel()

    @Slot(object)
    def _on_done(self, result: Any) -> None:
        self.finished.emit(result)
        self._next()

    @Slot(object)
    def _on_failed(self, failure: object) -> None:
        self._waiting = []

    def _next(self) -> None:
        if self._waiting and self.model is not None:
            sources, self._waiting = self._waiting, []
            self._lane.start(partial(self._jobs.classify, self.model, sources))
