"""Small networks with sure opinions, saved as models, and pictures for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.config import Preprocessing
from core.data.dataset import Item
from core.device import threads
from core.explain.network import LoadedNetwork
from core.model.file import ModelHeader, save_model
from core.model.googlenet import build_googlenet

CLASSES = ("cat", "dog", "小鸟")
SIZE = 64


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Networks this small only wait for each other's threads, the more so on a busy machine."""
    with threads(1):
        yield


@pytest.fixture(scope="session")
def squares() -> np.ndarray:
    """Eight prepared pictures, (8, 64, 64, 3): soft blobs of colour."""
    rng = np.random.default_rng(3)
    small = rng.integers(0, 256, (8, 5, 5, 3)).astype(np.uint8)
    return np.stack([np.asarray(Image.fromarray(each).resize((SIZE, SIZE))) for each in small])


@pytest.fixture(scope="session")
def make_network(squares: np.ndarray) -> Callable[..., LoadedNetwork]:
    """A network with random weights whose answers differ from picture to picture."""

    def make(architecture: str = "notes", **header: object) -> LoadedNetwork:
        torch.manual_seed(7)
        model = build_googlenet(architecture, len(CLASSES)).eval()
        x = torch.from_numpy(squares).permute(0, 3, 1, 2).float() / 127.5 - 1
        with torch.no_grad():  # untrained, it would be equally sure of all that it sees
            outputs = model(x, heads=True)
            for name, logits in outputs._asdict().items():
                layer = model.fc if name == "main" else model.get_submodule(name).fc2
                layer.weight.mul_(1.5 / logits.std(0)[:, None])
                layer.bias.sub_(logits.mean(0)).mul_(1.5 / logits.std(0))
        preprocessing = Preprocessing(size=SIZE, short_side=SIZE)
        return LoadedNetwork(model, ModelHeader(architecture, CLASSES, preprocessing, **header))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def network(make_network: Callable[..., LoadedNetwork]) -> LoadedNetwork:
    return make_network()


@pytest.fixture(scope="session")
def model_file(tmp_path_factory: pytest.TempPathFactory, network: LoadedNetwork) -> Path:
    path = tmp_path_factory.mktemp("model") / "best.safetensors"
    save_model(path, network.model, network.header)
    return path


@pytest.fixture(scope="session")
def items(tmp_path_factory: pytest.TempPathFactory, squares: np.ndarray) -> tuple[Item, ...]:
    """The squares as files, the third of which is no picture."""
    from core.data.content import hash_bytes

    folder = tmp_path_factory.mktemp("pictures")
    result = []
    for number, pixels in enumerate(squares):
        path = folder / f"{number}.png"
        Image.fromarray(pixels).save(path)
        if number == 2:
            path.write_bytes(b"no picture")
        result.append(Item(path, number % 3, hash_bytes(path.read_bytes()), "train"))
    return tuple(result)
