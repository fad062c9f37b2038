"""Grad-CAM against captum's."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from captum.attr import LayerAttribution, LayerGradCam

from core.explain.geometry import BRANCHES
from core.explain.gradcam import branch_cams, grad_cam
from core.explain.network import LoadedNetwork

MakeNetwork = Callable[..., LoadedNetwork]

CLASSES = ("cat", "dog", "小鸟")
CASES = [
    ("conv1", None),
    ("inception3a", None),
    ("inception3b", "branch1"),
    ("inception4c", "branch2"),
    ("inception4e", "branch3"),
    ("inception5a", "branch4"),
    ("inception5b", None),
]


@pytest.fixture(scope="module", params=["notes", "imagenet", "paper"])
def any_network(request: pytest.FixtureRequest, make_network: MakeNetwork) -> LoadedNetwork:
    return make_network(request.param)


@pytest.mark.parametrize("label", CLASSES)
@pytest.mark.parametrize(("block", "branch"), CASES)
def test_the_heat_is_captums(
    any_network: LoadedNetwork, squares: np.ndarray, block: str, branch: str | None, label: str
) -> None:
    found = grad_cam(any_network, squares[1], block=block, branch=branch, label=label)
    x = any_network.input_of(squares[1]).requires_grad_()
    reference = LayerGradCam(
        lambda x: any_network.model(x, heads=False).main, any_network.part(block, branch)
    )
    expected = reference.attribute(x, target=CLASSES.index(label), relu_attributions=True)
    peak = expected.max().item()
    assert found.peak == pytest.approx(peak, rel=1e-4, abs=1e-7)
    assert found.heat.dtype == np.float32 and found.heat.shape == expected.shape[2:]
    if peak > 0:
        np.testing.assert_allclose(found.heat, expected[0, 0].detach() / peak, atol=1e-4)
        assert found.heat.max() == 1
        large = LayerAttribution.interpolate(expected / peak, (80, 100), "bilinear")[0, 0].detach()
        np.testing.assert_allclose(found.upsampled(100, 80), large, atol=1e-4)


@pytest.mark.parametrize("module", ["inception3b", "inception5a"])
def test_all_branches_at_once_are_each_by_itself(
    any_network: LoadedNetwork, squares: np.ndarray, module: str
) -> None:
    together = branch_cams(any_network, squares[1], module=module)
    assert [found.branch for found in together] == list(BRANCHES)
    for found in together:
        alone = grad_cam(any_network, squares[1], block=module, branch=found.branch)
        assert (found.label, found.probability) == (alone.label, alone.probability)
        assert found.peak == pytest.approx(alone.peak, rel=1e-5)
        np.testing.assert_allclose(found.heat, alone.heat, atol=1e-5)


def test_most_of_these_maps_have_something_on_them(any_network: LoadedNetwork, squares: np.ndarray) -> None:
    """Else the comparison above would compare nothing with nothing."""
    for block, branch in CASES:
        maps = [grad_cam(any_network, squares[1], block=block, branch=branch, label=c) for c in CLASSES]
        assert any(found.peak > 0 for found in maps)


def test_without_a_label_it_is_about_the_answer(network: LoadedNetwork, squares: np.ndarray) -> None:
    for pixels in squares:
        answer = network.look(pixels).main
        found = grad_cam(network, pixels)
        assert (found.label, found.block, found.branch) == (answer.label, "inception5b", None)
        assert found.probability == pytest.approx(max(answer.probabilities), abs=1e-5)
        assert found.picture is pixels


def test_nothing_that_speaks_for_a_class_is_no_heat(make_network: MakeNetwork, squares: np.ndarray) -> None:
    network = make_network()
    with torch.no_grad():
        network.model.fc.weight[0] = -network.model.fc.weight[0].abs()  # features are never below zero
    found = grad_cam(network, squares[0], label="cat")
    assert found.peak == 0
    assert (found.heat == 0).all()


def test_a_map_leaves_the_network_as_it_was(network: LoadedNetwork, squares: np.ndarray) -> None:
    before = network.look(squares[0])
    grad_cam(network, squares[1], block="inception3a", branch="branch2")
    assert network.look(squares[0]) == before
    assert all(p.grad is None and not p.requires_grad for p in network.model.parameters())
    assert not any(module._forward_hooks for module in network.model.modules())
