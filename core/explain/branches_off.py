"""What switching branches off costs: the accuracy with them and without, on the same pictures."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from core.control import RunControl
from core.data.dataset import Dataset
from core.errors import DataError
from core.events import Job, Phase
from core.explain.network import LoadedNetwork, switched_off
from core.explain.results import BranchesOff, BranchId
from core.explain.walk import labelled, walk

_Counts = npt.NDArray[np.int64]


def branches_off(
    network: LoadedNetwork,
    dataset: Dataset,
    part: str,
    control: RunControl,
    *,
    off: Iterable[BranchId],
) -> Job[BranchesOff]:
    """Answer each picture of a part of `dataset` twice.

    Raises DataError("cancelled"), and DataError where not one picture can be used.
    """
    off = frozenset(off)
    items, labels = labelled(dataset, part, network)
    count = len(network.header.classes)
    pictures, right_on, right_off = (np.zeros(count, np.int64) for _ in range(3))

    def look(places: list[int], x: Tensor) -> None:
        wanted = torch.tensor([labels[place] for place in places], device=x.device)
        pictures[:] += _counted(wanted, count)
        right_on[:] += _counted(wanted[network.model(x, heads=False).main.argmax(1) == wanted], count)
        with switched_off(network, off):
            right_off[:] += _counted(wanted[network.model(x, heads=False).main.argmax(1) == wanted], count)

    failed = yield from walk(network, items, control, Phase.EVALUATING, look)
    total = int(pictures.sum())
    if not total:
        raise DataError("nothing-to-evaluate")
    return BranchesOff(
        off=off,
        pictures=total,
        failed=failed,
        accuracy_on=int(right_on.sum()) / total,
        accuracy_off=int(right_off.sum()) / total,
        class_accuracy_on=_shares(right_on, pictures),
        class_accuracy_off=_shares(right_off, pictures),
    )


def _counted(numbers: Tensor, count: int) -> _Counts:
    return torch.bincount(numbers.cpu(), minlength=count).numpy()


def _shares(right: _Counts, pictures: _Counts) -> tuple[float | None, ...]:
    return tuple(int(r) / int(n) if n else None for r, n in zip(right, pictures, strict=True))
