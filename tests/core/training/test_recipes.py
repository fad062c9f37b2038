from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.config import BLOCK_NAMES, config_from_dict, config_to_dict
from core.errors import ConfigError
from core.model.googlenet import IMAGENET_MEAN, IMAGENET_STD
from core.training.recipes import DEFAULT_RECIPE, RECIPES, at_size, recipe_config

DATA = Path("pictures")


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_gives_usable_settings(name: str) -> None:
    config = recipe_config(name, DATA)
    assert config.recipe == name and config.data == DATA
    assert config_from_dict(config_to_dict(config)) == config
    assert RECIPES[name].when.endswith(".") and RECIPES[name].title


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_weighs_the_auxiliary_heads_alike(name: str) -> None:
    config = recipe_config(name, DATA)
    assert (config.aux_heads, config.aux1_weight, config.aux2_weight) == (True, 0.3, 0.3)


def test_notes_are_those_of_the_study_notes() -> None:
    config = recipe_config("notes", DATA)
    assert (config.architecture, config.optimizer, config.learning_rate) == ("notes", "adam", 3e-4)
    assert (config.batch_size, config.epochs, config.schedule) == (32, 30, "constant")
    assert (config.preprocessing.size, config.preprocessing.resize) == (224, "squash")
    assert config.preprocessing.mean == config.preprocessing.std == (0.5, 0.5, 0.5)
    assert (config.augmentation.crop_area, config.augmentation.flip) == (0.08, True)
    assert (config.train_sizes, config.ema_decay, config.label_smoothing, config.weight_decay) == (
        (),
        0,
        0,
        0,
    )


def test_the_paper_is_followed_where_it_says_something() -> None:
    config = recipe_config("paper", DATA)
    assert (config.architecture, config.optimizer, config.momentum) == ("paper", "sgd", 0.9)
    assert not config.nesterov and config.schedule == "step" and config.ema_decay > 0
    crops = config.augmentation
    assert (crops.crop_area, crops.flip, crops.random_interpolation) == (0.08, True, True)
    assert min(crops.brightness, crops.contrast, crops.saturation) > 0
    assert (config.preprocessing.size, config.preprocessing.mean) == (224, (0.5, 0.5, 0.5))


@pytest.mark.parametrize("name", ["balanced", "best"])
def test_what_takes_longer_predicts_above_the_sizes_of_training(name: str) -> None:
    config, quick = recipe_config(name, DATA), recipe_config("quick", DATA)
    assert config.architecture == "modern" and config.epochs > quick.epochs
    assert config.preprocessing.size > max(config.train_sizes) >= max(quick.train_sizes)


def test_fine_tuning_learns_the_heads_first_then_all_at_lower_rates_below() -> None:
    config = recipe_config("finetune", DATA)
    assert (config.start_from, config.architecture) == ("imagenet", "imagenet")
    assert config.frozen_until == BLOCK_NAMES[-1] and 1 < config.unfreeze_epoch < config.epochs
    assert config.layer_decay < 1
    assert (config.preprocessing.mean, config.preprocessing.std) == (IMAGENET_MEAN, IMAGENET_STD)


def test_custom_begins_with_the_settings_of_quick() -> None:
    assert replace(recipe_config("custom", DATA), recipe="quick") == recipe_config("quick", DATA)


def test_settings_may_be_set_otherwise() -> None:
    config = recipe_config(DEFAULT_RECIPE, DATA, epochs=3, aux1_weight=0.0)
    assert (config.epochs, config.aux1_weight) == (3, 0.0)


def test_an_unknown_recipe_is_named_with_those_that_there_are() -> None:
    with pytest.raises(ConfigError) as caught:
        recipe_config("soup", DATA)
    assert caught.value.code == "bad-setting" and "quick" in caught.value.data["allowed"]


def test_another_size_changes_all_sizes_in_proportion() -> None:
    config = at_size(recipe_config("quick", DATA, train_sizes=(80, 160)), 80)
    before = recipe_config("quick", DATA).preprocessing
    assert config.preprocessing.size == 80
    assert config.train_sizes == (round(80 * 80 / before.size), round(160 * 80 / before.size))
    assert config.preprocessing.short_side == round(80 * before.short_side / before.size)
