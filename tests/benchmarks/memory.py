"""Peak memory of training `notes` with batches of 32 at 224 pixels, beside the same written with torchvision.

Each side trains a few steps in a process of its own; what counts is the peak of its resident memory above
what the imports alone take. The peer makes its batches in its own process: workers would add theirs.
Usage: memory.py FOLDER [ninefold|stock [PRECISION]]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import torch
from stock import training

from core.control import RunControl
from core.device import choose_device, choose_precision
from core.events import StepDone
from core.training.loop import train
from core.training.recipes import recipe_config

STEPS = 4
BATCH = 32


def ninefold(folder: Path, precision: str) -> Iterator[None]:
    with tempfile.TemporaryDirectory() as runs:
        config = recipe_config("notes", folder, batch_size=BATCH, precision=precision)
        for event in train(config, RunControl(), run=Path(runs, "run")):
            if isinstance(event, StepDone):
                yield


def peak() -> int:
    """Megabytes; the system counts in bytes on a Mac and in kilobytes elsewhere."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> (20 if sys.platform == "darwin" else 10)


def measure(folder: Path, side: str, precision: str) -> int:
    """The peak of `side` in MB, from a process that does nothing else."""
    command = [sys.executable, __file__, str(folder), side, precision]
    return int(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def one_side(folder: Path, side: str, precision: str) -> None:
    torch.ones(8, 8) @ torch.ones(8, 8)  # loads what torch loads late
    before = peak()
    steps = ninefold(folder, precision) if side == "ninefold" else training(folder, BATCH, 0)
    for _ in range(STEPS):
        next(steps)
    print(peak() - before)


def main(folder: Path) -> None:
    print(f"Peak memory of training, {BATCH} pictures of 224 pixels (wanted: at most the peer's)")
    stock = measure(folder, "stock", "fp32")
    print(f"  stock            {stock:6,} MB", flush=True)
    for precision in dict.fromkeys(("fp32", choose_precision(choose_device()))):
        ours = measure(folder, "ninefold", precision)
        print(f"  ninefold, {precision}   {ours:6,} MB, ratio {ours / stock:.2f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        one_side(Path(sys.argv[1]), *sys.argv[2:])
    else:
        main(Path(sys.argv[1]))
