"""The beat of a job on a folder: when to report, when to end, and work that is spread over threads.

Knows nothing of pictures or files.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

from core.control import RunControl
from core.errors import DataError
from core.events import Job, Progress

_SECONDS = 0.1  # between two reports

Batch = TypeVar("Batch")
Result = TypeVar("Result")


class Pulse:
    """Tells a job, at each unit of work, whether a report is due."""

    def __init__(self, control: RunControl) -> None:
        self._control = control
        self._last = time.monotonic()

    def check(self) -> None:
        """Raises DataError("cancelled") where the job is to stop."""
        if self._control.stop_requested:
            raise DataError("cancelled")

    def due(self) -> bool:
        """Whether it is time for a report: ten times a second. Raises DataError("cancelled")."""
        self.check()
        now = time.monotonic()
        if now - self._last < _SECONDS:
            return False
        self._last = now
        return True


def in_threads(
    work: Callable[[Batch], Result], batches: Iterable[Batch], pulse: Pulse, threads: int = 2
) -> Iterator[Result | None]:
    """`work` of every batch, in order; None whenever a report is due, even while a slow disk says nothing.

    Threads gain little on a warm local disk and much where each file waits for a network or a virus
    scanner; above all the job can be cancelled while they wait. Raises DataError("cancelled").
    """
    pool = ThreadPoolExecutor(threads, thread_name_prefix="files")
    running: deque[Future[Result]] = deque()
    source = iter(batches)
    try:
        while True:
            while len(running) < 2 * threads:
                batch = next(source, None)
                if batch is None:
                    break
                running.append(pool.submit(work, batch))
            if not running:
                return
            done, _ = wait([running[0]], timeout=_SECONDS)
            if pulse.due():
                yield None
            if done:
                yield running.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def in_background(work: Callable[[], Result], pulse: Pulse, report: Progress) -> Job[Result]:
    """The result of `work`, which takes a second or so and cannot be interrupted.

    `report` is yielded meanwhile. Raises DataError("cancelled") at once, whatever `work` does then.
    """
    for result in in_threads(lambda _: (work(),), (0,), pulse, threads=1):
        if result is not None:
            return result[0]
        yield report
    raise AssertionError("a batch has one result")


def batches_of(values: list[Batch], size: int) -> Iterator[list[Batch]]:
    """`values` in slices of `size`."""
    return (values[start : start + size] for start in range(0, len(values), size))
