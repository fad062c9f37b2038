"""Pictures in the eyes of the three heads: easy, hard, probably mislabelled. Judges no picture's pixels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from torch import Tensor

from core.control import RunControl
from core.data.dataset import Dataset
from core.errors import ModelFileError
from core.events import Job, Phase
from core.explain.network import LoadedNetwork
from core.explain.results import Depth, DepthItem, Depths
from core.explain.walk import labelled, walk

HEADS = ("aux1", "aux2", "main")
"""In the order of depth: on 4a, on 4d, at the end."""

_LIKELY = 0.5

Probabilities = npt.NDArray[np.float32]


def three_depths(network: LoadedNetwork, dataset: Dataset, part: str, control: RunControl) -> Job[Depths]:
    """What each head makes of each picture of a part of `dataset`.

    Pictures that the network was trained on look easier than they are. Raises ModelFileError for a model
    without auxiliary heads, DataError where there is nothing to ask, and DataError("cancelled").
    """
    if not network.header.aux_heads:
        raise ModelFileError("model-without-heads")
    items, labels = labelled(dataset, part, network)
    seen: list[int] = []
    found: list[Probabilities] = []

    def look(places: list[int], x: Tensor) -> None:
        outputs = network.model(x, heads=True)._asdict()
        heads = [network.probabilities(outputs[head]).cpu().numpy() for head in HEADS]
        seen.extend(places)
        found.append(np.stack(heads, axis=1))  # (N, 3, classes)

    failed = yield from walk(network, items, control, Phase.EVALUATING, look)
    if not found:
        return Depths(network.header.classes, (), failed)
    probabilities = np.concatenate(found)
    given = np.array([labels[place] for place in seen])
    kinds = judge(probabilities, given)
    answers = probabilities.argmax(axis=2)
    return Depths(
        classes=network.header.classes,
        items=tuple(
            DepthItem(
                item=items[place],
                label=int(given[row]),
                answers=tuple(answers[row].tolist()),
                probabilities=tuple(probabilities[row].max(axis=1).tolist()),
                given=tuple(probabilities[row, :, given[row]].tolist()),
                kind=kinds[row],
            )
            for row, place in enumerate(seen)
        ),
        failed=failed,
    )


def judge(probabilities: Probabilities, labels: npt.NDArray[np.int64]) -> list[Depth]:
    """The kind of each picture, from what the heads give each class (N, 3, classes) and its label (N,).

    Whether the last head is sure of another class is measured by that class's own pictures: by what it gives
    them on average (Northcutt, Jiang and Chuang 2021, "Confident Learning"). A weak network is sure of none,
    and so the class must be more likely than all others together as well.
    """
    answers = probabilities.argmax(axis=2)  # (N, 3)
    last = probabilities[:, -1]  # (N, classes)
    usual = np.full(last.shape[1], np.inf)  # of a class without pictures nothing can be said
    for number in np.unique(labels):
        usual[number] = last[labels == number, number].mean()
    kinds = []
    for row, label in enumerate(labels):
        first = answers[row, 0]
        if not (answers[row] == first).all():
            kinds.append(Depth.HARD)
        elif first == label:
            kinds.append(Depth.EASY)
        else:
            sure = last[row, first] >= max(usual[first], _LIKELY)
            kinds.append(Depth.MISLABELLED if sure else Depth.HARD)
    return kinds
