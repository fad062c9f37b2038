"""Batches of uint8 pictures, made ahead of time by a few threads.

What a batch holds depends on its arguments alone, never on how many threads there are or how fast they
are. Knows nothing of torch: a batch is NHWC, which a tensor takes over without copying as channels_last.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from weakref import WeakSet

import numpy as np
from numpy.typing import NDArray

from core.config import Augmentation, Preprocessing
from core.data.cache import PictureCache
from core.data.dataset import Item
from core.data.transforms import prediction_picture, training_picture
from core.errors import PictureError
from core.events import Warned

AHEAD = 3  # batches that are made before they are asked for
_TASK = 4  # pictures that a thread takes at a time

_Draw = Callable[[int], NDArray[np.uint8]]  # from a position in the order to its picture


@dataclass(frozen=True, slots=True)
class Batch:
    """`pixels` (N, size, size, 3) uint8 and `labels` (N,) int64.

    `failed` names the pictures that are left out, each with the code and the data of its error; N is then
    smaller, 0 even where all of a batch's pictures fail. `warnings` are passed on from the cache.
    """

    pixels: NDArray[np.uint8]
    labels: NDArray[np.int64]
    failed: tuple[tuple[Path, str, Mapping[str, Any]], ...] = ()
    warnings: tuple[Warned, ...] = ()


class Loader:
    """The pictures of `items` in batches. Use it as a context manager, or call `close`.

    `cache` is a cache of the same `items`, closed together with the loader; without one it opens its own in
    the user's cache folder. `threads` make batches while the caller works on the one it has.
    """

    def __init__(
        self,
        items: Sequence[Item],
        preprocessing: Preprocessing,
        augmentation: Augmentation,
        *,
        threads: int = 2,
        cache: PictureCache | None = None,
    ) -> None:
        self.cache = cache if cache is not None else PictureCache(items, preprocessing.short_side)
        self._items = items
        self._preprocessing = preprocessing
        self._augmentation = augmentation
        self._threads = threads
        self._open: WeakSet[Generator[Batch, None, None]] = WeakSet()

    def training(
        self, order: Sequence[int], batch_size: int, size: int, seed: int, epoch: int, first_step: int = 0
    ) -> Generator[Batch, None, None]:
        """The epoch's batches of randomly varied pictures, `size` x `size`, without the first `first_step`.

        `order` has indices into the items, each any number of times. What is done to a picture depends on
        `seed`, `epoch`, its index and how often it came before in `order`, so that an epoch resumed with
        `first_step` goes on with just the batches that it would have had. The last batch may be smaller.
        """
        turns = _turns(order)

        def draw(position: int) -> NDArray[np.uint8]:
            index = int(order[position])
            generator = picture_generator(seed, epoch, index, turns[position])
            return training_picture(self.cache.get(index), size, self._augmentation, generator)

        return self._batches(order, draw, batch_size, size, first_step)

    def evaluation(self, batch_size: int) -> Generator[Batch, None, None]:
        """Every picture once, in the order of the items, prepared as for prediction."""

        def draw(position: int) -> NDArray[np.uint8]:
            return prediction_picture(self.cache.get(position), self._preprocessing)

        return self._batches(range(len(self._items)), draw, batch_size, self._preprocessing.size, 0)

    def close(self) -> None:
        """End what is running, its threads too, and close the cache."""
        for batches in list(self._open):
            batches.close()
        self.cache.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _batches(
        self, order: Sequence[int], draw: _Draw, batch_size: int, size: int, first_step: int
    ) -> Generator[Batch, None, None]:
        batches = self._made_ahead(order, draw, batch_size, size, first_step)
        self._open.add(batches)
        return batches

    def _made_ahead(
        self, order: Sequence[int], draw: _Draw, batch_size: int, size: int, first_step: int
    ) -> Generator[Batch, None, None]:
        making: deque[_Making] = deque()
        closed = threading.Event()
        pool = ThreadPoolExecutor(self._threads, thread_name_prefix="loader")
        try:
            for start in range(first_step * batch_size, len(order), batch_size):
                positions = range(start, min(start + batch_size, len(order)))
                making.append(_Making(pool, positions, draw, size, closed))
                if len(making) > AHEAD:
                    yield self._finished(making.popleft(), order)
            while making:
                yield self._finished(making.popleft(), order)
        finally:
            closed.set()
            pool.shutdown(wait=True, cancel_futures=True)

    def _finished(self, making: _Making, order: Sequence[int]) -> Batch:
        errors = making.wait()
        items = [self._items[int(order[position])] for position in making.positions]
        good = [place for place in range(len(items)) if place not in errors]
        return Batch(
            pixels=making.pixels if not errors else making.pixels[good],
            labels=np.array([items[place].label for place in good], np.int64),
            failed=tuple(
                (items[place].path, error.code, error.data) for place, error in sorted(errors.items())
            ),
            warnings=self.cache.take_warnings(),
        )


class _Making:
    """One batch that threads are working on, in tasks so small that all help with the next batch."""

    def __init__(
        self, pool: ThreadPoolExecutor, positions: range, draw: _Draw, size: int, closed: threading.Event
    ) -> None:
        self.positions = positions
        self.pixels = np.empty((len(positions), size, size, 3), np.uint8)
        self._draw = draw
        self._closed = closed
        self._tasks: list[Future[dict[int, PictureError]]] = [
            pool.submit(self._fill, first) for first in range(0, len(positions), _TASK)
        ]

    def wait(self) -> dict[int, PictureError]:
        """The errors of the pictures that failed, by their place in the batch, once all are done."""
        return {place: error for task in self._tasks for place, error in task.result().items()}

    def _fill(self, first: int) -> dict[int, PictureError]:
        errors = {}
        for place in range(first, min(first + _TASK, len(self.positions))):
            if self._closed.is_set():
                break
            try:
                self.pixels[place] = self._draw(self.positions[place])
            except PictureError as error:
                errors[place] = error
        return errors


def picture_generator(seed: int, epoch: int, index: int, turn: int = 0) -> np.random.Generator:
    """The randomness of one picture in one epoch: a stream of its own for each set of arguments.

    Source: Philox, a counter-based generator (Salmon et al. 2011, "Parallel Random Numbers: As Easy as
    1, 2, 3").
    """
    key = np.array([seed << 32 | epoch, index], np.uint64)
    return np.random.Generator(np.random.Philox(key=key, counter=[0, 0, 0, turn]))


def _turns(order: Sequence[int]) -> list[int]:
    """For each place in `order`, how many times the same index came before it."""
    seen: Counter[int] = Counter()
    turns = []
    for index in order:
        turns.append(seen[int(index)])
        seen[int(index)] += 1
    return turns
