"""A model file and pictures -> the probability of every class. Knows no jobs and no events.

Pictures are prepared by the one function that validation uses too (`core.data.transforms`), so that a model
sees in prediction what it saw in training.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch

from core.data.transforms import prediction_picture
from core.device import MEMORY_FORMAT, choose_device, network_input
from core.inference.certainty import probabilities_of
from core.model.file import ModelHeader, load_model
from core.model.googlenet import GoogLeNet

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]


class HeadLogits(NamedTuple):
    """Logits (N, classes) of each head, as in `GoogLeNetOutputs`; None where not asked for or not there."""

    main: Floats
    aux1: Floats | None = None
    aux2: Floats | None = None


class Classifier:
    """A loaded model, ready to name pictures. `header` tells what it is."""

    def __init__(self, model: GoogLeNet, header: ModelHeader) -> None:
        self.header = header
        self._device = choose_device()
        self._model = model.eval().to(device=self._device, memory_format=MEMORY_FORMAT)  # type: ignore[call-overload]

    @classmethod
    def load(cls, path: Path) -> Classifier:
        """Read the model file at `path`. Raises ModelFileError."""
        return cls(*load_model(path))

    def classify(self, pictures: Sequence[Pixels]) -> npt.NDArray[np.float32]:
        """Probabilities (N, classes), in the order of `header.classes`, of N decoded pictures (H, W, 3).

        The numbers of a picture do not depend on the others that it is classified with (to 1e-4).
        """
        prepared = [prediction_picture(pixels, self.header.preprocessing) for pixels in pictures]
        return self.classify_prepared(np.stack(prepared))

    def classify_prepared(self, pixels: Pixels) -> npt.NDArray[np.float32]:
        """As `classify`, for pictures (N, size, size, 3) that `prediction_picture` has made already."""
        return probabilities_of(self.logits(pixels).main, self.header.temperature)

    @torch.inference_mode()
    def logits(self, pixels: Pixels, *, heads: bool = False) -> HeadLogits:
        """What the network says of prepared pictures (N, size, size, 3); of every head, if `heads`."""
        outputs = self._model(network_input(pixels, self.header.preprocessing, self._device), heads=heads)
        return HeadLogits(*(None if each is None else each.float().cpu().numpy() for each in outputs))
