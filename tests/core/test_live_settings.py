from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.config import Augmentation, TrainConfig
from core.errors import ConfigError
from core.live_settings import LIVE_SETTINGS, changed, live_settings

CONFIG = TrainConfig(data=Path("x"), augmentation=Augmentation(crop_area=0.5, rotation=10))


def test_changes_are_made_by_path_and_the_rest_stays() -> None:
    assert changed(CONFIG, {"epochs": 7, "augmentation.rotation": 5}) == replace(
        CONFIG, epochs=7, augmentation=replace(CONFIG.augmentation, rotation=5)
    )
    assert changed(CONFIG, {}) == CONFIG


def test_what_may_change_is_read_as_it_is_changed() -> None:
    assert list(live_settings(CONFIG)) == list(LIVE_SETTINGS)
    assert changed(TrainConfig(data=Path("x")), live_settings(CONFIG)) == CONFIG


@pytest.mark.parametrize("path", ["seed", "batch_size", "augmentation", "augmentation.hope", "data"])
def test_other_settings_may_not_change(path: str) -> None:
    with pytest.raises(ConfigError) as caught:
        changed(CONFIG, {path: 1})
    assert caught.value.code == "not-while-running" and path in str(caught.value)


def test_unusable_values_are_refused() -> None:
    with pytest.raises(ConfigError) as caught:
        changed(CONFIG, {"augmentation.rotation": 999})
    assert caught.value.data["name"] == "rotation"
