from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from core.control import RunControl
from core.data.pulse import Pulse, batches_of, in_background, in_threads
from core.errors import DataError
from core.events import Phase, Progress, result_of

REPORT = Progress(Phase.READING, 1, 2)


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What a worker may wait for; opened at the end, so that no thread is left."""
    event = threading.Event()
    yield event
    event.set()


def test_results_come_in_order() -> None:
    numbers = list(range(100))
    results = in_threads(sum, batches_of(numbers, 7), Pulse(RunControl()), threads=3)
    found = [result for result in results if result is not None]
    assert found == [sum(numbers[start : start + 7]) for start in range(0, 100, 7)]


def test_nothing_to_do() -> None:
    assert list(in_threads(sum, [], Pulse(RunControl()))) == []


def test_reports_while_a_worker_waits(gate: threading.Event) -> None:
    results = in_threads(lambda _: gate.wait(10), ["slow"], Pulse(RunControl()))
    assert next(results) is None
    assert next(results) is None
    gate.set()
    assert [result for result in results if result is not None] == [True]


def test_a_stop_does_not_wait_for_a_worker(gate: threading.Event) -> None:
    control = RunControl()
    results = in_threads(lambda _: gate.wait(10), ["hangs"], Pulse(control))
    next(results)
    control.stop()
    with pytest.raises(DataError) as caught:
        next(results)
    assert caught.value.code == "cancelled"
    assert not gate.is_set()


def test_a_workers_error_is_the_jobs() -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_threads(lambda number: 1 / number, [1, 0], Pulse(RunControl())))


def test_batches_are_taken_in_the_callers_thread_and_not_far_ahead() -> None:
    taken: list[int] = []

    def source() -> Iterator[int]:
        for number in range(50):
            assert threading.current_thread() is caller
            taken.append(number)
            yield number

    caller = threading.current_thread()
    results = in_threads(lambda number: number, source(), Pulse(RunControl()), threads=2)
    next(result for result in results if result is not None)
    assert len(taken) <= 5


def test_work_in_the_background(gate: threading.Event) -> None:
    job = in_background(lambda: (gate.wait(10), "done")[1], Pulse(RunControl()), REPORT)
    assert next(job) == REPORT
    gate.set()
    assert result_of(job) == "done"
    assert result_of(in_background(lambda: None, Pulse(RunControl()), REPORT)) is None


def test_background_work_is_left_behind_by_a_stop(gate: threading.Event) -> None:
    control = RunControl()
    job = in_background(lambda: gate.wait(10), Pulse(control), REPORT)
    next(job)
    control.stop()
    with pytest.raises(DataError):
        next(job)
