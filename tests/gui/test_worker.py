from __future__ import annotations

import threading
import time
from collections import deque

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, QThread, Slot

from core.control import RunControl
from core.errors import DataError
from core.events import Phase, PhaseChanged, Progress
from gui.worker import FLUSH_MS, MOST_WAITING, JobThread, Worker


class Receiver(QObject):
    """Keeps what arrives, and in which thread."""

    def __init__(self, job: JobThread) -> None:
        super().__init__()
        self.events: list[object] = []
        self.outcomes: list[object] = []
        self.threads: set[QThread] = set()
        job.yielded.connect(self.on_event)
        job.ended.connect(self.on_ended)

    @Slot(object)
    def on_event(self, event: object) -> None:
        self.events.append(event)
        self.threads.add(QThread.currentThread())

    @Slot(object)
    def on_ended(self, outcome: object) -> None:
        self.outcomes.append(outcome)


@pytest.fixture
def parent(qapp):
    made = QObject()
    yield made
    made.deleteLater()


def run(job, qtbot):
    with qtbot.waitSignal(job.gone, timeout=5000):
        job.start()


def test_events_arrive_in_order_in_the_windows_thread_and_the_result_last(parent, qtbot):
    seen_in = []

    def make(control: RunControl):
        seen_in.append(threading.current_thread())
        for n in range(100):
            yield Progress(Phase.READING, n, 100)
        return "result"

    job = JobThread(make, parent)
    receiver = Receiver(job)
    run(job, qtbot)
    assert [event.done for event in receiver.events] == list(range(100))
    assert receiver.threads == {QCoreApplication.instance().thread()}
    assert [outcome.result for outcome in receiver.outcomes] == ["result"]
    assert receiver.outcomes[0].code is None
    assert seen_in != [threading.main_thread()]


def test_an_event_does_not_wait_for_the_next_one(parent, qtbot):
    go_on = threading.Event()

    def make(control):
        yield PhaseChanged(Phase.SCANNING)
        yield PhaseChanged(Phase.SAVING)
        go_on.wait(10)

    job = JobThread(make, parent)
    receiver = Receiver(job)
    job.start()
    qtbot.waitUntil(lambda: len(receiver.events) == 2, timeout=2000)
    assert not receiver.outcomes
    with qtbot.waitSignal(job.gone, timeout=5000):
        go_on.set()


def test_a_flood_of_events_reaches_the_window_in_few_portions(parent, qtbot):
    flushes = []

    class Counting(JobThread):
        @Slot()
        def _flush(self):
            flushes.append(time.monotonic())
            super()._flush()

    def make(control):
        for n in range(20_000):
            yield Progress(Phase.READING, n, None)

    job = Counting(make, parent)
    receiver = Receiver(job)
    clock = QElapsedTimer()
    clock.start()
    run(job, qtbot)
    assert len(receiver.events) == 20_000
    assert len(flushes) <= clock.elapsed() / FLUSH_MS + 2


def test_a_job_that_is_faster_than_the_window_does_not_hold_it():
    class Refilled(deque):
        def popleft(self):
            self.append("more")
            return super().popleft()

    worker = Worker(lambda control: iter(()), RunControl())
    worker._queue = Refilled(["one", "two"])
    assert worker.take() == ["one", "two"]


def test_a_job_waits_for_a_window_that_does_not_keep_up(parent, qtbot):
    overrun = threading.Event()

    def make(control):
        for n in range(3 * MOST_WAITING):
            if n > MOST_WAITING:
                overrun.set()
            yield Progress(Phase.READING, n, None)

    job = JobThread(make, parent)
    receiver = Receiver(job)
    with qtbot.waitSignal(job.gone, timeout=10_000):
        job.start()
        assert not overrun.wait(0.3)  # the window's thread is here, and takes nothing
    assert overrun.is_set()
    assert [event.done for event in receiver.events] == list(range(3 * MOST_WAITING))


def test_an_expected_failure_keeps_its_code(parent, qtbot):
    def make(control):
        yield PhaseChanged(Phase.SCANNING)
        raise DataError("no-such-folder", folder="x")

    job = JobThread(make, parent)
    receiver = Receiver(job)
    run(job, qtbot)
    [outcome] = receiver.outcomes
    assert (outcome.code, outcome.data) == ("no-such-folder", {"folder": "x"})
    assert len(receiver.events) == 1


@pytest.mark.parametrize("error", [ZeroDivisionError("what"), SystemExit(3), MemoryError()])
def test_a_bug_becomes_an_unexpected_failure_with_its_traceback(parent, qtbot, error):
    def make(control):
        yield from ()
        raise error

    job = JobThread(make, parent)
    receiver = Receiver(job)
    run(job, qtbot)
    [outcome] = receiver.outcomes
    assert outcome.code == "unexpected"
    assert type(error).__name__ in outcome.data["detail"]
    assert "Traceback" in outcome.details and "raise error" in outcome.details


def test_what_fails_before_the_first_event_is_a_failure_too(parent, qtbot):
    def make(control):
        raise ImportError("no torch")

    job = JobThread(make, parent)
    receiver = Receiver(job)
    run(job, qtbot)
    assert receiver.outcomes[0].data["detail"] == "ImportError: no torch"


def test_of_an_abandoned_job_nothing_arrives(parent, qtbot):
    began = threading.Event()

    def make(control):
        began.set()
        while not control.stop_requested:
            yield Progress(Phase.READING, 0, None)
        yield Progress(Phase.READING, 1, None)
        return "late"

    job = JobThread(make, parent)
    receiver = Receiver(job)
    job.start()
    qtbot.waitUntil(lambda: bool(receiver.events), timeout=2000)
    job.abandon()
    receiver.events.clear()
    with qtbot.waitSignal(job.gone, timeout=5000):
        pass
    assert began.is_set()
    assert receiver.events == [] and receiver.outcomes == []


def test_a_receiver_may_abandon_the_job_in_the_midst_of_a_portion(parent, qtbot):
    def make(control):
        for n in range(1000):
            yield Progress(Phase.READING, n, None)

    job = JobThread(make, parent)
    receiver = Receiver(job)

    class Abandoning(QObject):
        @Slot(object)
        def on_event(self, event):
            if event.done == 3:
                job.abandon()

    abandoning = Abandoning()
    job.yielded.connect(abandoning.on_event)
    run(job, qtbot)
    assert [event.done for event in receiver.events] == [0, 1, 2, 3]
    assert receiver.outcomes == []
