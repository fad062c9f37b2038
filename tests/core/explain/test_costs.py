"""Costs by hand, and against what a real network multiplies."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from core.explain.costs import pointwise_costs, table
from core.model.architecture import ROWS
from core.model.googlenet import build_googlenet


@pytest.mark.parametrize(("name", "size"), [("notes", 224), ("imagenet", 64), ("modern", 96), ("paper", 32)])
def test_the_table_is_of_the_actual_network(name: str, size: int) -> None:
    """Every convolution's and linear layer's multiplications are counted as they happen."""
    model = build_googlenet(name, 7, fused=False).eval()
    multiplied: dict[str, int] = {}
    shapes: dict[str, torch.Size] = {}

    def count(layer: str, module: nn.Module, inputs: object, output: torch.Tensor) -> None:
        multiplied[layer] = output.numel() * module.weight[0].numel()

    for layer, module in model.named_modules():
        if isinstance(module, nn.Conv2d | nn.Linear):
            module.register_forward_hook(lambda m, i, o, layer=layer: count(layer, m, i, o))
    for child, module in model.named_children():
        module.register_forward_hook(lambda _m, _i, o, child=child: shapes.__setitem__(child, o.shape))
    with torch.no_grad():
        model(torch.zeros(1, 3, size, size), heads=True)

    rows = table(name, 7, size)
    for row in rows:
        counted = sum(n for layer, n in multiplied.items() if layer.split(".")[0] in row.modules)
        weights = sum(p.numel() for part in row.modules for p in model.get_submodule(part).parameters())
        assert (row.operations, row.parameters) == (counted, weights), row.name
        shape = shapes[row.modules[-1]]
        assert shape[1] == row.channels and (len(shape) == 2 or shape[2] == row.size), row.name
    assert sum(row.parameters for row in rows) == sum(p.numel() for p in model.parameters())
    assert sum(row.operations for row in rows) == sum(multiplied.values())
    names = [row.name for row in rows]
    assert names.index("aux1") == names.index("inception4a") + 1
    assert names.index("aux2") == names.index("inception4d") + 1


def test_what_the_reductions_of_3a_save_by_hand() -> None:
    costs = pointwise_costs("notes", 224)
    first = costs.modules[0]
    places = 28 * 28
    kept = 192 * 64 + 192 * 32  # the 1x1 branch and the one after the pool
    with_them = kept + 192 * 96 + 96 * 128 * 9 + 192 * 16 + 16 * 32 * 25
    without = kept + 192 * 128 * 9 + 192 * 32 * 25
    assert (first.operations, first.operations_without) == (places * with_them, places * without)
    assert first.operations == 128_049_152
    biases = 64 + 128 + 32 + 32
    assert first.parameters == with_them + biases + 96 + 16
    assert first.parameters_without == without + biases


def test_normalisation_has_two_parameters_a_channel_and_the_small_kernel_is_3x3() -> None:
    first = pointwise_costs("imagenet", 224).modules[0]
    weights = 192 * (64 + 128 * 9 + 32 * 9 + 32)
    assert first.parameters_without == weights + 2 * (64 + 128 + 32 + 32)


def test_the_sum_is_of_all_nine() -> None:
    costs = pointwise_costs("modern", 96)
    assert [module.name for module in costs.modules] == [name for name in ROWS if "inception" in name]
    assert len(costs.modules) == 9
    for count in ("operations", "operations_without", "parameters", "parameters_without"):
        assert getattr(costs.total, count) == sum(getattr(module, count) for module in costs.modules)
