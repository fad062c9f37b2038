"""Sizes and fields of view by hand, and against real networks of torch."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (as everybody writes it)
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from core.explain.geometry import BRANCHES, Field, Sizing, branch_fields, fields, path
from core.model.architecture import ARCHITECTURES
from core.model.googlenet import GoogLeNet, Inception, build_googlenet
from core.model.layers import Convolution

HAND_MADE = {  # size and stride as the recurrences give them on paper: size + (kernel - 1) * stride
    "conv1": (7, 2),
    "maxpool1": (11, 4),
    "conv2": (11, 4),
    "conv3": (19, 4),
    "maxpool2": (27, 8),
    "inception3a": (59, 8),
    "inception3b": (91, 8),
    "maxpool3": (107, 16),
    "inception4a": (171, 16),
    "inception4b": (235, 16),
    "inception4c": (299, 16),
    "inception4d": (363, 16),
    "inception4e": (427, 16),
    "maxpool4": (459, 32),
    "inception5a": (587, 32),
    "inception5b": (715, 32),
}


def test_the_formula_with_the_numbers_of_the_paper() -> None:
    stem = Sizing(224, 7, 2, 3)
    assert (stem.span, stem.quotient, stem.rounded, stem.out) == (223, Fraction(223, 2), 111, 112)
    pool = Sizing(112, 3, 2, ceil=True)
    assert (pool.span, pool.quotient, pool.rounded, pool.out) == (109, Fraction(109, 2), 55, 56)
    assert stem.valid and not pool.dropped
    beyond = Sizing(3, 1, 2, 1, ceil=True)  # windows begin at 0, 2 and 4, where only padding is left
    assert (beyond.rounded, beyond.out, beyond.dropped) == (2, 2, True)


@pytest.mark.parametrize("sizing", [Sizing(4, 5), Sizing(0, 1), Sizing(8, 3, 0), Sizing(8, 3, 1, -1)])
def test_a_kernel_that_does_not_fit(sizing: Sizing) -> None:
    assert not sizing.valid


@given(st.integers(1, 60), st.integers(1, 11), st.integers(1, 5), st.booleans(), st.data())
def test_the_formula_is_torchs(size: int, kernel: int, stride: int, ceil: bool, data: st.DataObject) -> None:
    padding = data.draw(st.integers(0, kernel // 2))  # torch's pools take no more
    sizing = Sizing(size, kernel, stride, padding, ceil)
    pool = nn.MaxPool2d(kernel, stride, padding, ceil_mode=ceil)
    if sizing.valid:
        assert pool(torch.zeros(1, 1, size, size)).shape[-1] == sizing.out
        assert sizing.out == sizing.rounded + 1 - sizing.dropped


@pytest.mark.parametrize("name", ARCHITECTURES)
@pytest.mark.parametrize("size", [32, 96, 161])
def test_the_path_is_the_networks(name: str, size: int) -> None:
    model = build_googlenet(name, 3, aux_heads=False, fused=False).eval()
    seen: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def note(part: str) -> None:
        model.get_submodule(part).register_forward_hook(
            lambda _m, inputs, output: seen.__setitem__(part, (inputs[0].shape, output.shape))
        )

    steps = path(name, size)
    for step in steps:
        note(step.name)
        for branch in step.branches:
            note(f"{step.name}.{branch.name}")
    with torch.no_grad():
        model(torch.zeros(1, 3, size, size))
    parts = [child for child, module in model.named_children() if "norm" not in child and child != "dropout"]
    assert [step.name for step in steps] == parts[:-1], "all but the last layer"
    for step in steps:
        before, after = seen[step.name]
        assert before == (1, step.channels_in, step.size_in, step.size_in), step.name
        assert after == (1, step.channels_out, step.size_out, step.size_out), step.name
        assert (step.sizing is None) == (step.kind == "inception")
        assert [branch.name for branch in step.branches] == list(BRANCHES if step.branches else ())
        for branch in step.branches:
            assert seen[f"{step.name}.{branch.name}"][1][1] == branch.channels
            side = step.size_in
            for layer in branch.layers:
                side = layer.sizing(side).out
                assert side == step.size_in, "each layer of a branch keeps the size"


def test_the_fields_by_hand() -> None:
    found = fields("notes")
    assert {name: (field.size, field.stride) for name, field in found.items()} == HAND_MADE
    assert fields("imagenet")["inception3a"].size == 27 + 2 * 8, "3x3 in place of 5x5"
    sizes = {name: field.size for name, field in branch_fields("paper", "inception4a").items()}
    assert sizes == {"branch1": 107, "branch2": 139, "branch3": 171, "branch4": 139}


def all_positive(name: str) -> GoogLeNet:
    """The network with every weight above zero and every pool an average, so that what a place sees is just
    where its gradient is not zero: nothing cancels out, no ReLU is shut and no maximum looks away."""
    model = build_googlenet(name, 3, aux_heads=False, fused=False).double().eval()
    for module in model.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.constant_(module.weight, 1 / module.weight[0].numel())
            if module.bias is not None:
                nn.init.zeros_(module.bias)
    for child, module in model.named_children():
        if isinstance(module, nn.MaxPool2d):
            setattr(model, child, average_like(module))
        elif isinstance(module, Inception):
            module.branch4[0] = average_like(module.branch4[0])
    return model


def average_like(pool: nn.MaxPool2d) -> nn.AvgPool2d:
    return nn.AvgPool2d(pool.kernel_size, pool.stride, pool.padding, ceil_mode=pool.ceil_mode)


class Thin(nn.Module):
    """A convolution with the kernel, stride and border of another, which sees the mean of all channels."""

    def __init__(self, conv: nn.Conv2d) -> None:
        super().__init__()
        self.geometry = {"stride": conv.stride, "padding": conv.padding}
        self.weight = torch.ones(1, 1, *conv.kernel_size, dtype=torch.float64) / math.prod(conv.kernel_size)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.conv2d(x.mean(dim=1, keepdim=True), self.weight, **self.geometry)


def thin(name: str) -> GoogLeNet:
    """As `all_positive`, each convolution with one channel: what a place sees does not depend on how many
    there are, and so a picture larger than the largest field is soon looked at."""
    model = all_positive(name)
    for module in model.modules():
        if isinstance(module, Convolution):
            module.conv, module.bn = Thin(module.conv), None
    model.fc = nn.Flatten()
    return model


def check_fields(model: GoogLeNet, side: int, expected: dict[str, Field]) -> None:
    """Hold the fields of parts of the network against the pixels that have an influence on two neighbouring
    places, far from the edges."""
    x = torch.rand(1, 3, side, side, dtype=torch.float64, requires_grad=True)
    kept: dict[str, torch.Tensor] = {}
    for part in expected:
        model.get_submodule(part).register_forward_hook(
            lambda _m, _i, output, part=part: kept.__setitem__(part, output)
        )
    model(x)
    for part, field in expected.items():
        place = kept[part].shape[-1] // 2
        for row, column in ((place, place), (place, place + 1)):
            left, top, right, bottom = field.box(row, column)
            assert min(left, top) >= 0 and max(right, bottom) <= side, "else it would be cut off"
            (gradient,) = torch.autograd.grad(kept[part][0, :, row, column].sum(), x, retain_graph=True)
            rows, columns = torch.nonzero(gradient[0].sum(0), as_tuple=True)
            found = (columns.min().item(), rows.min().item(), columns.max().item() + 1, rows.max().item() + 1)
            assert found == (left, top, right, bottom), part


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_the_fields_of_all_blocks_are_where_the_gradients_are(name: str) -> None:
    """Size, stride and middle, from the first layer to the last module."""
    expected = fields(name)
    assert list(expected)[-1] == "inception5b"
    largest = max(field.size for field in expected.values())
    check_fields(thin(name), largest + 4 * 32, expected)


@pytest.mark.parametrize("module", ["inception3a", "inception4e"])
def test_the_fields_of_branches_are_where_the_gradients_are(module: str) -> None:
    expected = {f"{module}.{branch}": field for branch, field in branch_fields("notes", module).items()}
    check_fields(thin("notes"), max(field.size for field in expected.values()) + 4 * 16, expected)


@pytest.mark.parametrize("name", ["notes", "imagenet"])
def test_the_fields_of_a_network_with_all_its_channels(name: str) -> None:
    found = fields(name)
    check_fields(all_positive(name), 128, {block: found[block] for block in ("conv3", "inception3b")})
