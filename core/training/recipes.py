"""The named starting points of a run. Settings only: the loop does not know recipes. Never imports torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.config import (
    BLOCK_NAMES,
    IMAGENET,
    LARGEST_IMAGE,
    SMALLEST_IMAGE,
    Augmentation,
    Preprocessing,
    TrainConfig,
)
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

_BALANCED = Recipe(
    "balanced",
    QT_TRANSLATE_NOOP("core", "Balanced"),
    QT_TRANSLATE_NOOP(
        "core", "Choose this when Quick is nearly good enough: from scratch, two to three times as long."
    ),
    {
        **_QUICK.settings,
        "epochs": 20,
        "train_sizes": (96, 128, 160),
        "preprocessing": Preprocessing(size=192, short_side=224),
        "augmentation": Augmentation(crop_area=0.25, brightness=0.15, contrast=0.15, saturation=0.15),
    },
)

_BEST = Recipe(
    "best",
    QT_TRANSLATE_NOOP("core", "Best"),
    QT_TRANSLATE_NOOP(
        "core", "Choose this to get the most out of your pictures from scratch, and let it work overnight."
    ),
    {
        **_QUICK.settings,
        "epochs": 40,
        "ema_decay": 0.998,
        "train_sizes": (112, 128, 160),
        "preprocessing": Preprocessing(size=192, short_side=224),
        "augmentation": Augmentation(crop_area=0.2, brightness=0.25, contrast=0.25, saturation=0.25),
    },
)

_FINETUNE = Recipe(
    "finetune",
    QT_TRANSLATE_NOOP("core", "Fine-tune"),
    QT_TRANSLATE_NOOP(
        "core",
        "Choose this whenever there are weights to start from, ImageNet's or those of a model of your own: "
        "it needs the fewest pictures. The heads learn first, which takes seconds; then the rest, gently.",
    ),
    {
        "architecture": "imagenet",
        "epochs": 16,
        "batch_size": 32,
        "optimizer": "adamw",
        "learning_rate": 1e-3,
        "weight_decay": 0.05,
        "schedule": "one-cycle",
        "label_smoothing": 0.1,
        "start_from": IMAGENET,
        "frozen_until": BLOCK_NAMES[-1],
        "unfreeze_epoch": 11,
        "layer_decay": 0.75,
        "train_sizes": (),
        "preprocessing": Preprocessing(
            size=224, short_side=256, mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225)
        ),
        "augmentation": Augmentation(crop_area=0.3),
    },
)

_PAPER = Recipe(
    "paper",
    QT_TRANSLATE_NOOP("core", "As published"),
    QT_TRANSLATE_NOOP(
        "core",
        "Choose this to see the network of 2014 learn as its paper says, without batch normalisation: many "
        "pictures and a night or more are needed.",
    ),
    {
        # Szegedy et al. 2014, section 6. Rate, weight decay and batch are not in the paper, they are those of
        # the published network (BVLC's quick solver); nor are the strengths of the photometric distortions:
        # half up and down is Howard 2013, whom it cites.
        "architecture": "paper",
        "epochs": 80,
        "batch_size": 32,
        "optimizer": "sgd",
        "learning_rate": 0.01,
        "momentum": 0.9,
        "nesterov": False,
        "weight_decay": 2e-4,
        "schedule": "step",
        "ema_decay": 0.999,
        "preprocessing": Preprocessing(size=224, short_side=256),
        "augmentation": Augmentation(
            crop_area=0.08, brightness=0.5, contrast=0.5, saturation=0.5, random_interpolation=True
        ),
    },
)

_CUSTOM = Recipe(
    "custom",
    QT_TRANSLATE_NOOP("core", "Custom"),
    QT_TRANSLATE_NOOP(
        "core", "Choose this to set everything yourself. It begins with the settings of Quick."
    ),
    _QUICK.settings,
)

RECIPES: Mapping[str, Recipe] = {
    recipe.name: recipe for recipe in (_QUICK, _BALANCED, _BEST, _FINETUNE, _PAPER, _NOTES, _CUSTOM)
}
FINETUNE = _FINETUNE.name
DEFAULT_RECIPE = _QUICK.name
"""Where there are no weights to start from: see `core.training.start.default_recipe`."""


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
