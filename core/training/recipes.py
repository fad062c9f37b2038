"""The named starting points of a run. Settings only: the loop does not know recipes. Never imports torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.config import LARGEST_IMAGE, SMALLEST_IMAGE, Augmentation, Preprocessing, TrainConfig
from core.errors import ConfigError
from core.messages import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Recipe:
    """`title` and `when` (when to choose it) are shown to the user; the window translates them."""

    name: str
    title: str
    when: str
    settings: Mapping[str, Any]


_QUICK = Recipe(
    "quick",
    QT_TRANSLATE_NOOP("core", "Quick"),
    QT_TRANSLATE_NOOP(
        "core", "Choose this first: a useful model from scratch in a few minutes on an ordinary computer."
    ),
    {
        "architecture": "modern",
        "epochs": 9,
        "batch_size": 32,
        "optimizer": "adamw",
        "learning_rate": 2e-3,
        "weight_decay": 0.05,
        "schedule": "one-cycle",
        "label_smoothing": 0.1,
        "train_sizes": (96, 128, 144),
        "preprocessing": Preprocessing(size=160, short_side=192),
        "augmentation": Augmentation(crop_area=0.3),
    },
)

_NOTES = Recipe(
    "notes",
    QT_TRANSLATE_NOOP("core", "Study notes"),
    QT_TRANSLATE_NOOP(
        "core",
        "Choose this to follow the study notes to the letter: no batch normalisation, Adam at one steady "
        "rate. It takes hours where Quick takes minutes.",
    ),
    {
        "architecture": "notes",
        "epochs": 30,
        "batch_size": 32,
        "optimizer": "adam",
        "learning_rate": 3e-4,
        "schedule": "constant",
        "preprocessing": Preprocessing(size=224, short_side=256),
        "augmentation": Augmentation(crop_area=0.08),
    },
)

RECIPES: Mapping[str, Recipe] = {recipe.name: recipe for recipe in (_QUICK, _NOTES)}
DEFAULT_RECIPE = _QUICK.name


def recipe_config(name: str, data: Path, **overrides: Any) -> TrainConfig:
    """The settings of recipe `name` for the folder `data`; `overrides` are fields of `TrainConfig`.

    Raises ConfigError for an unknown recipe or an unusable setting.
    """
    if name not in RECIPES:
        raise ConfigError("bad-setting", name="recipe", value=name, allowed=", ".join(RECIPES))
    return TrainConfig(data=data, recipe=name, **{**RECIPES[name].settings, **overrides})


def at_size(config: TrainConfig, size: int) -> TrainConfig:
    """`config` for pictures of `size` pixels, its other sizes changed in proportion.

    Raises ConfigError where the size cannot be used.
    """
    prepared = config.preprocessing
    short_side = min(round(size * prepared.short_side / prepared.size), LARGEST_IMAGE)
    train_sizes = tuple(
        max(round(each * size / prepared.size), SMALLEST_IMAGE) for each in config.train_sizes
    )
    return replace(
        config,
        preprocessing=replace(prepared, size=size, short_side=short_side),
        train_sizes=train_sizes,
    )
