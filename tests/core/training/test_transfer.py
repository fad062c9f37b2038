"""Fine-tuning to new classes against starting from scratch, at equal processor time. Takes minutes."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import fmean

import pytest

from core.config import Augmentation, TrainConfig
from core.control import RunControl
from core.events import EpochDone
from core.training.loop import train
from core.training.recipes import at_size, recipe_config
from core.training.runs import MODEL
from core.training.start import fitted_to_model

KNOWN, NEW = (0, 1, 2, 3, 4, 5), (6, 7, 8, 9)
SIZE = 64
PLAIN = Augmentation(crop_area=0.3, flip=False)  # a mirrored sign may be another
FEW = {"augmentation": PLAIN, "validation_share": 0.75, "threads": 1}
"""Some 60 pictures to learn from: with few, a start from weights matters."""
SEEDS = (1, 2, 3)
"""Of the split and all else: on so few pictures one run may be off by several points."""


def folder_of(source: Path, target: Path, classes: tuple[int, ...]) -> Path:
    for name in map(str, classes):
        (target / name).mkdir(parents=True)
        for picture in (source / name).iterdir():
            (target / name / picture.name).symlink_to(picture)
    return target


def scores(config: TrainConfig, run: Path) -> list[tuple[float, float]]:
    """(processor seconds since the beginning, accuracy) of each epoch."""
    began = time.process_time()
    return [
        (time.process_time() - began, event.validation.main.accuracy)
        for event in train(config, RunControl(), run=run)
        if isinstance(event, EpochDone)
    ]


@pytest.mark.trial
def test_what_six_signs_taught_helps_with_four_others(test_data: Path, tmp_path: Path) -> None:
    signs = test_data / "data" / "sign_digits"
    source = folder_of(signs, tmp_path / "known", KNOWN)
    target = folder_of(signs, tmp_path / "new", NEW)
    teacher = recipe_config("quick", source, augmentation=PLAIN, threads=1, seed=1, epochs=60)
    scores(at_size(teacher, SIZE), tmp_path / "teacher")

    start = str(tmp_path / "teacher" / MODEL)
    ahead, ahead_by_heads_alone = [], []
    for seed in SEEDS:
        config = fitted_to_model(recipe_config("finetune", target, start_from=start, seed=seed, **FEW))
        tuned = scores(config, tmp_path / f"tuned-{seed}")
        # So many epochs that it has no less time, nor much more, for its schedule is made for all of it.
        plain = recipe_config("quick", target, epochs=14, seed=seed, **FEW)
        scratch = scores(at_size(plain, SIZE), tmp_path / f"scratch-{seed}")
        print(f"\nscratch {scratch}\ntuned {tuned}")
        assert scratch[-1][0] >= tuned[-1][0]
        ahead.append(max(accuracy for _, accuracy in tuned) - max(accuracy for _, accuracy in scratch))
        seconds, heads_alone = tuned[config.unfreeze_epoch - 2]
        so_far = [accuracy for spent, accuracy in scratch if spent <= seconds]
        ahead_by_heads_alone.append(heads_alone - max(so_far, default=0.0))
    assert fmean(ahead) > 0.05
    assert fmean(ahead_by_heads_alone) > 0.1
