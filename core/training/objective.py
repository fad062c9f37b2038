"""What training makes small: main + w1*aux1 + w2*aux2. Knows neither data nor optimiser.

The auxiliary losses are added in training only, which keeps gradients alive in the early modules
(Szegedy et al. 2014, section 5); the heads' outputs are never mixed into the answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812  (as everybody writes it)

from core.config import TrainConfig
from core.events import HeadLosses
from core.model.googlenet import GoogLeNetOutputs


@dataclass(frozen=True, slots=True)
class LossTensors:
    """Scalars with gradient; an auxiliary loss is None where its head was not computed."""

    total: torch.Tensor
    main: torch.Tensor
    aux1: torch.Tensor | None
    aux2: torch.Tensor | None


def objective(outputs: GoogLeNetOutputs, labels: torch.Tensor, config: TrainConfig) -> LossTensors:
    """Mean cross-entropies (nats, label smoothing included) of the heads, and their weighted sum.

    `labels` int64 (N,); logits (N, classes).
    """
    total = main = _cross_entropy(outputs.main, labels, config)
    aux1 = aux2 = None
    if outputs.aux1 is not None and outputs.aux2 is not None:
        aux1 = _cross_entropy(outputs.aux1, labels, config)
        aux2 = _cross_entropy(outputs.aux2, labels, config)
        total = main + config.aux1_weight * aux1 + config.aux2_weight * aux2
    return LossTensors(total, main, aux1, aux2)


def _cross_entropy(logits: torch.Tensor, labels: torch.Tensor, config: TrainConfig) -> torch.Tensor:
    return F.cross_entropy(logits.float(), labels, label_smoothing=config.label_smoothing)


def to_floats(losses: LossTensors, gradient_norm: torch.Tensor) -> tuple[HeadLosses, float]:
    """The losses and the gradient's norm as numbers: one transfer from the device for all of them."""
    present = [t for t in (losses.aux1, losses.aux2) if t is not None]
    tensors = [losses.total, losses.main, gradient_norm, *present]
    total, main, norm, *aux = torch.stack([t.detach() for t in tensors]).tolist()
    return HeadLosses(total, main, *aux), norm


@dataclass(slots=True)
class LossSums:
    """Sums over an epoch's steps, from which its means come."""

    steps: int = 0
    total: float = 0.0
    main: float = 0.0
    aux1: float = 0.0
    aux2: float = 0.0

    def add(self, losses: HeadLosses) -> None:
        self.steps += 1
        self.total += losses.total
        self.main += losses.main
        self.aux1 += math.nan if losses.aux1 is None else losses.aux1
        self.aux2 += math.nan if losses.aux2 is None else losses.aux2

    def means(self) -> HeadLosses:
        """Needs at least one step."""

        def mean(total: float) -> float | None:
            return None if math.isnan(total) else total / self.steps

        return HeadLosses(self.total / self.steps, self.main / self.steps, mean(self.aux1), mean(self.aux2))
