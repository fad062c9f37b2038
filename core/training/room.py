"""Work that is tried with smaller batches where memory has no room for it. Knows no run and no loop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import torch

from core.config import TrainConfig, smallest_batch
from core.device import free_unused
from core.errors import ResourceError
from core.events import Job, Warned
from core.training.failures import out_of_memory

_Result = TypeVar("_Result")


def with_room(
    config: TrainConfig, device: torch.device, work: Callable[[TrainConfig], Job[_Result]]
) -> Job[_Result]:
    """What `work` comes to, begun anew with half the batch as often as `device` has no memory for it.

    Tells each halving. Raises ResourceError where memory does not suffice for any, or is the computer's own,
    of which a smaller batch might have none either.
    """
    while True:
        before = config.batch_size
        try:
            return (yield from work(config))
        except Exception as error:
            if not out_of_memory(error):
                raise
            if not device_is_full(error) or before // 2 < smallest_batch(config.architecture):
                raise ResourceError("no-memory", batch_size=before) from error
        # The error is gone here, and with it the tensors that its traceback holds.
        free_unused(device)
        config = replace(config, batch_size=before // 2)
        yield Warned(
            "batch-too-large", {"before": before, "batch_size": config.batch_size, "device": device.type}
        )


def device_is_full(error: Exception) -> bool:
    """Whether CUDA or MPS, each in its own words, has no memory left."""
    return isinstance(error, torch.OutOfMemoryError) or (
        isinstance(error, RuntimeError) and "MPS backend out of memory" in str(error)
    )
