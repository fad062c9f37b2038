from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from core.control import RunControl
from core.data.dataset import Dataset, Item
from core.errors import DataError, ModelFileError
from core.events import Event, Phase, Progress, observed, result_of
from core.explain.depths import judge, three_depths
from core.explain.network import LoadedNetwork
from core.explain.results import Depth


def test_easy_hard_and_mislabelled_by_hand() -> None:
    """Two classes. Of the pictures called 1 the last head gives class 1 0.9, 0.7 and 0.2: 0.6 on average."""
    first = [  # what each head gives class 1
        ([0.8, 0.9, 0.9], 1, Depth.EASY),
        ([0.4, 0.9, 0.7], 1, Depth.HARD),  # the head on 4a does not see it
        ([0.1, 0.3, 0.2], 1, Depth.MISLABELLED),  # all say 0, more surely than of those called 0
        ([0.1, 0.1, 0.1], 0, Depth.EASY),
        ([0.6, 0.7, 0.65], 0, Depth.MISLABELLED),  # all say 1, more surely than of those called 1
        ([0.6, 0.7, 0.55], 0, Depth.HARD),  # all say 1, less surely
    ]
    ones = np.array([heads for heads, _, _ in first], np.float32)
    labels = np.array([label for _, label, _ in first])
    # Of the pictures called 0 it gives class 0 (0.9 + 0.35 + 0.45) / 3 = 0.567 on average.
    assert judge(np.stack([1 - ones, ones], axis=2), labels) == [kind for _, _, kind in first]


def test_a_class_without_pictures_accuses_nobody() -> None:
    sure = np.zeros((1, 3, 3), np.float32)
    sure[..., 2] = 1.0
    assert judge(sure, np.array([0])) == [Depth.HARD]


def test_a_network_that_is_sure_of_nothing_accuses_nobody() -> None:
    """It gives class 0 more than it gives class 0's own pictures on average, but less than all else."""
    first = np.array([[0.3, 0.3, 0.3], [0.45, 0.45, 0.45], [0.55, 0.55, 0.55]], np.float32)
    rest = (1 - first) / 2
    labels = np.array([0, 1, 1])
    kinds = judge(np.stack([first, rest, rest], axis=2), labels)
    assert kinds[1:] == [Depth.HARD, Depth.MISLABELLED]


def dataset_of(items: tuple[Item, ...], classes: tuple[str, ...] = ("小鸟", "cat", "ape")) -> Dataset:
    return Dataset(Path("pictures"), classes, items)


def test_every_picture_in_the_eyes_of_the_heads(
    network: LoadedNetwork, items: tuple[Item, ...], squares: np.ndarray
) -> None:
    """The model knows no "ape"; "小鸟" is its class 2 and "cat" its class 0. The third file is no picture."""
    job = three_depths(network, dataset_of(items), "train", RunControl())
    events: list[Event] = []
    depths = result_of(observed(job, events.append))
    progress = [(event.phase, event.done, event.total) for event in events if isinstance(event, Progress)]
    known = [number for number, item in enumerate(items) if item.label != 2]
    assert progress[-1] == (Phase.EVALUATING, len(known), len(known))
    assert depths.failed == 0, "the third is an ape"
    assert [found.item for found in depths.items] == [items[number] for number in known]
    for found, number in zip(depths.items, known, strict=True):
        heads = network.look(squares[number])
        label = {0: 2, 1: 0}[found.item.label]
        assert found.label == label
        for place, head in enumerate((heads.aux1, heads.aux2, heads.main)):
            assert head is not None
            assert found.answers[place] == np.argmax(head.probabilities)
            assert found.probabilities[place] == pytest.approx(head.probability, abs=1e-4)
            assert found.given[place] == pytest.approx(head.probabilities[label], abs=1e-4)
    assert sum(depths.counts.values()) == len(known)
    right = [found.answers[-1] == found.label for found in depths.items]
    assert depths.accuracy == pytest.approx(sum(right) / len(right))
    hard = depths.of(Depth.HARD)
    assert [found.given[-1] for found in hard] == sorted(found.given[-1] for found in hard)


def test_what_cannot_be_compared(
    network: LoadedNetwork, items: tuple[Item, ...], make_network: Callable[..., LoadedNetwork]
) -> None:
    with pytest.raises(DataError, match="no class in common"):
        result_of(three_depths(network, dataset_of(items, ("x", "y", "z")), "train", RunControl()))
    with pytest.raises(DataError, match="no picture to evaluate"):
        result_of(three_depths(network, dataset_of(items), "test", RunControl()))
    with pytest.raises(ModelFileError, match="no auxiliary heads"):
        headless = make_network(aux_heads=False)
        result_of(three_depths(headless, dataset_of(items), "train", RunControl()))
    control = RunControl()
    control.stop()
    with pytest.raises(DataError, match="Cancelled"):
        result_of(three_depths(network, dataset_of(items), "train", control))


def test_no_random_number_is_drawn(network: LoadedNetwork, items: tuple[Item, ...]) -> None:
    before = torch.get_rng_state()
    result_of(three_depths(network, dataset_of(items), "train", RunControl()))
    assert torch.equal(torch.get_rng_state(), before)
