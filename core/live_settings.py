"""Which settings of a run may change while it goes on, and how. Never imports torch, knows no run.

A setting is named by its path in `TrainConfig`: "learning_rate", "augmentation.rotation".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from core.config import Augmentation, TrainConfig
from core.errors import ConfigError

_AUGMENTATION = "augmentation."

LIVE_SETTINGS = (
    "learning_rate",
    "aux1_weight",
    "aux2_weight",
    "epochs",
    "patience",
    "frozen_until",
    "unfreeze_epoch",
    *(_AUGMENTATION + field.name for field in fields(Augmentation)),
)


def live_settings(config: TrainConfig) -> dict[str, Any]:
    """What may change, with its present value."""
    return {
        path: getattr(config.augmentation, path.removeprefix(_AUGMENTATION))
        if path.startswith(_AUGMENTATION)
        else getattr(config, path)
        for path in LIVE_SETTINGS
    }


def changed(config: TrainConfig, settings: Mapping[str, Any]) -> TrainConfig:
    """`config` with `settings` changed. Raises ConfigError where one may not change, or not to that value."""
    for path in settings:
        if path not in LIVE_SETTINGS:
            raise ConfigError("not-while-running", name=path, allowed=", ".join(LIVE_SETTINGS))
    plain = {path: value for path, value in settings.items() if not path.startswith(_AUGMENTATION)}
    augmentation = {
        path.removeprefix(_AUGMENTATION): value for path, value in settings.items() if path not in plain
    }
    return replace(config, **plain, augmentation=replace(config.augmentation, **augmentation))
