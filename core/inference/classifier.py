"""A model file and pictures -> the probability of every class. Knows nothing of files to name, jobs or events.

Pictures are prepared by the one function that validation uses too (`core.data.transforms`), so that a model
sees in prediction what it saw in training.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from core.data.transforms import prediction_picture
from core.device import choose_device
from core.model.file import ModelHeader, load_model
from core.model.googlenet import GoogLeNet

Pixels = npt.NDArray[np.uint8]


class Classifier:
    """A loaded model, ready to name pictures. `header` tells what it is."""

    def __init__(self, model: GoogLeNet, header: ModelHeader) -> None:
        self.header = header
        self._device = choose_device()
        self._model = model.eval().to(device=self._device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        shape = (1, 3, 1, 1)
        self._mean = torch.tensor(header.preprocessing.mean, device=self._device).view(shape)
        self._std = torch.tensor(header.preprocessing.std, device=self._device).view(shape)

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

    @torch.inference_mode()
    def classify_prepared(self, pixels: Pixels) -> npt.NDArray[np.float32]:
        """As `classify`, for pictures (N, size, size, 3) that `prediction_picture` has made already."""
        # The permuted view of (N, H, W, C) memory is what channels_last means: no copy.
        batch = torch.from_numpy(pixels).to(self._device).permute(0, 3, 1, 2)
        batch = (batch.float().div_(255) - self._mean) / self._std
        logits = self._model(batch, heads=False).main
        probabilities = torch.softmax(logits.float() / (self.header.temperature or 1.0), dim=1)
        return probabilities.cpu().numpy()  # type: ignore[no-any-return]
