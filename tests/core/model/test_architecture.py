"""The arithmetic of the network against the paper's own figures and against torch's modules."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from core.errors import ConfigError
from core.model.architecture import (
    ARCHITECTURES,
    AUX_INPUTS,
    ROWS,
    TABLE_1,
    find_architecture,
    map_sides,
    multiply_adds,
    output_size,
    parameters,
)
from core.model.googlenet import GoogLeNet, hollow_googlenet

# Multiply-adds of these two rows are misprinted in the paper; by hand: 112^2 x 64 x 3 x 7^2, and
# 7^2 x (832 x (256 + 160 + 32 + 128) + 160 x 320 x 9 + 32 x 128 x 25).
MISPRINTED_OPS = {"conv1": 118_013_952, "inception5a": 51_079_168}

# By hand, biases included: e.g. conv1 is 64 x (3 x 49 + 1), conv2 64 x 65 + 192 x (64 x 9 + 1).
PARAMETERS = {
    "conv1": 9_472,
    "conv2": 114_944,
    "inception3a": 163_696,
    "inception3b": 388_736,
    "inception4a": 376_176,
    "inception4b": 449_160,
    "inception4c": 510_104,
    "inception4d": 605_376,
    "inception4e": 868_352,
    "inception5a": 1_043_456,
    "inception5b": 1_444_080,
    "fc": 1_025_000,
}


@pytest.mark.parametrize("size", [1, 2, 5, 7, 14, 15, 28, 113, 224])
@pytest.mark.parametrize("ceil", [False, True])
def test_output_size_is_torchs(size: int, ceil: bool) -> None:
    x = torch.zeros(1, 1, size, size)
    windows = [(1, 1, 0), (2, 2, 0), (3, 1, 1), (3, 2, 0), (3, 2, 1), (5, 3, 0), (7, 2, 3)]
    for kernel, stride, padding in windows:
        if kernel <= size + 2 * padding:
            side = nn.MaxPool2d(kernel, stride, padding, ceil_mode=ceil)(x).shape[-1]
            assert output_size(size, kernel, stride, padding, ceil=ceil) == side


def test_multiply_adds_are_the_papers_but_for_two_misprints() -> None:
    ops = multiply_adds(ARCHITECTURES["paper"])
    for row in TABLE_1:
        if row.printed_ops is None:
            assert row.name not in ops
        elif row.name in MISPRINTED_OPS:
            assert ops[row.name] == MISPRINTED_OPS[row.name]
            assert abs(ops[row.name] - row.printed_ops * 1e6) > 1e6
        else:
            assert ops[row.name] == pytest.approx(row.printed_ops * 1e6, abs=1e6), row.name


def test_parameters_are_those_of_hand_arithmetic() -> None:
    counted = parameters(ARCHITECTURES["paper"])
    assert {name: counted[name] for name in PARAMETERS} == PARAMETERS
    biases_of_4c = 128 + 128 + 256 + 24 + 64 + 64
    assert counted["inception4c"] - biases_of_4c == 509_440


def test_parameters_differ_from_the_paper_by_over_two_percent_in_three_rows() -> None:
    """The paper's K is 1024."""
    counted = parameters(ARCHITECTURES["paper"])
    far = {
        row.name: counted[row.name]
        for row in TABLE_1
        if row.printed_params and abs(counted[row.name] / 1024 / row.printed_params - 1) > 0.025
    }
    assert far == {"conv1": 9_472, "inception4c": 510_104, "inception5a": 1_043_456}


def test_totals_of_the_study_notes() -> None:
    counted = parameters(ARCHITECTURES["notes"], num_classes=5)
    assert sum(count for name, count in counted.items() if name not in AUX_INPUTS) == 5_978_677
    assert sum(counted.values()) == 10_318_655


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_arithmetic_counts_what_the_modules_do(name: str) -> None:
    """The real modules on the meta device, by forward hooks, at a size that is not the table's."""
    model = hollow_googlenet(name, 7, aux_heads=True)
    rows: dict[str, str] = {path: _row(path) for path, _ in model.named_modules()}
    ops: dict[str, int] = {}
    counted: dict[str, int] = {}

    def count(row: str) -> object:
        def hook(module: nn.Module, _: object, output: torch.Tensor) -> None:
            weight = module.get_parameter("weight")
            places = output[0, 0].numel() if isinstance(module, nn.Conv2d) else 1
            ops[row] = ops.get(row, 0) + places * weight.numel()

        return hook

    for path, module in model.named_modules():
        if isinstance(module, nn.Conv2d | nn.Linear):
            module.register_forward_hook(count(rows[path]))  # type: ignore[arg-type]
        if not list(module.children()):
            own = sum(parameter.numel() for parameter in module.parameters())
            counted[rows[path]] = counted.get(rows[path], 0) + own
    _unfused(model).eval()(torch.empty(1, 3, 160, 160, device="meta"), heads=True)
    plan = ARCHITECTURES[name]
    assert ops == multiply_adds(plan, num_classes=7, size=160)
    assert {row: own for row, own in counted.items() if own} == parameters(plan, num_classes=7)


@pytest.mark.parametrize("size", [32, 64, 96, 97, 127, 160, 200, 224, 255, 299, 320])
@pytest.mark.parametrize("name", ["notes", "imagenet"])
def test_size_formula_predicts_every_map(name: str, size: int) -> None:
    model = hollow_googlenet(name, 3, aux_heads=True).eval()
    expected = map_sides(ARCHITECTURES[name], size)
    seen: dict[str, int] = {}
    for child, module in model.named_children():
        if child in expected:
            module.register_forward_hook(lambda _m, _i, out, child=child: seen.update({child: out.shape[-1]}))
    model(torch.empty(1, 3, size, size, device="meta"))
    assert seen == expected


def test_sides_and_channels_at_224_are_the_tables() -> None:
    sides = map_sides(ARCHITECTURES["paper"])
    assert {row.name: row.size for row in TABLE_1 if row.name in sides} == {
        name: side for name, side in sides.items() if name in ROWS
    }
    for row in TABLE_1:
        if row.kind == "inception":
            assert row.ones + row.threes + row.fives + row.pool_proj == row.channels
    assert sum(row.depth for row in TABLE_1) == 22  # "22 layers deep" (section 5)


def test_unknown_architecture_is_named_with_those_that_exist() -> None:
    with pytest.raises(ConfigError, match="resnet") as caught:
        find_architecture("resnet")
    assert caught.value.data["allowed"] == "paper, notes, modern, imagenet"


def _row(path: str) -> str:
    top = path.split(".")[0]
    return "conv2" if top == "conv3" else top


def _unfused(model: GoogLeNet) -> GoogLeNet:
    for name, module in model.named_modules():
        if name.startswith("inception") and "." not in name:
            module.fused = False  # type: ignore[assignment]
    return model
