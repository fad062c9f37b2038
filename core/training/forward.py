"""What the network answers to a batch, whichever kind it is. Knows neither losses nor optimiser."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

import numpy as np
import numpy.typing as npt
import torch

from core.config import Preprocessing
from core.device import network_input
from core.model.features import Features, heads_on
from core.model.googlenet import GoogLeNet, GoogLeNetOutputs
from core.model.views import averaged, mean_of
from core.training.features import AnyBatch, FeatureBatch


def outputs_of(
    model: GoogLeNet, batch: AnyBatch, preprocessing: Preprocessing, device: torch.device
) -> GoogLeNetOutputs:
    """The logits (N, classes) of every head: of the pictures as they are where the network is in training
    mode, else averaged over the views that `preprocessing` asks for."""
    if isinstance(batch, FeatureBatch):
        return reduce(mean_of, (heads_on(model, _on_device(view, device)) for view in batch.views))

    def answer(pixels: npt.NDArray[np.uint8]) -> GoogLeNetOutputs:
        return model(network_input(pixels, preprocessing, device), heads=True)  # type: ignore[no-any-return]

    return answer(batch.pixels) if model.training else averaged(answer, batch.pixels, preprocessing)


def _on_device(view: Mapping[str, npt.NDArray[np.float32]], device: torch.device) -> Features:
    return Features(**{head: torch.from_numpy(values).to(device) for head, values in view.items()})
