"""A small untrained model on the disk, and pictures to name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.config import Preprocessing
from core.model.file import ModelHeader, save_model
from core.model.googlenet import GoogLeNet, build_googlenet

CLASSES = ("cat", "dog", "小鸟")
SIZE = 64


@pytest.fixture(scope="session")
def network(pictures: list[np.ndarray]) -> GoogLeNet:
    torch.manual_seed(7)
    network = build_googlenet("notes", len(CLASSES), aux_heads=False).eval()
    with torch.no_grad():  # untrained, it would be equally sure of all that it sees
        squares = [np.asarray(Image.fromarray(pixels).resize((SIZE, SIZE))) for pixels in pictures]
        logits = network(torch.tensor(np.stack(squares) / 128 - 1).float().permute(0, 3, 1, 2)).main
        network.fc.weight.mul_(1.5 / logits.std(0)[:, None])
        network.fc.bias.sub_(logits.mean(0)).mul_(1.5 / logits.std(0))
    return network


@pytest.fixture(scope="session")
def header() -> ModelHeader:
    preprocessing = Preprocessing(size=SIZE, short_side=SIZE, mean=(0.5, 0.4, 0.3), std=(0.2, 0.3, 0.4))
    return ModelHeader("notes", CLASSES, preprocessing, aux_heads=False)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, network: GoogLeNet, header: ModelHeader) -> Path:
    folder = tmp_path_factory.mktemp("run")
    save_model(folder / "best.safetensors", network, header)
    return folder


@pytest.fixture(scope="session")
def model_file(run_folder: Path) -> Path:
    return run_folder / "best.safetensors"


@pytest.fixture(scope="session")
def pictures() -> list[np.ndarray]:
    """Nine pictures of different shapes and colours."""
    rng = np.random.default_rng(3)
    shapes = [(70, 90), (64, 64), (200, 80), (81, 131), (64, 500), (99, 99), (120, 70), (65, 64), (300, 300)]
    return [
        (rng.random((height, width, 3)) * 60 + rng.integers(0, 195, 3)).astype(np.uint8)
        for height, width in shapes
    ]


@pytest.fixture
def folder(tmp_path: Path, pictures: list[np.ndarray]) -> Path:
    """The pictures as files, in folders, among things that are none."""
    root = tmp_path / "pictures"
    for number, pixels in enumerate(pictures):
        path = root / ("", "a", "a/b", "c")[number % 4] / f"{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(path)
    (root / "a" / "notes.txt").write_text("no picture at all")
    (root / "a" / "empty.jpg").write_bytes(b"")
    (root / ".hidden.png").write_bytes((root / "0.png").read_bytes())
    (root / ".cache").mkdir()
    (root / ".cache" / "0.png").write_bytes((root / "0.png").read_bytes())
    return root
