"""Many pictures through a network, batch by batch: what the long jobs have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing

import torch
from torch import Tensor

from core.control import RunControl
from core.data.batches import batches_of
from core.data.class_names import listed
from core.data.dataset import Dataset, Item
from core.errors import DataError
from core.events import Job, Phase, PhaseChanged, Progress
from core.explain.network import LoadedNetwork

_BATCH, _BATCH_ON_A_PROCESSOR = 32, 8
"""A processor takes no longer for four batches of 8, and can be had back after each."""


def labelled(dataset: Dataset, part: str, network: LoadedNetwork) -> tuple[list[Item], list[int]]:
    """The pictures of a part ("validation", "test", "train" or "all") whose class the model knows, and the
    model's number of it. Raises DataError where there is none.
    """
    numbers = {name: number for number, name in enumerate(network.header.classes)}
    labels = [numbers.get(name) for name in dataset.classes]
    if all(label is None for label in labels):
        model, found = listed(network.header.classes), listed(dataset.classes)
        raise DataError("no-class-in-common", folder=dataset.root, model=model, found=found)
    items = [item for item in dataset.items if part in ("all", item.side)]
    known = [(item, label) for item in items if (label := labels[item.label]) is not None]
    if not known:
        raise DataError("nothing-to-evaluate")
    return [item for item, _ in known], [label for _, label in known]


def walk(
    network: LoadedNetwork,
    items: Sequence[Item],
    control: RunControl,
    phase: Phase,
    look: Callable[[list[int], Tensor], None],
) -> Job[int]:
    """Give `look` the input (N, 3, size, size) of each batch, and where in `items` its pictures stand.

    Those that cannot be read are left out; the result is their number. Raises DataError("cancelled").
    """
    yield PhaseChanged(phase)
    yield Progress(phase, 0, len(items))
    done = failed = 0
    size = _BATCH_ON_A_PROCESSOR if network.device.type == "cpu" else _BATCH
    with closing(batches_of(items, network.header.preprocessing, size, control)) as batches:
        for places, batch in batches:
            yield from batch.warnings
            if places:
                with torch.inference_mode():
                    look(places, network.input_of(batch.pixels))
            done += len(places) + len(batch.failed)
            failed += len(batch.failed)
            yield Progress(phase, done, len(items))
    return failed
