"""Pictures per second of `notes` end to end, beside the same recipe written with torchvision (see stock.py).

Ninefold trains in float32, as its peer does, and in bfloat16 where it would choose that here. All train in
this process, in turns, with the same number of threads; of each turn the first steps are not timed, since
whoever waits has made its next batches ready. Ninefold's cache is filled before: of 30 epochs
29 read from it. What the first epoch costs is told apart. Usage: throughput.py FOLDER
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import torch
from stock import GoogLeNet, training

from core.control import RunControl
from core.data.dataset import open_dataset
from core.data.loader import Loader
from core.device import choose_device, choose_precision
from core.events import StepDone, result_of
from core.model.googlenet import build_googlenet
from core.training.loop import train
from core.training.recipes import recipe_config

WARM_UP = 6  # steps of a turn that are not timed: more than either side makes ahead
STEPS = 8
ROUNDS = 5


def measure(folder: Path, runs: Path) -> None:
    config = recipe_config("notes", folder, seed=1)
    print(f"Training throughput: recipe notes, {folder.name}, {torch.get_num_threads()} threads")
    _assert_same_network()
    with closing(_ninefold(folder, runs / "cold")) as cold:
        first_epoch = [_timed(cold) for _ in range(2)]
    dataset = result_of(open_dataset(folder, RunControl()))
    items = dataset.of("train")
    with Loader(items, config.preprocessing, config.augmentation) as loader:
        for _ in loader.training(range(len(items)), config.batch_size, 224, 0, 1):
            pass
    stock = {workers: training(folder, config.batch_size, workers) for workers in (0, 2)}
    speeds = {workers: _timed(steps) for workers, steps in stock.items()}
    workers = max(speeds, key=speeds.__getitem__)
    precisions = dict.fromkeys(("fp32", choose_precision(choose_device())))
    ours: dict[str, list[float]] = {precision: [] for precision in precisions}
    theirs = []
    with ExitStack() as running:
        sides = {
            precision: running.enter_context(closing(_ninefold(folder, runs / precision, precision)))
            for precision in precisions
        }
        for number in range(ROUNDS):
            for precision, steps in sides.items():
                ours[precision].append(_timed(steps))
            theirs.append(_timed(stock[workers]))
            each = "   ".join(f"{precision} {found[-1]:5.1f}" for precision, found in ours.items())
            print(f"  round {number + 1}: ninefold {each}   stock {theirs[-1]:5.1f} pictures/s", flush=True)
    print(f"  ninefold, in its first epoch       {statistics.harmonic_mean(first_epoch):6.1f} pictures/s")
    each = ", ".join(f"{count}: {speed:.1f}" for count, speed in speeds.items())
    print(f"  stock, num_workers={workers} ({each})  {statistics.harmonic_mean(theirs):6.1f} pictures/s")
    for precision, measured in ours.items():
        speed = statistics.harmonic_mean(measured)
        ratio = statistics.median(our / their for our, their in zip(measured, theirs, strict=True))
        print(
            f"  ninefold, {precision}, decoded before    {speed:6.1f} pictures/s, ratio {ratio:.2f} "
            f"(median of {ROUNDS} rounds; at least 1.4 wanted)"
        )


def _ninefold(folder: Path, run: Path, precision: str = "auto") -> Iterator[int]:
    config = recipe_config("notes", folder, seed=1, precision=precision)
    for event in train(config, RunControl(), run=run):
        if isinstance(event, StepDone):
            yield config.batch_size


def _timed(steps: Iterator[int]) -> float:
    """Pictures per second of the next steps."""
    for _ in range(WARM_UP):
        next(steps)
    began = time.perf_counter()
    pictures = sum(next(steps) for _ in range(STEPS))
    return pictures / (time.perf_counter() - began)


def _assert_same_network() -> None:
    stock = sum(p.numel() for p in GoogLeNet(5).parameters())
    ours = sum(p.numel() for p in build_googlenet("notes", 5).parameters())
    if stock != ours:
        raise SystemExit(f"The two networks differ: {stock} and {ours} parameters")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as runs:
        measure(Path(sys.argv[1]), Path(runs))
