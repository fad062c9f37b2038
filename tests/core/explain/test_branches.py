"""The lens against networks in which the branch is silenced by its own weights."""

from __future__ import annotations

import copy
from collections.abc import Callable

import numpy as np
import pytest
import torch

from core.explain.branches import branch_lens
from core.explain.geometry import BRANCHES
from core.explain.network import LoadedNetwork
from core.explain.results import BranchId
from core.model.googlenet import GoogLeNet

MODULE = "inception4b"
ELSEWHERE = BranchId("inception3a", "branch3")
LATER = BranchId("inception5a", "branch1")


def silenced(model: GoogLeNet, *branches: BranchId) -> GoogLeNet:
    """The network with the last convolution of each branch at zero, which its ReLU keeps."""
    model = copy.deepcopy(model)
    with torch.no_grad():
        for module, branch in branches:
            part = model.get_submodule(f"{module}.{branch}")
            last = part if branch == "branch1" else part[1]
            last.conv.weight.zero_()
            last.conv.bias.zero_()
    return model


def probabilities(network: LoadedNetwork, model: GoogLeNet, pixels: np.ndarray) -> list[float]:
    temperature = network.header.temperature or 1.0
    with torch.no_grad():
        return torch.softmax(model(network.input_of(pixels)).main / temperature, 1)[0].tolist()


@pytest.mark.parametrize("off", [(), (ELSEWHERE,), (LATER,), (ELSEWHERE, BranchId(MODULE, "branch2"))])
def test_a_branch_that_is_off_is_a_branch_whose_weights_are_zero(
    network: LoadedNetwork, squares: np.ndarray, off: tuple[BranchId, ...]
) -> None:
    pixels = squares[4]
    lens = branch_lens(network, pixels, module=MODULE, off=off)
    assert lens.answer.probabilities == pytest.approx(probabilities(network, network.model, pixels), abs=1e-5)
    switched = probabilities(network, silenced(network.model, *off), pixels)
    assert lens.switched.probabilities == pytest.approx(switched, abs=1e-5)
    number = network.header.classes.index(lens.label)
    assert lens.label == lens.answer.label and lens.off == frozenset(off)
    for view in lens.branches:
        model = silenced(network.model, *off, BranchId(MODULE, view.branch))
        without = probabilities(network, model, pixels)
        assert view.without.probabilities == pytest.approx(without, abs=1e-5)
        odds = [np.log(p[number] / (1 - p[number])) for p in (switched, without)]
        assert view.evidence == pytest.approx(odds[0] - odds[1], abs=1e-3)
    if off:
        assert abs(switched[number] - lens.answer.probabilities[number]) > 1e-4, "else nothing is tested"


@pytest.mark.parametrize(
    ("off", "expected"),
    [
        ((), [1, 1, 5]),
        ((LATER,), [1, 1, 6]),
        ((BranchId(MODULE, "branch1"),), [1, 1, 6]),
        ((ELSEWHERE,), [1, 6, 6]),
    ],
)
def test_what_does_not_differ_is_computed_once(
    network: LoadedNetwork, squares: np.ndarray, off: tuple[BranchId, ...], expected: list[int]
) -> None:
    """How many rows go through the first layer, 4a and 4c, each of them once."""
    seen: dict[str, list[int]] = {"conv1": [], "inception4a": [], "inception4c": []}
    handles = [
        network.part(name).register_forward_hook(lambda _m, _i, output, to=rows: to.append(len(output)))
        for name, rows in seen.items()
    ]
    branch_lens(network, squares[4], module=MODULE, off=off)
    for handle in handles:
        handle.remove()
    assert list(seen.values()) == [[rows] for rows in expected]


def test_the_shares(network: LoadedNetwork, squares: np.ndarray) -> None:
    lens = branch_lens(network, squares[4], module=MODULE)
    kept: list[torch.Tensor] = []
    handle = network.part(MODULE).register_forward_hook(lambda _m, _i, output: kept.append(output[0]))
    network.look(squares[4])
    handle.remove()
    parts = torch.split(kept[0], [160, 224, 64, 64])
    for view, part in zip(lens.branches, parts, strict=True):
        assert view.channels == len(part)
        assert view.activation_share == pytest.approx(float(part.sum() / kept[0].sum()), abs=1e-5)
    speaking_for = [max(0.0, view.evidence) for view in lens.branches]
    assert sum(speaking_for) > 0
    for view, evidence in zip(lens.branches, speaking_for, strict=True):
        assert view.answer_share == pytest.approx(evidence / sum(speaking_for))
    assert [(view.branch, view.kernel) for view in lens.branches] == list(
        zip(BRANCHES, (1, 3, 5, 1), strict=True)
    )


def test_the_strongest_channels(network: LoadedNetwork, squares: np.ndarray) -> None:
    lens = branch_lens(network, squares[0], module="inception3b", maps=5)
    kept: list[torch.Tensor] = []
    handle = network.part("inception3b").register_forward_hook(lambda _m, _i, output: kept.append(output[0]))
    network.look(squares[0])
    handle.remove()
    output = kept[0].numpy()
    first = 0
    for view in lens.branches:
        assert len(view.maps) == 5
        own = output[first : first + view.channels]
        assert [each.mean for each in view.maps] == pytest.approx(sorted(own.mean((1, 2)))[:-6:-1], rel=1e-5)
        for each in view.maps:
            values = output[each.channel]
            assert each.peak == pytest.approx(values.max())
            expected = values * 255 / values.max() if values.max() > 0 else values
            assert np.abs(each.thumbnail - expected).max() <= 0.51
        first += view.channels


def test_a_branch_that_is_off_has_maps_and_no_share(network: LoadedNetwork, squares: np.ndarray) -> None:
    on = branch_lens(network, squares[4], module=MODULE)
    lens = branch_lens(network, squares[4], module=MODULE, off=[BranchId(MODULE, "branch2")], label="dog")
    view = lens.branches[1]
    assert (view.activation_share, view.evidence, view.answer_share) == (0, 0, 0)
    assert view.without == lens.switched
    assert [m.channel for m in view.maps] == [m.channel for m in on.branches[1].maps]
    assert sum(each.activation_share for each in lens.branches) == pytest.approx(1)
    assert lens.label == "dog"


def test_a_sure_answer_still_owes_something(
    make_network: Callable[..., LoadedNetwork], squares: np.ndarray
) -> None:
    """Its probability is 1 to the last digit with the branch and without it; its log-odds tell them apart."""
    network = make_network(temperature=0.002)
    lens = branch_lens(network, squares[4], module=MODULE)
    assert lens.answer.probability == 1.0
    assert any(view.evidence > 1 for view in lens.branches)
