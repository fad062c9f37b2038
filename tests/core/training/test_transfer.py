"""Fine-tuning to new classes against starting from scratch, at equal processor time. Takes minutes."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from core.config import TrainConfig
from core.control import RunControl
from core.events import EpochDone
from core.training.loop import train
from core.training.recipes import at_size, recipe_config
from core.training.runs import MODEL
from core.training.start import fitted_to_model

KNOWN, NEW = (0, 1, 2, 3, 4, 5), (6, 7, 8, 9)
PICTURES = 30  # of each new class: a few are where a start from weights matters
SIZE = 64
SECONDS = 45.0  # of processor time for either way


def folder_of(source: Path, target: Path, classes: tuple[int, ...], most: int) -> Path:
    for name in map(str, classes):
        (target / name).mkdir(parents=True)
        for picture in sorted((source / name).iterdir())[:most]:
            (target / name / picture.name).symlink_to(picture)
    return target


def scores(config: TrainConfig, run: Path) -> list[tuple[float, float]]:
    """(processor seconds since the beginning, accuracy) of each epoch, until time is up."""
    control, found, began = RunControl(), [], time.process_time()
    for event in train(config, control, run=run):
        spent = time.process_time() - began
        if isinstance(event, EpochDone):
            found.append((spent, event.validation.main.accuracy))
        if spent > SECONDS:
            control.stop()
    return found


@pytest.mark.trial
def test_what_six_signs_taught_helps_with_four_others(test_data: Path, tmp_path: Path) -> None:
    signs = test_data / "data" / "sign_digits"
    source = folder_of(signs, tmp_path / "known", KNOWN, 60)
    target = folder_of(signs, tmp_path / "new", NEW, PICTURES)
    plain = replace(recipe_config("quick", source, seed=1).augmentation, flip=False)
    quick = at_size(recipe_config("quick", source, seed=1, augmentation=plain, threads=1), SIZE)
    list(train(replace(quick, epochs=30), RunControl(), run=tmp_path / "teacher"))

    # So many epochs that both ways use up their time.
    scratch = scores(replace(quick, data=target, epochs=20, validation_share=0.4), tmp_path / "scratch")
    config = recipe_config(
        "finetune",
        target,
        start_from=str(tmp_path / "teacher" / MODEL),
        augmentation=plain,
        validation_share=0.4,
        threads=1,
        seed=1,
    )
    tuned = scores(fitted_to_model(config), tmp_path / "tuned")
    print(f"\nscratch {scratch}\ntuned {tuned}")
    until = min(scratch[-1][0], tuned[-1][0])
    best = [max(a for t, a in run if t <= until) for run in (scratch, tuned)]
    assert best[1] > best[0] + 0.05
    # The heads alone, on cached features, are there before scratch has learned as much.
    assert tuned[0][0] < scratch[-1][0]
