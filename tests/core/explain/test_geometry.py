"""Sizes and fields of view by hand, and against real networks of torch."""

from __future__ import annotations

from fractions import Fraction

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from core.explain.geometry import BRANCHES, Sizing, branch_fields, fields, path
from core.model.architecture import ARCHITECTURES
from core.model.googlenet import GoogLeNet, Inception, build_googlenet

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


@pytest.mark.parametrize(
    ("name", "block", "branch"),
    [
        *[("notes", block, None) for block in ("conv1", "maxpool1", "conv3", "maxpool2", "inception3b")],
        *[("notes", "inception3a", branch) for branch in BRANCHES],
        ("imagenet", "inception3b", None),
        ("imagenet", "inception4b", None),
        ("notes", "inception4a", None),
    ],
)
def test_the_fields_are_where_the_gradients_are(name: str, block: str, branch: str | None) -> None:
    """Size, stride and middle, from the pixels that have an influence on two neighbouring places."""
    field = branch_fields(name, block)[branch] if branch else fields(name)[block]
    model = all_positive(name)
    side = max(64, field.size + 6 * field.stride)
    x = torch.ones(1, 3, side, side, dtype=torch.float64, requires_grad=True)
    kept: list[torch.Tensor] = []
    part = model.get_submodule(f"{block}.{branch}" if branch else block)
    part.register_forward_hook(lambda _m, _i, output: kept.append(output))
    model(x)
    place = kept[0].shape[-1] // 2
    for row, column in ((place, place), (place, place + 1)):
        (gradient,) = torch.autograd.grad(kept[0][0, :, row, column].sum(), x, retain_graph=True)
        rows, columns = torch.nonzero(gradient[0, 0], as_tuple=True)
        expected = (columns.min().item(), rows.min().item(), columns.max().item() + 1, rows.max().item() + 1)
        assert field.box(row, column) == expected
