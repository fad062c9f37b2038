from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config import (
    Augmentation,
    Preprocessing,
    TrainConfig,
    config_from_dict,
    config_to_dict,
    preprocessing_from_dict,
)
from core.errors import ConfigError
from core.messages import remedy

CONFIG = TrainConfig(data=Path("pictures") / "花", train_sizes=(96, 128))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


def refused(**settings: Any) -> str:
    """The name of the setting that is refused."""
    with pytest.raises(ConfigError) as caught:
        TrainConfig(**{"data": Path("x"), **settings})
    assert str(caught.value) and caught.value.data["allowed"]
    return str(caught.value.data["name"])


def test_settings_go_through_json_and_back() -> None:
    assert config_from_dict(json.loads(json.dumps(config_to_dict(CONFIG)))) == CONFIG


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("architecture", ["vgg", "", 3, None, ["notes"]]),
        ("epochs", [0, -1, 2.5, True, "3", 10**400, float("nan")]),
        ("batch_size", [-1, 1025, 8.0, False]),
        ("learning_rate", [0, -1e-3, float("nan"), float("inf"), "fast", 11]),
        ("optimizer", ["lion"]),
        ("schedule", ["hope"]),
        ("momentum", [1.0, -0.1]),
        ("aux1_weight", [-0.1, 11, None]),
        ("aux2_weight", [-0.1, 11, None]),
        ("aux_heads", [1, "yes", None]),
        ("balance_classes", [0]),
        ("ema_decay", [1.0]),
        ("label_smoothing", [1.0]),
        ("train_sizes", [(16,), (128, 1000), (96.5,)]),
        ("validation_share", [0, 1, float("nan")]),
        ("seed", [-1, 2**31, 0.5]),
        ("threads", [-1]),
        ("precision", ["fp16", "", None]),
        ("patience", [-1, 1.5, True, None]),
        ("frozen_until", ["fc", "inception9z", None]),
        ("unfreeze_epoch", [-1, 2.0]),
        ("recipe", [3]),
        ("layer_decay", [0, 1.1, None]),
        ("nesterov", [1, None]),
        ("start_from", [None, 3, "a\0b"]),
    ],
)
def test_unusable_settings_are_refused_by_name(name: str, values: list[Any]) -> None:
    for value in values:
        assert refused(**{name: value}) == name


def test_a_test_and_a_validation_share_leave_something_to_train_on() -> None:
    assert refused(validation_share=0.5, test_share=0.5) == "validation_share + test_share"


@pytest.mark.parametrize("architecture", ["modern", "imagenet"])
def test_batch_normalisation_needs_two_pictures(architecture: str) -> None:
    assert refused(architecture=architecture, batch_size=1) == "batch_size"
    assert TrainConfig(data=Path("x"), architecture="notes", batch_size=1).batch_size == 1


@pytest.mark.parametrize(
    "settings",
    [
        {"size": 31},
        {"size": 513},
        {"short_side": 20},
        {"resize": "stretch"},
        {"mean": (0.5, 0.5)},
        {"std": (0.5, 0.5, 0.0)},
        {"std": (0.5, 0.5, float("nan"))},
        {"mean": (0.5, 0.5, "a")},
        {"mean": (0.5, 0.5, 10**400)},
        {"flip_average": 1},
    ],
)
def test_unusable_preprocessing_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        Preprocessing(**settings)


@pytest.mark.parametrize(
    "settings",
    [
        {"crop_area": 0},
        {"crop_area": 1.1},
        {"flip": 1},
        {"rotation": 181},
        {"erasing": -0.1},
        {"random_interpolation": 1},
    ],
)
def test_unusable_augmentation_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        Augmentation(**settings)


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(ConfigError) as caught:
        config_from_dict({**config_to_dict(CONFIG), "speed": "high"})
    assert caught.value.data["name"] == "speed"


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(ConfigError) as caught:
        config_from_dict({})
    assert caught.value.data["name"] == "data"


@given(st.sampled_from([f.name for f in fields(TrainConfig)]), JSON)
def test_whatever_a_file_says_is_used_or_refused(name: str, value: Any) -> None:
    try:
        config = config_from_dict({**config_to_dict(CONFIG), name: value})
    except ConfigError as error:
        assert str(error)
    else:
        assert replace(config, **{name: getattr(CONFIG, name)}) == CONFIG


@given(st.sampled_from([f.name for f in fields(Preprocessing)]), JSON)
def test_whatever_a_file_says_of_preprocessing_is_used_or_refused(name: str, value: Any) -> None:
    try:
        found = preprocessing_from_dict({name: value})
    except ConfigError as error:
        assert str(error)
    else:
        assert found == Preprocessing(**{name: getattr(found, name)})


@pytest.mark.parametrize(
    ("settings", "code", "name"),
    [
        (
            {"preprocessing": Preprocessing(size=96, short_side=95)},
            "size-above-decoded",
            "preprocessing.size",
        ),
        ({"train_sizes": (96, 257, 128)}, "size-above-decoded", "train_sizes"),
        (
            {
                "preprocessing": Preprocessing(flip_average=True),
                "augmentation": Augmentation(flip=False),
            },
            "flip-average-alone",
            "preprocessing.flip_average",
        ),
        ({"start_from": "imagenet", "architecture": "modern"}, "start-needs-architecture", "architecture"),
    ],
)
def test_settings_that_contradict_each_other_are_refused(
    settings: dict[str, Any], code: str, name: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        TrainConfig(**{"data": Path("x"), **settings})
    assert (caught.value.code, caught.value.data["name"]) == (code, name)
    assert remedy(code, caught.value.data)


@pytest.mark.parametrize(
    "settings",
    [
        {"frozen_until": "inception4a"},
        {"unfreeze_epoch": 3},
        {"frozen_until": "inception4a", "unfreeze_epoch": 99, "epochs": 2},
        {"schedule": "one-cycle", "epochs": 1},
        {"aux_heads": False, "aux1_weight": 0.7},
        {"optimizer": "adam", "momentum": 0.5, "nesterov": False},
        {"patience": 99, "epochs": 2},
        {"train_sizes": (64, 96, 128, 160), "epochs": 2},
        {"start_from": "imagenet", "architecture": "imagenet"},
    ],
)
def test_settings_that_do_not_apply_are_passed_over(settings: dict[str, Any]) -> None:
    config = TrainConfig(data=Path("x"), **settings)
    assert config_from_dict(config_to_dict(config)) == config


def test_a_config_of_an_older_version_has_the_defaults_of_what_it_does_not_know() -> None:
    values = config_to_dict(CONFIG)
    for name in ("nesterov", "layer_decay", "start_from"):
        del values[name]
    del values["preprocessing"]["flip_average"], values["augmentation"]["random_interpolation"]
    assert config_from_dict(values) == CONFIG
