"""One kind of job: at most one of it runs at a time, and its state lives here. Knows no particular job."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from core.events import Paused, PhaseChanged, Resumed
from gui.messages import failure
from gui.worker import JobThread, MakeJob, Outcome


class JobState(StrEnum):
    """What one kind of job is doing. FAILED stays until the next start."""

    IDLE = "idle"
    PREPARING = "preparing"
    RUNNING = "running"
    PAUSING = "pausing"
    PAUSED = "paused"
    STOPPING = "stopping"
    FAILED = "failed"

    @property
    def active(self) -> bool:
        """Whether a thread is at work, or waits to go on."""
        return self not in (JobState.IDLE, JobState.FAILED)


class Lane(QObject):
    """Starts, pauses and stops one kind of job, and follows its state.

    A start while a job runs abandons the former. `succeeded` carries what the job returned. Of an abandoned
    job nothing arrives any more; its thread may take a moment to end, and `settled` says when none is left.
    """

    state_changed = Signal(object)  # JobState
    yielded = Signal(object)  # Event
    succeeded = Signal(object)
    failed = Signal(object)  # Failure
    settled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.state = JobState.IDLE
        self._job: JobThread | None = None
        self._threads: list[JobThread] = []

    @property
    def busy(self) -> bool:
        """Whether a thread of this lane is alive, an abandoned one too."""
        return bool(self._threads)

    def start(self, make: MakeJob) -> None:
        self._abandon()
        job = JobThread(make, self)
        job.yielded.connect(self._on_event)
        job.ended.connect(self._on_ended)
        job.gone.connect(self._on_gone)
        self._job = job
        self._threads.append(job)
        self.state = JobState.PREPARING
        self.state_changed.emit(self.state)  # even where the former job was no further: this is another
        job.start()

    def pause(self) -> None:
        if self._job and self.state is JobState.RUNNING:
            self._become(JobState.PAUSING)
            self._job.control.pause()

    def resume(self) -> None:
        """Let a paused job go on, or take back a pause that has not come to pass."""
        if self._job and self.state in (JobState.PAUSED, JobState.PAUSING):
            self._become(JobState.RUNNING)
            self._job.control.resume()

    def change(self, settings: Mapping[str, Any]) -> None:
        """Ask the job to go on with other settings; it says when it has taken them up."""
        if self._job and self.state.active:
            self._job.control.change(settings)

    def stop(self) -> None:
        """Ask the job to end in good order; its last events and its result still arrive."""
        if self._job and self.state.active:
            self._become(JobState.STOPPING)
            self._job.control.stop()

    def cancel(self) -> None:
        """Give the job up: it is asked to stop, and nothing of it arrives any more."""
        if self._job:
            self._abandon()
            self._become(JobState.IDLE)

    @Slot(object)
    def _on_event(self, event: Any) -> None:
        if self.state is not JobState.STOPPING:
            if isinstance(event, Paused):
                self._become(JobState.PAUSED)
            elif isinstance(event, Resumed) or (
                self.state is JobState.PREPARING and not isinstance(event, PhaseChanged)
            ):
                self._become(JobState.RUNNING)
        self.yielded.emit(event)

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        self._job = None
        if outcome.code is None:
            self._become(JobState.IDLE)
            self.succeeded.emit(outcome.result)
        else:
            self._become(JobState.FAILED)
            self.failed.emit(failure(outcome.code, outcome.data, outcome.details))

    @Slot()
    def _on_gone(self) -> None:
        job = self.sender()
        self._threads = [other for other in self._threads if other is not job]
        if not self._threads:
            self.settled.emit()

    def _abandon(self) -> None:
        if self._job:
            self._job.abandon()
            self._job = None

    def _become(self, state: JobState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
