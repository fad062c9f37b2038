"""How soon `quick` is as good as `notes` is after five epochs, on the same pictures. Takes half an hour.

Both train on the training side of the folder's own split and are judged on its validation side; times count
from the start of the run, with decoding, validation and saving. The search for near duplicates, which only
the first run of a folder makes, comes before. Usage: race.py FOLDER
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import torch

from core.config import TrainConfig
from core.control import RunControl
from core.data.prepare import prepare_dataset
from core.evaluation.metrics import wilson_interval
from core.events import EpochDone, RunStarted, result_of
from core.training.loop import train
from core.training.recipes import recipe_config

EPOCHS = 5


def run(config: TrainConfig, folder: Path, *, epochs: int = 0, until: float = 2.0) -> tuple[float, float]:
    """Train until `epochs` are done or the accuracy is `until`; accuracy and seconds then."""
    began = time.perf_counter()
    accuracy = 0.0
    with closing(train(config, RunControl(), run=folder)) as events:
        for event in events:
            if isinstance(event, RunStarted):
                validation = event.validation_pictures
            elif isinstance(event, EpochDone):
                accuracy, took = event.validation.main.accuracy, time.perf_counter() - began
                low, high = wilson_interval(round(accuracy * validation), validation)
                print(
                    f"  {config.recipe}, epoch {event.epoch}: {accuracy:.3f} ({low:.3f} to {high:.3f} of "
                    f"{validation} pictures) after {took:.0f} s",
                    flush=True,
                )
                if accuracy >= until or event.epoch == epochs:
                    return accuracy, took
    return accuracy, time.perf_counter() - began


def main(folder: Path, runs: Path) -> None:
    print(f"To the accuracy of notes after {EPOCHS} epochs: {folder.name}, {torch.get_num_threads()} threads")
    result_of(prepare_dataset(folder, RunControl()))
    goal, slow = run(recipe_config("notes", folder), runs / "notes", epochs=EPOCHS)
    reached, fast = run(recipe_config("quick", folder), runs / "quick", until=goal)
    if reached < goal:
        print(f"  quick never came to {goal:.3f}, with {reached:.3f} after {fast:.0f} s")
        return
    share = f"1/{slow / fast:.1f} of the time (aim 1/8, at the most 1/4)"
    print(f"  {date.today()}: {goal:.3f} after {fast:.0f} s with quick, {slow:.0f} s with notes: {share}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as directory:
        main(Path(sys.argv[1]), Path(directory))
