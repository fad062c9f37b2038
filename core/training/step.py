"""One optimiser step: the only place where a batch changes the weights. Knows neither epochs nor files."""

from __future__ import annotations

import math

import torch

from core.device import autocast
from core.errors import RunError
from core.events import HeadLosses
from core.training.features import AnyBatch
from core.training.forward import outputs_of
from core.training.objective import objective, to_floats
from core.training.optimization import gradient_norm, set_learning_rate
from core.training.state import TrainingState


def take_step(
    state: TrainingState, batch: AnyBatch, rate: float, device: torch.device
) -> tuple[HeadLosses, float]:
    """The losses of `batch` before the step, and the norm of their gradient. Needs the network in train mode.

    Raises RunError, with the weights as they were, where either is no finite number.
    """
    labels = torch.from_numpy(batch.labels).to(device)  # (N,)

    state.optimizer.zero_grad(set_to_none=True)
    with autocast(device, state.config.precision):
        outputs = outputs_of(state.model, batch, state.config.preprocessing, device)
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
