"""One optimiser step: the only place where a batch changes the weights. Knows neither epochs nor files."""

from __future__ import annotations

import math

import torch

from core.data.loader import Batch
from core.device import autocast, network_input
from core.errors import RunError
from core.events import HeadLosses
from core.training.objective import objective, to_floats
from core.training.optimization import gradient_norm, set_learning_rate
from core.training.state import TrainingState


def take_step(
    state: TrainingState, batch: Batch, rate: float, device: torch.device
) -> tuple[HeadLosses, float]:
    """The losses of `batch` before the step, and the norm of their gradient. Needs the network in train mode.

    Raises RunError, with the weights as they were, where either is no finite number.
    """
    images = network_input(batch.pixels, state.config.preprocessing, device)  # (N, 3, size, size)
    labels = torch.from_numpy(batch.labels).to(device)  # (N,)

    state.optimizer.zero_grad(set_to_none=True)
    with autocast(device, state.config.precision):
        outputs = state.model(images)
    losses = objective(outputs, labels, state.config)
    losses.total.backward()  # type: ignore[no-untyped-call]

    numbers, norm = to_floats(losses, gradient_norm(state.model))
    if not math.isfinite(numbers.total + norm):
        raise RunError("loss-not-finite", epoch=state.epoch, step=state.step + 1, rate=f"{rate:.2g}")

    set_learning_rate(state.optimizer, rate)
    state.optimizer.step()
    if state.average:
        state.average.update()
    return numbers, norm
