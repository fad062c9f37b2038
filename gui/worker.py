"""Runs a core generator in a QThread and hands its events to the window's thread; knows no particular job.

`Worker` lives in the job's thread and puts each event into a queue; `JobThread` lives in the window's thread,
empties the queue and re-emits, at most every `FLUSH_MS`, so that a job of 500 events a second cannot flood
the event loop, and an event never waits for the next one. A job that is faster than the window waits once
`MOST_WAITING` events do, so that neither the queue nor one portion of it grows without end. The thread is
never terminated: it ends when the generator does.
"""

from __future__ import annotations

import threading
import traceback
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QThread, QTimer, Signal, Slot

from core.control import RunControl
from core.errors import NinefoldError
from core.events import Event, Job

FLUSH_MS = 30
MOST_WAITING = 10_000

MakeJob = Callable[[RunControl], Job[Any]]
"""Called in the job's thread, so that what it imports (torch takes seconds) never holds up the window."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: `code` is None on success; else it names the sentence in `core.messages`."""

    result: Any = None
    code: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    details: str = ""


class Worker(QObject):
    """The part that lives in the job's thread."""

    woken = Signal()

    def __init__(self, make: MakeJob, control: RunControl) -> None:
        super().__init__()
        self._make: MakeJob | None = make
        self._control = control
        self._queue: deque[Event] = deque()
        self._waiting = False
        self._taken = threading.Event()
        self._unheard = False
        self.outcome = Outcome()

    @Slot()
    def run(self) -> None:
        make, self._make = self._make, None
        assert make is not None
        try:
            self.outcome = Outcome(result=self._drive(make(self._control)))
        except NinefoldError as error:
            self.outcome = Outcome(code=error.code, data=error.data, details=_story(error))
        except BaseException as error:  # a bug must reach the window as a message, and never end the process
            detail = f"{type(error).__name__}: {error}".rstrip(": ")
            self.outcome = Outcome(code="unexpected", data={"detail": detail}, details=_story(error))
        # What the job held (a network, its tensors) is given up here, in the thread that made it.
        del make
        QThread.currentThread().quit()

    def take(self) -> list[Event]:
        """Called in the window's thread: the events since the last call."""
        self._waiting = False  # before the queue is emptied: a later event wakes the window once more
        # As many as there are now: a job that is faster than this loop would hold the window here for ever.
        events = [self._queue.popleft() for _ in range(len(self._queue))]
        self._taken.set()
        return events

    def forget(self) -> None:
        """Called in the window's thread: nobody takes events any more."""
        self._unheard = True
        self._queue.clear()
        self._taken.set()

    def _drive(self, job: Job[Any]) -> Any:
        while True:
            try:
                event = next(job)
            except StopIteration as end:
                return end.value
            if self._unheard:
                continue
            self._queue.append(event)
            if not self._waiting:
                self._waiting = True
                self.woken.emit()
            if len(self._queue) >= MOST_WAITING:
                self._await_room()

    def _await_room(self) -> None:
        # `take` sets the flag after it has emptied the queue: cleared first, it cannot be missed.
        self._taken.clear()
        while len(self._queue) >= MOST_WAITING and not self._control.stop_requested:
            self._taken.wait(timeout=FLUSH_MS / 1000)


class JobThread(QObject):
    """The part that lives in the window's thread: starts the thread, re-emits, cleans up.

    `ended` comes once the thread has truly ended, after the last event; after `abandon` neither comes.
    `gone` comes in any case.
    """

    yielded = Signal(object)  # Event
    ended = Signal(object)  # Outcome
    gone = Signal()

    def __init__(self, make: MakeJob, parent: QObject) -> None:
        super().__init__(parent)
        self.control = RunControl()
        self._abandoned = False
        self._worker = Worker(make, self.control)
        self._thread = QThread()
        self._worker.moveToThread(self._thread)
        self._thread.started.connect(self._worker.run)
        self._thread.finished.connect(self._on_thread_finished)
        self._worker.woken.connect(self._on_woken)
        self._since_flush = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._flush)

    def start(self) -> None:
        self._thread.start()

    def abandon(self) -> None:
        """Ask the job to stop and let nothing of it arrive any more."""
        self._abandoned = True
        self._timer.stop()
        self._worker.forget()
        self.control.stop()

    @Slot()
    def _on_woken(self) -> None:
        if self._abandoned or self._timer.isActive():
            return
        past = self._since_flush.elapsed() if self._since_flush.isValid() else FLUSH_MS
        if past >= FLUSH_MS:
            self._flush()
        else:
            self._timer.start(FLUSH_MS - past)

    @Slot()
    def _flush(self) -> None:
        self._since_flush.start()
        for event in self._worker.take():
            if self._abandoned:  # a receiver of an earlier event may have cancelled the job
                return
            self.yielded.emit(event)

    @Slot()
    def _on_thread_finished(self) -> None:
        self._thread.wait()  # `finished` is emitted a moment before the thread is
        self._timer.stop()
        if not self._abandoned:
            self._flush()
        if not self._abandoned:
            self.ended.emit(self._worker.outcome)
        self.gone.emit()
        self.deleteLater()


def _story(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)).rstrip()
