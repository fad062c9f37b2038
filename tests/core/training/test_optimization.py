from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from core.config import OPTIMIZER_NAMES, TrainConfig
from core.model.googlenet import build_googlenet
from core.training.optimization import WeightAverage, build_optimizer, gradient_norm, set_learning_rate


def config(**settings: object) -> TrainConfig:
    return TrainConfig(data=Path("x"), **settings)  # type: ignore[arg-type]


def small_network() -> nn.Module:
    torch.manual_seed(1)
    return nn.Sequential(
        nn.Conv2d(3, 4, 3, bias=False), nn.BatchNorm2d(4), nn.Flatten(), nn.Linear(4 * 36, 2)
    )


def some_steps(model: nn.Module, optimizer: torch.optim.Optimizer) -> None:
    generator = torch.Generator().manual_seed(2)
    for _ in range(5):
        optimizer.zero_grad()
        model(torch.randn(6, 3, 8, 8, generator=generator)).square().mean().backward()
        optimizer.step()


@pytest.mark.parametrize("name", OPTIMIZER_NAMES)
def test_the_fused_form_takes_the_steps_of_the_plain_one(name: str) -> None:
    settings = config(optimizer=name, learning_rate=0.01, momentum=0.9, weight_decay=0.0)
    ours, plain = small_network(), small_network()
    references = {
        "adam": lambda p: torch.optim.Adam(p, lr=0.01, foreach=False, fused=False),
        "adamw": lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.0, foreach=False, fused=False),
        "sgd": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9, nesterov=True, foreach=False, fused=False),
    }
    some_steps(ours, build_optimizer(ours, settings))
    some_steps(plain, references[name](plain.parameters()))
    for mine, theirs in zip(ours.parameters(), plain.parameters(), strict=True):
        torch.testing.assert_close(mine, theirs, rtol=1e-5, atol=1e-6)


def test_weight_decay_spares_biases_and_normalisation() -> None:
    model = small_network()
    optimizer = build_optimizer(model, config(optimizer="adamw", learning_rate=0.1, weight_decay=0.5))
    before = {name: p.detach().clone() for name, p in model.named_parameters()}
    for parameter in model.parameters():
        parameter.grad = torch.zeros_like(parameter)
    optimizer.step()
    for name, parameter in model.named_parameters():
        factor = 0.95 if parameter.ndim > 1 else 1.0
        torch.testing.assert_close(parameter.detach(), before[name] * factor)


def test_the_learning_rate_is_set_for_all_parameters() -> None:
    optimizer = build_optimizer(small_network(), config())
    set_learning_rate(optimizer, 0.125)
    assert [group["lr"] for group in optimizer.param_groups] == [0.125, 0.125]


def test_gradient_norm_is_that_of_all_gradients_in_one_vector() -> None:
    model = small_network()
    model(torch.randn(6, 3, 8, 8)).square().mean().backward()
    everything = np.concatenate([p.grad.numpy().ravel() for p in model.parameters() if p.grad is not None])
    assert gradient_norm(model).item() == pytest.approx(float(np.linalg.norm(everything)), rel=1e-5)


def test_average_follows_its_formula_with_what_normalisation_counts() -> None:
    model = build_googlenet("modern", 3, aux_heads=False)
    average = WeightAverage(model, decay=0.5)
    expected_kernel = model.conv1.conv.weight.detach().double().clone()
    expected_mean = model.conv1.bn.running_mean.double().clone()  # type: ignore[union-attr]
    for update in range(1, 9):
        with torch.no_grad():
            model.conv1.conv.weight.add_(update)
            model.conv1.bn.running_mean.add_(update)  # type: ignore[union-attr]
            model.conv1.bn.num_batches_tracked.add_(1)  # type: ignore[union-attr, operator]
        average.update()
        decay = min(0.5, (1 + update) / (10 + update))
        expected_kernel = decay * expected_kernel + (1 - decay) * model.conv1.conv.weight.double()
        expected_mean = decay * expected_mean + (1 - decay) * model.conv1.bn.running_mean.double()  # type: ignore[union-attr]
    averaged = average.model.conv1
    torch.testing.assert_close(averaged.conv.weight.double(), expected_kernel, rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(averaged.bn.running_mean.double(), expected_mean, rtol=1e-5, atol=1e-5)  # type: ignore[union-attr]
    assert averaged.bn.num_batches_tracked == 8  # type: ignore[union-attr]


def test_average_goes_on_where_its_state_was_taken() -> None:
    model = build_googlenet("notes", 2, aux_heads=False)
    one, other = WeightAverage(model, 0.9), WeightAverage(model, 0.9)
    with torch.no_grad():
        model.fc.bias.add_(1.0)
    one.update()
    other.load_state_dict(one.state_dict())
    for average in (one, other):
        with torch.no_grad():
            model.fc.bias.fill_(2.0)
        average.update()
    torch.testing.assert_close(one.model.fc.bias, other.model.fc.bias, rtol=0, atol=0)


def test_momentum_is_plain_where_that_is_asked_for() -> None:
    settings = config(optimizer="sgd", learning_rate=0.01, momentum=0.9, nesterov=False)
    ours, plain = small_network(), small_network()
    some_steps(ours, build_optimizer(ours, settings))
    some_steps(plain, torch.optim.SGD(plain.parameters(), lr=0.01, momentum=0.9))
    for mine, theirs in zip(ours.parameters(), plain.parameters(), strict=True):
        torch.testing.assert_close(mine, theirs, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("aux_heads", [True, False])
def test_each_block_learns_at_a_share_of_the_rate_of_the_one_above(aux_heads: bool) -> None:
    model = build_googlenet("modern", 2, aux_heads=aux_heads)
    optimizer = build_optimizer(model, config(optimizer="adamw", layer_decay=0.5))
    set_learning_rate(optimizer, 8.0)
    rates = {id(p): group["lr"] for group in optimizer.param_groups for p in group["params"]}
    assert len(rates) == len(list(model.parameters()))
    for name, parameter in model.named_parameters():
        block = name.split(".")[0]
        above = {"inception5b": 1, "inception5a": 2, "inception4e": 3, "conv3": 10, "conv1": 12}
        if block in ("fc", "aux1", "aux2"):
            assert rates[id(parameter)] == 8.0
        elif block in above:
            assert rates[id(parameter)] == 8.0 * 0.5 ** above[block]


def test_rates_are_shared_out_again_after_a_checkpoint() -> None:
    model, settings = build_googlenet("notes", 2), config(optimizer="sgd", layer_decay=0.5)
    saved = build_optimizer(model, settings).state_dict()
    optimizer = build_optimizer(model, settings)
    optimizer.load_state_dict(saved)
    set_learning_rate(optimizer, 1.0)
    assert {group["lr"] for group in optimizer.param_groups} == {0.5**depth for depth in range(13)}


def test_a_checkpoint_of_an_older_version_has_one_rate() -> None:
    saved = build_optimizer(small_network(), config()).state_dict()
    for group in saved["param_groups"]:
        del group["scale"]
    optimizer = build_optimizer(small_network(), config())
    optimizer.load_state_dict(saved)
    set_learning_rate(optimizer, 0.125)
    assert [group["lr"] for group in optimizer.param_groups] == [0.125, 0.125]
