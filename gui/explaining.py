"""Heat maps of single pictures: the last one that was asked for wins. Part of the session; knows no page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.jobs import CoreJobs
from gui.lane import Lane


class Explaining(QObject):
    ready = Signal(object)  # core.explain.results.HeatMap
    failed = Signal(object)  # Failure

    def __init__(self, jobs: CoreJobs, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._lane = lane
        lane.succeeded.connect(self.ready)
        lane.failed.connect(self.failed)

    def ask(self, model: Path, source: Any, label: str | None) -> None:
        """Where in `source`, a path or NamedPixels, is what speaks for `label`? None: for the answer."""
        self._lane.start(partial(self._jobs.heat_map, model, source, label))

    def cancel(self) -> None:
        self._lane.cancel()
