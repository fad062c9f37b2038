"""What a config leaves open, settled for this computer when a run begins. Knows no run and no network."""

from __future__ import annotations

from dataclasses import replace

import torch

from core.config import AUTOMATIC_BATCH, TrainConfig, smallest_batch
from core.device import choose_precision
from core.events import Job, Warned
from core.memory import free_memory

LARGEST_AUTOMATIC_BATCH = 32
"""Of the recipes, whose learning rates were found with it."""
EVALUATION_BATCH = 32

_MEGABYTE = 2**20
_PICTURE_MB = {"paper": 70, "notes": 39, "modern": 59, "imagenet": 53}
"""Peak of a training step per picture of 224 pixels, in float32, measured on a CPU. Goes with the area."""
_FIXED_MB = 400
"""Weights, gradients, optimiser and running average (42 MB each at most), batches made ahead, and scratch."""
_SHARE = 0.7
"""Of the free memory: the rest of the computer lives on, and the cached pictures want room as well."""


def settled(config: TrainConfig, device: torch.device) -> Job[TrainConfig]:
    """`config` with its precision and its batch size named. Tells where memory decided, and where a batch
    that was asked for does not fit into what is free: it is kept, since nobody knows what will be free then.
    """
    if config.precision == "auto":
        config = replace(config, precision=choose_precision(device))
    if config.batch_size == AUTOMATIC_BATCH:
        batch_size = LARGEST_AUTOMATIC_BATCH
        if device.type == "cpu":  # where a program that takes too much is killed; a GPU says so in time
            free = free_memory()
            batch_size = batch_that_fits(config, free)
            if batch_size < LARGEST_AUTOMATIC_BATCH:
                yield Warned("batch-chosen", {"batch_size": batch_size, "free_mb": free // _MEGABYTE})
        config = replace(config, batch_size=batch_size)
    elif device.type == "cpu":
        free, needed = free_memory() // _MEGABYTE, round(_needed_mb(config, config.batch_size))
        if needed > free:
            yield Warned(
                "batch-may-not-fit",
                {"batch_size": config.batch_size, "needed_mb": needed, "free_mb": free},
            )
    return config


def batch_that_fits(config: TrainConfig, free: int) -> int:
    """The largest power of two, up to 32, for which a training step stays within 0.7 of `free` bytes:

    400 MB + batch * picture * (largest size / 224)^2, where a picture takes 39 MB (notes) to 70 MB (paper).
    At the least what the architecture needs.
    """
    batch_size = LARGEST_AUTOMATIC_BATCH
    while (
        batch_size > smallest_batch(config.architecture)
        and _needed_mb(config, batch_size) > _SHARE * free / _MEGABYTE
    ):
        batch_size //= 2
    return batch_size


def _needed_mb(config: TrainConfig, batch_size: int) -> float:
    size = max(config.train_sizes, default=config.preprocessing.size)
    return _FIXED_MB + batch_size * _PICTURE_MB[config.architecture] * (size / 224) ** 2


def evaluation_batch(config: TrainConfig) -> int:
    """Pictures at a time where no gradient is wanted: a forward pass takes a seventh of the memory of a step.

    More is better than few: statistics of normalisation over n pictures lack one nth of the variance between
    pictures.
    """
    return min(EVALUATION_BATCH, 4 * config.batch_size)
