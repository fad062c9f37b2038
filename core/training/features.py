"""Features of frozen blocks, computed once for each picture and kept in a file while the heads learn.

A `FeatureLoader` stands in for a `core.data.loader.Loader`. Knows no optimiser and no checkpoint: after an
interruption the features are computed anew, from the same weights and in the same batches to the same bits.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import torch

from core.config import Preprocessing
from core.data.dataset import Item
from core.data.loader import Batch, Loader
from core.device import autocast, network_input
from core.events import Job, Phase, Progress, Warned
from core.model.features import feature_shapes, features_of
from core.model.googlenet import GoogLeNet

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class FeatureBatch:
    """The features (N, ...) of each head by its name, for each view of the pictures; `labels` (N,) int64.

    As a `Batch` without pixels, of which no picture fails: what failed did so when features were computed.
    """

    views: tuple[Mapping[str, Floats], ...]
    labels: npt.NDArray[np.int64]
    failed: tuple[tuple[Path, str, Mapping[str, Any]], ...] = ()
    warnings: tuple[Warned, ...] = ()


AnyBatch = Batch | FeatureBatch


class FeatureLoader:
    """The features of `items` in batches; `rows` are their places in `file`, None for unreadable pictures.

    Views of a picture are the picture as in prediction and, where there are two, its mirror image.
    """

    def __init__(
        self,
        items: Sequence[Item],
        rows: Sequence[int | None],
        views: int,
        shapes: Mapping[str, tuple[int, ...]],
        file: BinaryIO,
    ) -> None:
        self._items = items
        self._rows = rows
        self._views = views
        self._shapes = shapes
        self._file = file

    def training(
        self, order: Sequence[int], batch_size: int, size: int, seed: int, epoch: int, first_step: int = 0
    ) -> Generator[FeatureBatch, None, None]:
        """As `Loader.training`, of one view of each picture: in the next epoch another.

        `size` and `seed` are of no account here.
        """
        for start in range(first_step * batch_size, len(order), batch_size):
            places = [int(index) for index in order[start : start + batch_size]]
            yield self._batch([(index, ((index + epoch) % self._views,)) for index in places])

    def evaluation(self, batch_size: int) -> Generator[FeatureBatch, None, None]:
        """Every picture once, in the order of the items, in all its views."""
        every = tuple(range(self._views))
        for start in range(0, len(self._items), batch_size):
            stop = min(start + batch_size, len(self._items))
            yield self._batch([(index, every) for index in range(start, stop)])

    def part(self, items: Sequence[Item]) -> FeatureLoader:
        """Those of some of the items, in their first view."""
        rows = {item.path: row for item, row in zip(self._items, self._rows, strict=True)}
        return FeatureLoader(items, [rows[item.path] for item in items], 1, self._shapes, self._file)

    def close(self) -> None:
        self._file.close()

    def _batch(self, wanted: Sequence[tuple[int, tuple[int, ...]]]) -> FeatureBatch:
        there = [(index, row, views) for index, views in wanted if (row := self._rows[index]) is not None]
        count = len(there[0][2]) if there else 1
        read = [[self._read(row + views[n]) for _, row, views in there] for n in range(count)]
        return FeatureBatch(
            views=tuple(self._parted(rows) for rows in read),
            labels=np.array([self._items[index].label for index, _, _ in there], np.int64),
        )

    def _read(self, row: int) -> Floats:
        width = _width(self._shapes)
        self._file.seek(row * width * 4)
        values = np.frombuffer(self._file.read(width * 4), np.float32)
        if len(values) < width:
            raise OSError("the file of features was cut short")
        return values

    def _parted(self, rows: Sequence[Floats]) -> dict[str, Floats]:
        flat = np.array(rows, np.float32).reshape(len(rows), _width(self._shapes))
        parts, start = {}, 0
        for head, shape in self._shapes.items():
            stop = start + math.prod(shape)
            parts[head] = flat[:, start:stop].reshape(len(rows), *shape)
            start = stop
        return parts


def compute_features(
    model: GoogLeNet,
    loader: Loader,
    items: Sequence[Item],
    preprocessing: Preprocessing,
    views: int,
    device: torch.device,
    precision: str,
    batch_size: int,
    folder: Path,
    between: Callable[[Batch], Job[bool]],
    done: int,
    total: int,
) -> Job[FeatureLoader | None]:
    """The features of the `items` of `loader`, in a file in `folder` that no process leaves behind.

    Progress counts on from `done` pictures, of `total`. After each batch `between` is run; where its result
    is true, the result here is None. Raises OSError: the file is written and read, and not mapped, so that a
    disk that is full or gone gives an error to be told.
    """
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (the loader closes it)
    rows: list[int | None] = []
    written = 0
    try:
        yield Progress(Phase.FEATURES, done, total)
        with closing(loader.evaluation(batch_size)) as batches:
            for batch in batches:
                start = len(rows)
                failed = {path for path, _, _ in batch.failed}
                part = items[start : start + len(batch.labels) + len(batch.failed)]
                for item in part:
                    rows.append(None if item.path in failed else written)
                    written += 0 if item.path in failed else views
                if len(batch.labels):
                    seen = (batch.pixels, batch.pixels[:, :, ::-1])[:views]
                    flat = [_flat(model, pixels, preprocessing, device, precision) for pixels in seen]
                    file.write(np.stack(flat, axis=1).tobytes())  # a picture's views after one another
                yield Progress(Phase.FEATURES, done + len(rows), total)
                if (yield from between(batch)):
                    file.close()
                    return None
        file.flush()
    except BaseException:
        file.close()
        raise
    return FeatureLoader(items, rows, views, feature_shapes(model), file)


def blank_features(model: GoogLeNet, items: Sequence[Item]) -> FeatureLoader:
    """Zeros for the features of `items`: enough to measure how long the heads take."""
    shapes = feature_shapes(model)
    return FeatureLoader(items, [0] * len(items), 1, shapes, BytesIO(bytes(_width(shapes) * 4)))


def _flat(
    model: GoogLeNet,
    pixels: npt.NDArray[np.uint8],
    preprocessing: Preprocessing,
    device: torch.device,
    precision: str,
) -> Floats:
    """(N, width): the features of all heads in a row."""
    with autocast(device, precision):
        images = network_input(np.ascontiguousarray(pixels), preprocessing, device)
        features = features_of(model, images)
    parts = [part.float().flatten(1) for part in features if part is not None]
    return torch.cat(parts, dim=1).cpu().numpy()


def _width(shapes: Mapping[str, tuple[int, ...]]) -> int:
    return sum(math.prod(shape) for shape in shapes.values())
