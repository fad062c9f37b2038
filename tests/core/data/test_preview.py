"""Draws of one training picture are those that training makes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.config import Augmentation, Preprocessing
from core.control import RunControl
from core.data.preview import DRAWS, preview_draws
from core.errors import PictureError
from core.events import result_of

PREPROCESSING = Preprocessing(size=32, short_side=48)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    colours = np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8)
    Image.fromarray(colours).save(tmp_path / "picture.png")
    return tmp_path / "picture.png"


def draws(path: Path, augmentation: Augmentation, seed: int = 0) -> tuple[np.ndarray, ...]:
    return result_of(preview_draws(path, PREPROCESSING, augmentation, RunControl(), seed=seed))


def test_draws_have_the_size_of_training_and_differ(picture: Path) -> None:
    made = draws(picture, Augmentation())
    assert len(made) == DRAWS
    assert {draw.shape for draw in made} == {(32, 32, 3)}
    assert len({draw.tobytes() for draw in made}) == DRAWS


def test_the_same_seed_draws_the_same(picture: Path) -> None:
    first, again, other = (draws(picture, Augmentation(), seed) for seed in (1, 1, 2))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0], other[0])


def test_a_job_that_is_stopped_returns_what_it_has(picture: Path) -> None:
    control = RunControl()
    job = preview_draws(picture, PREPROCESSING, Augmentation(), control)
    next(job)
    control.stop()
    assert len(result_of(job)) == 1


def test_a_file_that_is_no_picture_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"nothing")
    with pytest.raises(PictureError):
        draws(tmp_path / "x.jpg", Augmentation())
