"""What a run starts from: the recipe that is offered, the file that is found, the settings that fit it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import torch

from core import cli
from core.config import Augmentation, Preprocessing, TrainConfig
from core.errors import ModelFileError
from core.model.file import ModelHeader, save_model
from core.model.googlenet import IMAGENET_MEAN, IMAGENET_STD, build_googlenet
from core.paths import weights_dir
from core.training.recipes import DEFAULT_RECIPE, recipe_config
from core.training.start import default_recipe, fitted_to_model, start_path
from core.training.transplant import fitted_to_weights

OWN = Preprocessing(size=48, short_side=64, mean=(0.1, 0.2, 0.3), flip_average=True)


@pytest.fixture
def no_torch_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))


@pytest.fixture(scope="module")
def own_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "own.safetensors"
    save_model(path, build_googlenet("notes", 2), ModelHeader("notes", ("cat", "dog"), OWN))
    return path


def finetune(start: Path | str, **settings: object) -> TrainConfig:
    return recipe_config("finetune", Path("pictures"), start_from=str(start), **settings)


def test_fine_tuning_is_offered_where_the_weights_are(no_torch_cache: None) -> None:
    assert default_recipe() == DEFAULT_RECIPE
    with pytest.raises(ModelFileError) as caught:
        start_path(finetune("imagenet"))
    assert caught.value.code == "imagenet-missing" and str(weights_dir()) in str(caught.value.data["folder"])
    weights_dir().mkdir(parents=True)
    path = weights_dir() / "googlenet-1378be20.pth"
    path.write_bytes(b"looked at later")
    assert default_recipe() == "finetune"
    assert start_path(finetune("imagenet")) == path


def test_asking_imports_neither_torch_nor_numpy(no_torch_cache: None) -> None:
    asking = "import core.training.start, sys; core.training.start.default_recipe(); "
    code = asking + "print({'torch', 'numpy'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_model_of_ones_own_brings_its_architecture_and_its_preprocessing(own_model: Path) -> None:
    config = fitted_to_model(finetune(own_model))
    assert (config.architecture, config.preprocessing) == ("notes", OWN)
    unmirrored = fitted_to_model(finetune(own_model, augmentation=Augmentation(flip=False)))
    assert not unmirrored.preprocessing.flip_average


def test_a_run_takes_what_the_weights_leave_no_choice_in(own_model: Path) -> None:
    chosen = Preprocessing(size=96, short_side=128)
    config = fitted_to_weights(finetune(own_model, preprocessing=chosen))
    assert (config.architecture, config.preprocessing.mean) == ("notes", OWN.mean)
    assert (config.preprocessing.size, config.preprocessing.short_side) == (96, 128)


@pytest.mark.parametrize(("architecture", "mean"), [("notes", (0.5, 0.5, 0.5)), ("imagenet", IMAGENET_MEAN)])
def test_a_foreign_file_says_what_it_is_when_the_run_begins(
    tmp_path: Path, architecture: str, mean: tuple[float, ...]
) -> None:
    path = tmp_path / "w.pth"
    torch.save(build_googlenet(architecture, 2).state_dict(), path)
    config = finetune(path)
    assert fitted_to_model(config) == config
    fitted = fitted_to_weights(config)
    assert (fitted.architecture, fitted.preprocessing.mean) == (architecture, mean)
    assert (fitted.preprocessing.std == IMAGENET_STD) == (architecture == "imagenet")


def test_nothing_to_start_from_leaves_the_settings_as_they_are() -> None:
    config = recipe_config("quick", Path("pictures"))
    assert fitted_to_model(config) == fitted_to_weights(config) == config
    assert start_path(config) is None


def test_a_missing_file_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["train", str(tmp_path), "--start-from", str(tmp_path / "gone.safetensors")])
    assert caught.value.code == 2
    assert "gone.safetensors" in capsys.readouterr().err
