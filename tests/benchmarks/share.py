"""Which share of this machine's rate of matrix products the training steps of `notes` reach, at 224 pixels.

The rate is that of one large product, in the same process, precision and number of threads, measured in turns
with the steps. Multiply-adds are counted from the paper's table, once forward and twice backward, but for the
first convolution, whose input needs no gradient. Steps take ready batches: the loader is not in it.
Usage: share.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from core.data.loader import Batch
from core.device import choose_device, choose_precision
from core.model.architecture import find_architecture, multiply_adds
from core.model.googlenet import build_googlenet
from core.training.optimization import build_optimizer
from core.training.recipes import recipe_config
from core.training.state import TrainingState
from core.training.step import take_step

CLASSES, BATCH, SIZE = 5, 32, 224
SIDE = 2048  # of the matrices
ROUNDS = 5
DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16}


def multiply_adds_of_a_step() -> int:
    """For one picture: forward, and backward to the weights and to the input of each layer."""
    rows = multiply_adds(find_architecture("notes"), CLASSES, SIZE)
    return 3 * sum(rows.values()) - rows["conv1"]


def stepper(precision: str) -> Callable[[], None]:
    config = recipe_config("notes", Path(), batch_size=BATCH, precision=precision)
    torch.manual_seed(0)
    model = build_googlenet("notes", CLASSES).to(memory_format=torch.channels_last).train()
    order = np.arange(BATCH)
    state = TrainingState(config, model, build_optimizer(model, config), None, (), (), order)
    generator = np.random.default_rng(0)
    pixels = generator.integers(0, 256, (BATCH, SIZE, SIZE, 3), np.uint8)
    batch = Batch(pixels, generator.integers(0, CLASSES, BATCH))
    return lambda: take_step(state, batch, config.learning_rate, torch.device("cpu"))  # type: ignore[func-returns-value]


def product(precision: str) -> Callable[[], None]:
    a, b = (torch.randn(SIDE, SIDE).to(DTYPES[precision]) for _ in range(2))
    return lambda: torch.mm(a, b)  # type: ignore[return-value]


def seconds(work: Callable[[], None], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times


def measure(precision: str) -> None:
    step, multiply = stepper(precision), product(precision)
    seconds(step, 2), seconds(multiply, 2)
    work = BATCH * multiply_adds_of_a_step()
    shares, reached, possible = [], [], []
    for _ in range(ROUNDS):
        possible.append(SIDE**3 / seconds(multiply, 4) / 1e9)
        reached.append(work / seconds(step, 2) / 1e9)
        shares.append(reached[-1] / possible[-1])
    print(
        f"  {precision}: {statistics.median(shares):.2f} ({min(shares):.2f} to {max(shares):.2f}): "
        f"{statistics.median(reached):.0f} of {statistics.median(possible):.0f} billion multiply-adds/s",
        flush=True,
    )


if __name__ == "__main__":
    print(
        f"Share of the machine's rate of matrix products in the steps of notes, {torch.get_num_threads()} "
        "threads (aim: 0.55)"
    )
    measure("fp32")
    if choose_precision(choose_device()) == "bf16":
        measure("bf16")
