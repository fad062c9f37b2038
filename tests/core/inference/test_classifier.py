from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import ModelFileError
from core.inference.classifier import Classifier
from core.inference.engine import Engine, OnnxEngine, TorchEngine, choose_engine
from core.model.deploy import deploy
from core.model.file import ModelHeader, load_model, save_model
from core.model.googlenet import GoogLeNet


def _by_hand(network: GoogLeNet, header: ModelHeader, pixels: np.ndarray) -> np.ndarray:
    """The probabilities as the definition has them: one picture, contiguous memory, no helper of core's."""
    size = header.preprocessing.size
    narrow = Image.fromarray(pixels).resize((size, pixels.shape[0]), Image.Resampling.BILINEAR)
    resized = narrow.resize((size, size), Image.Resampling.BILINEAR)
    scaled = (np.asarray(resized) / 255 - header.preprocessing.mean) / header.preprocessing.std
    with torch.no_grad():
        logits = network(torch.tensor(scaled.transpose(2, 0, 1)[None], dtype=torch.float32)).main
    exponentials = np.exp(logits.numpy()[0].astype(np.float64) / (header.temperature or 1))
    return exponentials / exponentials.sum()


@pytest.mark.parametrize("batch", [1, 2, 4, 9])
def test_probabilities_are_the_softmax_whatever_the_batch(
    batch: int, model_file: Path, network: GoogLeNet, header: ModelHeader, pictures: list[np.ndarray]
) -> None:
    classifier = Classifier.load(model_file)
    rows = [
        row for start in range(0, 9, batch) for row in classifier.classify(pictures[start : start + batch])
    ]
    expected = np.array([_by_hand(network, header, pixels) for pixels in pictures])
    assert np.ptp(expected, axis=0).max() > 0.01  # the pictures are told apart at all
    np.testing.assert_allclose(np.array(rows), expected, atol=1e-4)


def test_temperature_divides_the_logits(
    tmp_path: Path, network: GoogLeNet, header: ModelHeader, pictures: list[np.ndarray]
) -> None:
    warm = dataclasses.replace(header, temperature=3.0)
    save_model(tmp_path / "warm.safetensors", network, warm)
    row = Classifier.load(tmp_path / "warm.safetensors").classify(pictures[:1])[0]
    np.testing.assert_allclose(row, _by_hand(network, warm, pictures[0]), atol=1e-4)
    assert row.max() < _by_hand(network, header, pictures[0]).max()


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ModelFileError):
        Classifier.load(tmp_path / "model.safetensors")


@pytest.mark.parametrize("engine", ["onnx", "torch"])
def test_the_same_answer_whatever_the_batch_the_order_and_the_engine(
    engine: str, network: GoogLeNet, header: ModelHeader, pictures: list[np.ndarray]
) -> None:
    deployed = deploy(network, header.preprocessing, heads=True)
    made: Engine = TorchEngine(deployed, torch.device("cpu"))
    if engine == "onnx":
        made = OnnxEngine(deployed, header.preprocessing.size)
    classifier = Classifier(made, header)
    expected = np.array([_by_hand(network, header, pixels) for pixels in pictures])
    order = np.random.default_rng(1).permutation(len(pictures))
    for start, stop in ((0, 9), (0, 4), (4, 5), (5, 9)):
        chosen = order[start:stop]
        rows = classifier.classify([pictures[number] for number in chosen])
        np.testing.assert_allclose(rows, expected[chosen], atol=1e-4)


def test_mirror_images_are_averaged_where_the_model_says_so(
    tmp_path: Path, network: GoogLeNet, header: ModelHeader, pictures: list[np.ndarray]
) -> None:
    prepared = dataclasses.replace(header.preprocessing, flip_average=True)
    mild = dataclasses.replace(header, temperature=8.0)  # else all answers are sure, and alike
    save_model(tmp_path / "flip.safetensors", network, dataclasses.replace(mild, preprocessing=prepared))
    rows = Classifier.load(tmp_path / "flip.safetensors").classify(pictures)
    there = np.array([_by_hand(network, mild, each) for each in pictures])
    back = np.array([_by_hand(network, mild, each[:, ::-1].copy()) for each in pictures])
    middle = np.sqrt(there * back)  # the softmax of the mean logits
    np.testing.assert_allclose(rows, middle / middle.sum(axis=1, keepdims=True), atol=1e-4)
    assert np.abs(there - rows).max() > 1e-3


def test_a_model_stays_loaded_until_its_file_is_another_one(
    tmp_path: Path, network: GoogLeNet, header: ModelHeader
) -> None:
    path = tmp_path / "best.safetensors"
    save_model(path, network, header)
    first = Classifier.load(path)
    assert Classifier.load(path) is first
    save_model(path, network, dataclasses.replace(header, temperature=2.0))
    assert Classifier.load(path).header.temperature == 2.0
    path.unlink()
    with pytest.raises(ModelFileError):
        Classifier.load(path)


def test_without_onnx_runtime_torch_answers(
    model_file: Path, pictures: list[np.ndarray], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = Classifier.load(model_file).classify(pictures)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    model, header = load_model(model_file)
    engine = choose_engine(model, header.preprocessing)
    assert isinstance(engine, TorchEngine)
    np.testing.assert_allclose(Classifier(engine, header).classify(pictures), expected, atol=1e-4)
