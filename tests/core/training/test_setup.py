"""What training trains on: the folder with its near duplicates on one side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core import cli
from core.config import TrainConfig
from core.control import RunControl
from core.data import search
from core.data.dataset import open_dataset
from core.events import Event, Finding, result_of
from core.training.estimate import estimate


def draw_pairs(folder: Path) -> Path:
    """Two classes of 15 motifs, each as it is and as a smaller copy."""
    for motif in range(30):
        coarse = np.random.default_rng(motif).integers(0, 256, (9, 12, 3), dtype=np.uint8)
        picture = Image.fromarray(coarse).resize((96, 72), Image.Resampling.NEAREST)
        place = folder / ("cat", "dog")[motif % 2]
        place.mkdir(parents=True, exist_ok=True)
        picture.save(place / f"{motif:02}.png")
        picture.resize((80, 60), Image.Resampling.BICUBIC).save(place / f"{motif:02} small.jpg", quality=90)
    return folder


def test_training_from_the_command_line_leaks_no_near_duplicates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = draw_pairs(tmp_path / "pairs")
    small = ["--recipe", "notes", "--size", "32", "--batch", "16", "--epochs", "1"]
    assert cli.main(["train", str(folder), *small, "--out", str(tmp_path / "run")]) == 0
    dataset = result_of(open_dataset(folder, RunControl()))
    assert dataset.settled
    sides = defaultdict(set)
    for item in dataset.items:
        sides[item.path.name[:2]].add(item.side)
    assert len(sides) == 30 and all(len(found) == 1 for found in sides.values())
    assert dataset.counts("validation") == (6, 6)
    capsys.readouterr()
    assert cli.main(["check", str(folder), "--json"]) in (0, 3)
    assert "near-duplicates-across-split" not in capsys.readouterr().out


def test_an_estimate_does_not_search(
    pictures: Path, small_config: Callable[..., TrainConfig], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> None:
        raise AssertionError("searched")

    monkeypatch.setattr(search, "measure", never)
    assert result_of(estimate(small_config(pictures), RunControl())).seconds > 0


def test_what_is_odd_about_the_sides_is_said(
    pictures: Path, small_config: Callable[..., TrainConfig], events_of: Callable[..., list[Event]]
) -> None:
    for path in sorted((pictures / "red").iterdir())[1:]:
        path.unlink()
    kinds = [
        event.kind for event in events_of(small_config(pictures, epochs=1)) if isinstance(event, Finding)
    ]
    assert kinds == ["class-without-validation"]
