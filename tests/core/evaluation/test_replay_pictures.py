from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.control import RunControl
from core.data.prepare import prepare_dataset
from core.errors import DataError
from core.evaluation.replay_pictures import pictures_to_replay
from core.events import result_of
from core.inference.labelled import Labelled
from core.training.recipes import recipe_config
from core.training.runs import write_config


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rng = np.random.default_rng(4)
    for name in ("cat", "dog"):
        (tmp_path / "pets" / name).mkdir(parents=True)
        for number in range(10):
            pixels = rng.integers(0, 256, (40, 40, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(tmp_path / "pets" / name / f"{number}.png")
    return tmp_path / "pets"


def _found(model: Path, folder: Path | None) -> list[Labelled]:
    return result_of(pictures_to_replay(model, folder, RunControl()))


def test_a_runs_own_validation_pictures(tmp_path: Path, folder: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    write_config(run, recipe_config("quick", folder, validation_share=0.3))
    dataset = result_of(prepare_dataset(folder, RunControl(), validation_share=0.3))
    expected = {item.path: dataset.classes[item.label] for item in dataset.of("validation")}
    assert 0 < len(expected) < 20
    for model in (run, run / "best.safetensors"):
        assert {picture.path: picture.label for picture in _found(model, None)} == expected
    shutil.rmtree(folder)
    assert _found(run, None) == []


def test_a_model_without_its_run_has_none(tmp_path: Path) -> None:
    assert _found(tmp_path / "model.safetensors", None) == []


def test_a_folder_of_classes_gives_labels_and_another_gives_none(tmp_path: Path, folder: Path) -> None:
    labelled = _found(tmp_path / "m.safetensors", folder)
    assert {(picture.path.name, picture.label) for picture in labelled} == {
        (f"{number}.png", name) for name in ("cat", "dog") for number in range(10)
    }
    flat = _found(tmp_path / "m.safetensors", folder / "cat")
    assert sorted(picture.path for picture in flat) == sorted((folder / "cat").iterdir())
    assert {picture.label for picture in flat} == {None}
    with pytest.raises(DataError):
        _found(tmp_path / "m.safetensors", tmp_path / "nowhere")
