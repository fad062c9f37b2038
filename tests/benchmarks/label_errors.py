"""How many of the labels that are flipped on purpose does the search for wrong labels find?

    python tests/benchmarks/label_errors.py FOLDER [EPOCHS]

Copies FOLDER to a temporary place with one picture in twenty moved to another class, trains `quick` on that
and prints precision and recall of the queue. Takes as long as the training does. Asserts nothing.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from core.control import RunControl
from core.data.dataset import open_dataset
from core.evaluation.label_errors import find_label_errors
from core.events import result_of
from core.training.loop import train
from core.training.recipes import recipe_config

SHARE = 0.05


def flipped_copy(source: Path, target: Path, share: float, seed: int = 7) -> set[Path]:
    """Copies the pictures of `source` into `target`; gives those that are in a wrong class there."""
    rng = random.Random(seed)
    dataset = result_of(open_dataset(source, RunControl()))
    wrong = set()
    for number, item in enumerate(dataset.items):
        label = item.label
        if rng.random() < share:
            label = rng.choice([other for other in range(len(dataset.classes)) if other != label])
        place = target / dataset.classes[label] / f"{number}{item.path.suffix}"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(item.path, place)
        if label != item.label:
            wrong.add(place)
    return wrong


def show(found: Sequence[Path], wrong: set[Path]) -> None:
    """Of the whole queue, and of its first half and whole as many as there are wrong labels."""
    for name, queue in (
        ("whole queue", found),
        ("first half as many as are wrong", found[: len(wrong) // 2]),
        ("first as many as are wrong", found[: len(wrong)]),
    ):
        hits = sum(path in wrong for path in queue)
        precision = hits / len(queue) if queue else float("nan")
        print(f"  {name:32} {len(queue):5}  precision {precision:.1%}  recall {hits / len(wrong):.1%}")


def main() -> None:
    source = Path(sys.argv[1])
    settings = {"epochs": int(sys.argv[2])} if len(sys.argv) > 2 else {}
    with tempfile.TemporaryDirectory(prefix="ninefold-labels-") as place:
        folder, run = Path(place, "pictures"), Path(place, "run")
        wrong = flipped_copy(source, folder, SHARE)
        done = result_of(train(recipe_config("quick", folder, **settings), RunControl(), run=run))
        print(f"{len(wrong)} labels flipped; the model is right in {done.best_accuracy:.1%} of validation")
        found = result_of(find_label_errors(run, folder, RunControl()))
        show([suspect.item.path for suspect in found.suspects], wrong)


if __name__ == "__main__":
    main()
