"""What a run starts from: fetches the ImageNet weights, and fits settings to a model of one's own.

Part of the session; knows no widget. The program's only connection is made by the job that fetches, and only
on the user's click.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from core.config import TrainConfig
from core.model.published import find_imagenet_weights
from gui.jobs import CoreJobs
from gui.lane import JobState, Lane
from gui.messages import Failure


class Starting(QObject):
    """`state_changed` and `yielded` are of a download, whose units are bytes."""

    state_changed = Signal(object)  # JobState
    yielded = Signal(object)  # PhaseChanged, Progress
    fitted = Signal(object)  # TrainConfig
    failed = Signal(object)  # Failure

    def __init__(self, jobs: CoreJobs, fetching: Lane, fitting: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._fetching = fetching
        self._fitting = fitting
        self._given_up = False
        fetching.state_changed.connect(self.state_changed)
        fetching.yielded.connect(self.yielded)
        fetching.failed.connect(self._on_fetching_failed)
        fitting.succeeded.connect(self.fitted)
        fitting.failed.connect(self.failed)

    @property
    def state(self) -> JobState:
        return self._fetching.state

    @property
    def fetching(self) -> bool:
        return self._fetching.state.active

    @property
    def weights(self) -> Path | None:
        """The ImageNet weights on this computer, if they are there."""
        return find_imagenet_weights()

    def fetch(self) -> None:
        """What came of an earlier try is not fetched again."""
        if not self.fetching:
            self._given_up = False
            self._fetching.start(self._jobs.fetch_weights)

    def cancel(self) -> None:
        """What has arrived is kept. Until the job has ended, no other could go on with its file."""
        self._given_up = True
        self._fetching.stop()

    def fit(self, config: TrainConfig) -> None:
        """Fit `config` to the model that it starts from; `fitted` follows, the last call wins."""
        self._fitting.start(partial(self._jobs.fit_to_model, config))

    @Slot(object)
    def _on_fetching_failed(self, failure: Failure) -> None:
        if not self._given_up:
            self.failed.emit(failure)
