"""A small untrained model that answers differently from picture to picture, and labelled pictures for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.config import Preprocessing
from core.device import threads
from core.model.file import ModelHeader, save_model
from core.model.googlenet import GoogLeNet, build_googlenet

CLASSES = ("blue", "green", "red")
SIZE = 32


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    with threads(1):
        yield


@pytest.fixture(scope="session")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven pictures of each class: noise with a tint that tells its class."""
    folder = tmp_path_factory.mktemp("pictures")
    generator = np.random.default_rng(7)
    for channel, name in zip((2, 1, 0), CLASSES, strict=True):
        (folder / name).mkdir(parents=True)
        for number in range(7):
            pixels = generator.integers(0, 120, (40, 40 + number, 3))
            pixels[..., channel] += 100
            Image.fromarray(pixels.astype(np.uint8)).save(folder / name / f"{number}.png")
    return folder


@pytest.fixture(scope="session")
def network(labelled: Path) -> GoogLeNet:
    torch.manual_seed(7)
    network = build_googlenet("notes", len(CLASSES)).eval()
    pictures = [np.asarray(Image.open(path).resize((SIZE, SIZE))) for path in sorted(labelled.rglob("*.png"))]
    batch = torch.tensor(np.stack(pictures) / 127.5 - 1).float().permute(0, 3, 1, 2)
    with torch.no_grad():  # untrained, it would say the same of all that it sees
        outputs = network(batch, heads=True)
        assert network.aux1 is not None and network.aux2 is not None
        for last, logits in (
            (network.fc, outputs.main),
            (network.aux1.fc2, outputs.aux1),
            (network.aux2.fc2, outputs.aux2),
        ):
            last.weight.mul_(1.5 / logits.std(0)[:, None])
            last.bias.sub_(logits.mean(0)).mul_(1.5 / logits.std(0))
    return network


@pytest.fixture(scope="session")
def header() -> ModelHeader:
    return ModelHeader(
        "notes",
        CLASSES,
        Preprocessing(size=SIZE, short_side=SIZE),
        temperature=1.4,
        threshold=0.6,
        precision=0.95,
    )


@pytest.fixture(scope="session")
def model_file(tmp_path_factory: pytest.TempPathFactory, network: GoogLeNet, header: ModelHeader) -> Path:
    path = tmp_path_factory.mktemp("model") / "best.safetensors"
    save_model(path, network, header)
    return path


@pytest.fixture
def model_with(tmp_path: Path, network: GoogLeNet, header: ModelHeader) -> Callable[..., Path]:
    """Writes the model with other fields in its header."""

    def make(**fields: object) -> Path:
        path = tmp_path / "other.safetensors"
        save_model(path, network, replace(header, **fields))  # type: ignore[arg-type]
        return path

    return make
