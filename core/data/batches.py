"""Pictures batch by batch, as validation and prediction see them, for jobs that can be paused and stopped."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing

from core.config import Augmentation, Preprocessing
from core.control import RunControl
from core.data.dataset import Item
from core.data.loader import Batch, Loader
from core.errors import DataError


def batches_of(
    items: Sequence[Item], preprocessing: Preprocessing, batch_size: int, control: RunControl
) -> Generator[tuple[list[int], Batch], None, None]:
    """Each batch, and where in `items` its pictures stand; those that cannot be read are in `failed`.

    Raises DataError("cancelled") where `control` asks to stop. Close it, so that its threads end.
    """
    first = 0
    with (
        Loader(items, preprocessing, Augmentation()) as loader,
        closing(loader.evaluation(batch_size)) as batches,
    ):
        for batch in batches:
            control.wait_while_paused()
            if control.stop_requested:
                raise DataError("cancelled")
            missing = {path for path, _, _ in batch.failed}
            end = first + len(batch.labels) + len(batch.failed)
            yield [place for place in range(first, end) if items[place].path not in missing], batch
            first = end
