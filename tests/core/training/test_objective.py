from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import torch

from core.config import TrainConfig
from core.events import HeadLosses
from core.model.googlenet import GoogLeNetOutputs
from core.training.objective import LossSums, objective, to_floats


def config(**settings: object) -> TrainConfig:
    return TrainConfig(data=Path("x"), **settings)  # type: ignore[arg-type]


def by_hand(logits: torch.Tensor, labels: torch.Tensor, smoothing: float = 0.0) -> float:
    """Cross-entropy from its definition, in double precision."""
    values = logits.detach().double().numpy()
    logarithms = values - np.log(np.exp(values).sum(1, keepdims=True))
    count = values.shape[1]
    target = np.full_like(values, smoothing / count)
    target[np.arange(len(values)), labels.numpy()] += 1 - smoothing
    return float(-(target * logarithms).sum(1).mean())


@pytest.fixture
def outputs() -> GoogLeNetOutputs:
    torch.manual_seed(3)
    return GoogLeNetOutputs(*(torch.randn(6, 4) for _ in range(3)))


LABELS = torch.tensor([0, 1, 2, 3, 1, 1])


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_the_total_is_main_and_the_weighted_auxiliary_losses(
    outputs: GoogLeNetOutputs, smoothing: float
) -> None:
    settings = config(aux1_weight=0.3, aux2_weight=0.7, label_smoothing=smoothing)
    losses, norm = to_floats(objective(outputs, LABELS, settings), torch.tensor(2.5))
    main, aux1, aux2 = (by_hand(logits, LABELS, smoothing) for logits in outputs)  # type: ignore[arg-type]
    assert losses.main == pytest.approx(main, abs=1e-6)
    assert losses.aux1 == pytest.approx(aux1, abs=1e-6)
    assert losses.aux2 == pytest.approx(aux2, abs=1e-6)
    assert losses.total == pytest.approx(main + 0.3 * aux1 + 0.7 * aux2, abs=1e-6)
    assert norm == 2.5


def test_without_heads_the_total_is_the_main_loss(outputs: GoogLeNetOutputs) -> None:
    losses, _ = to_floats(objective(GoogLeNetOutputs(outputs.main), LABELS, config()), torch.tensor(0.0))
    assert losses == HeadLosses(losses.main, losses.main)


def test_ignorance_costs_the_logarithm_of_the_number_of_classes() -> None:
    flat = GoogLeNetOutputs(*(torch.zeros(6, 4) for _ in range(3)))
    losses, _ = to_floats(objective(flat, LABELS, config(label_smoothing=0.1)), torch.tensor(0.0))
    assert losses.main == losses.aux1 == losses.aux2 == pytest.approx(math.log(4))


def test_a_weight_scales_the_gradient_of_its_head(outputs: GoogLeNetOutputs) -> None:
    leaves = GoogLeNetOutputs(*(t.clone().requires_grad_() for t in outputs if t is not None))
    objective(leaves, LABELS, config(aux1_weight=0.0, aux2_weight=0.5)).total.backward()
    assert leaves.aux1 is not None and leaves.aux2 is not None
    assert leaves.aux1.grad is not None and not leaves.aux1.grad.any()
    expected = (leaves.aux2.softmax(1) - torch.nn.functional.one_hot(LABELS, 4)) / len(LABELS) * 0.5
    torch.testing.assert_close(leaves.aux2.grad, expected)


def test_means_over_an_epoch() -> None:
    sums = LossSums()
    sums.add(HeadLosses(2.0, 1.0, 3.0, 5.0))
    sums.add(HeadLosses(4.0, 2.0, 4.0, 6.0))
    assert sums.means() == HeadLosses(3.0, 1.5, 3.5, 5.5)


def test_means_without_heads() -> None:
    sums = LossSums()
    sums.add(HeadLosses(2.0, 2.0))
    assert sums.means() == HeadLosses(2.0, 2.0, None, None)
