from __future__ import annotations

from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from core.control import RunControl
from core.data.dataset import Dataset, Item
from core.errors import DataError
from core.events import result_of
from core.explain.branches import branch_lens
from core.explain.branches_off import branches_off
from core.explain.network import LoadedNetwork
from core.explain.results import BranchId

OFF = frozenset({BranchId("inception3a", "branch1"), BranchId("inception5b", "branch2")})


def test_the_accuracies_are_those_of_the_answers_one_by_one(
    network: LoadedNetwork, items: tuple[Item, ...], squares: np.ndarray
) -> None:
    dataset = Dataset(Path("pictures"), network.header.classes, items)
    found = result_of(branches_off(network, dataset, "train", RunControl(), off=OFF))
    right: dict[str, list[list[bool]]] = {"on": [[], [], []], "off": [[], [], []]}
    changed = False
    for number, item in enumerate(items):
        if number == 2:  # which is no picture
            continue
        lens = branch_lens(network, squares[number], module="inception4a", off=OFF)
        label = network.header.classes[item.label]
        right["on"][item.label].append(lens.answer.label == label)
        right["off"][item.label].append(lens.switched.label == label)
        changed |= lens.answer.label != lens.switched.label
    assert changed, "else nothing is tested"
    assert (found.pictures, found.failed, found.off) == (7, 1, OFF)
    assert found.accuracy_on == pytest.approx(np.mean(list(chain(*right["on"]))))
    assert found.accuracy_off == pytest.approx(np.mean(list(chain(*right["off"]))))
    assert found.class_accuracy_on == pytest.approx([np.mean(each) for each in right["on"]])
    assert found.class_accuracy_off == pytest.approx([np.mean(each) for each in right["off"]])


def test_a_class_without_pictures_has_no_accuracy(network: LoadedNetwork, items: tuple[Item, ...]) -> None:
    dataset = Dataset(Path("pictures"), network.header.classes, tuple(i for i in items if i.label == 0))
    found = result_of(branches_off(network, dataset, "train", RunControl(), off=()))
    assert found.class_accuracy_on == found.class_accuracy_off
    assert found.class_accuracy_on[1:] == (None, None)
    assert found.accuracy_on == found.class_accuracy_on[0]


def test_cancelling(network: LoadedNetwork, items: tuple[Item, ...]) -> None:
    control = RunControl()
    control.stop()
    dataset = Dataset(Path("pictures"), network.header.classes, items)
    with pytest.raises(DataError, match="Cancelled"):
        result_of(branches_off(network, dataset, "train", control, off=OFF))
