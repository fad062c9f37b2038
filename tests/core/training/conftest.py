"""A tiny dataset, a config that trains on it within seconds, and ways to run it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.config import Augmentation, Preprocessing, TrainConfig
from core.control import RunControl
from core.device import threads
from core.events import Event
from core.training.loop import train

CLASSES = ("blue", "green", "red")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ninefold's own folders, empty for each test."""
    monkeypatch.setenv("NINEFOLD_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Networks this small only wait for each other's threads, the more so on a busy machine."""
    with threads(1):
        yield


@pytest.fixture(scope="session")
def draw_pictures() -> Callable[[Path], Path]:
    """Draws six pictures of each class into a folder: noise with a tint that tells its class."""
    return _draw_pictures


def _draw_pictures(folder: Path) -> Path:
    generator = np.random.default_rng(7)
    for channel, name in zip((2, 1, 0), CLASSES, strict=True):
        (folder / name).mkdir(parents=True)
        for number in range(6):
            pixels = generator.integers(0, 120, (40 + number, 48, 3))
            pixels[..., channel] += 100
            Image.fromarray(pixels.astype(np.uint8)).save(folder / name / f"{number}.png")
    return folder


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return _draw_pictures(tmp_path / "pictures")


@pytest.fixture(scope="session")
def small_config() -> Callable[..., TrainConfig]:
    """A config of little work, fields of which can be set otherwise."""

    def config(data: Path, **changes: object) -> TrainConfig:
        settings: dict[str, object] = {
            "architecture": "modern",
            "epochs": 2,
            "batch_size": 4,
            "optimizer": "adamw",
            "learning_rate": 1e-3,
            "schedule": "one-cycle",
            "aux_heads": False,
            "train_sizes": (32,),
            "preprocessing": Preprocessing(size=32, short_side=48),
            "augmentation": Augmentation(crop_area=0.5),
            "validation_share": 0.3,
            "precision": "fp32",  # on every computer
        }
        return TrainConfig(data=data, **(settings | changes))  # type: ignore[arg-type]

    return config


@pytest.fixture
def events_of() -> Callable[..., list[Event]]:
    """Runs `train`; `on_event(event, control)` may act on each event as it comes."""

    def run(
        config: TrainConfig,
        on_event: Callable[[Event, RunControl], None] = lambda _event, _control: None,
        **where: Path,
    ) -> list[Event]:
        control = RunControl()
        events = []
        for event in train(config, control, **where):
            events.append(event)
            on_event(event, control)
        return events

    return run
