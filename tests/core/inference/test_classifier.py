from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import ModelFileError
from core.inference.classifier import Classifier
from core.model.file import ModelHeader, save_model
from core.model.googlenet import GoogLeNet


def _by_hand(network: GoogLeNet, header: ModelHeader, pixels: np.ndarray) -> np.ndarray:
    """The probabilities as the definition has them: one picture, contiguous memory, no helper of core's."""
    size = header.preprocessing.size
    resized = Image.fromarray(pixels).resize((size, size), Image.Resampling.BILINEAR)
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
