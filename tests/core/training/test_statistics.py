from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import nn

from core.config import TrainConfig
from core.control import RunControl
from core.data.dataset import Item, open_dataset
from core.data.loader import Batch, Loader
from core.device import network_input
from core.events import Job, result_of
from core.model.googlenet import GoogLeNet, build_googlenet
from core.training.statistics import settle_statistics, settling_items

CPU = torch.device("cpu")


def go_on(_batch: Batch) -> Job[bool]:
    yield from ()
    return False


def norms(model: GoogLeNet) -> list[nn.BatchNorm2d]:
    return [module for module in model.modules() if isinstance(module, nn.BatchNorm2d)]


@pytest.fixture
def config(pictures: Path, small_config: Callable[..., TrainConfig]) -> TrainConfig:
    return small_config(pictures, architecture="modern")


@pytest.fixture
def items(config: TrainConfig) -> tuple[Item, ...]:
    return result_of(open_dataset(config.data, RunControl())).of("train")


@pytest.fixture
def model() -> GoogLeNet:
    torch.manual_seed(0)
    return build_googlenet("modern", 3)


def test_what_is_settled_is_what_a_training_forward_pass_sees(
    config: TrainConfig, items: tuple[Item, ...], model: GoogLeNet
) -> None:
    for norm in norms(model):
        nn.init.constant_(norm.running_mean, 7.0)  # what an earlier time left behind
    with Loader(settling_items(model, items, config), config.preprocessing, config.augmentation) as loader:
        (batch,) = loader.evaluation(32)
    images = network_input(batch.pixels, config.preprocessing, CPU)

    assert not result_of(settle_statistics(model, model, items, config, CPU, go_on))

    with torch.no_grad():
        variance, mean = torch.var_mean(model.conv1.conv(images), dim=(0, 2, 3))
    torch.testing.assert_close(model.conv1.bn.running_mean, mean)
    torch.testing.assert_close(model.conv1.bn.running_var, variance)


def test_the_next_training_step_is_left_as_it_was(
    config: TrainConfig, items: tuple[Item, ...], model: GoogLeNet
) -> None:
    random, momenta = torch.get_rng_state(), [norm.momentum for norm in norms(model)]
    weights = [parameter.clone() for parameter in model.parameters()]
    result_of(settle_statistics(model, model, items, config, CPU, go_on))
    assert torch.equal(torch.get_rng_state(), random)
    assert [norm.momentum for norm in norms(model)] == momenta
    assert all(torch.equal(a, b) for a, b in zip(weights, model.parameters(), strict=True))
    assert all(parameter.requires_grad for parameter in model.parameters())


def test_frozen_layers_keep_their_statistics(
    config: TrainConfig, items: tuple[Item, ...], model: GoogLeNet
) -> None:
    model.conv1.requires_grad_(False)
    before = model.conv1.bn.running_mean.clone()
    result_of(settle_statistics(model, model, items, config, CPU, go_on))
    assert torch.equal(model.conv1.bn.running_mean, before)
    assert not torch.equal(model.conv3.bn.running_mean, torch.zeros_like(model.conv3.bn.running_mean))


def test_a_stop_is_heeded_after_a_batch(
    config: TrainConfig, items: tuple[Item, ...], model: GoogLeNet
) -> None:
    def stop(_batch: Batch) -> Job[bool]:
        yield from ()
        return True

    assert result_of(settle_statistics(model, model, items, config, CPU, stop))


def test_a_network_without_batch_normalisation_costs_nothing(
    config: TrainConfig, items: tuple[Item, ...]
) -> None:
    plain = build_googlenet("notes", 3)
    plain.conv1.register_forward_hook(lambda *_: pytest.fail("the network was run"))
    assert not result_of(settle_statistics(plain, plain, items, config, CPU, go_on))


def test_an_eighth_is_chosen_within_limits(config: TrainConfig, model: GoogLeNet) -> None:
    def chosen(count: int) -> list[str]:
        items = [Item(Path(str(number)), 0, str(number), "train") for number in range(count)]
        return [item.content for item in settling_items(model, items, config)]

    assert [len(chosen(count)) for count in (5, 500, 2400, 9000)] == [5, 128, 300, 512]
    assert len(set(chosen(2400))) == 300
    assert chosen(2400) == chosen(2400)
