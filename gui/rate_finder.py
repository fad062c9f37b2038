"""Tries learning rates for the settings on show, one test at a time. Part of the session; knows no widget."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from core.config import TrainConfig
from gui.jobs import CoreJobs
from gui.lane import JobState, Lane


class RateFinder(QObject):
    """`yielded` carries each RateTried and what the job says beside it; `found` the RateSuggested."""

    state_changed = Signal(object)  # JobState
    yielded = Signal(object)
    found = Signal(object)  # RateSuggested
    failed = Signal(object)  # Failure

    def __init__(self, jobs: CoreJobs, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._lane = lane
        lane.state_changed.connect(self.state_changed)
        lane.yielded.connect(self.yielded)
        lane.succeeded.connect(self.found)
        lane.failed.connect(self.failed)

    @property
    def state(self) -> JobState:
        return self._lane.state

    def find(self, config: TrainConfig) -> None:
        self._lane.start(partial(self._jobs.find_rate, config))

    def cancel(self) -> None:
        self._lane.cancel()
