"""When an answer is "not sure": too little confidence, or a picture unlike anything in training. Pure numpy.

What counts as too little stands in the model file, fitted on validation by `core.evaluation.calibration`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.events import Doubt
from core.model.file import ModelHeader

Floats = npt.NDArray[np.floating]


def probabilities_of(logits: Floats, temperature: float | None) -> npt.NDArray[np.float32]:
    """Softmax (N, classes) of logits (N, classes) divided by `temperature` (None: 1)."""
    scaled = logits.astype(np.float64) / (temperature or 1.0)
    scaled -= scaled.max(axis=1, keepdims=True)
    powers = np.exp(scaled)
    return (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)


def energies_of(logits: Floats) -> npt.NDArray[np.float64]:
    """Free energy (N,) of logits (N, classes), in nats: the higher, the less a picture is like training.

    Source: Liu et al. 2020, "Energy-based Out-of-distribution Detection", at its temperature 1.
    """
    values = logits.astype(np.float64)
    top = values.max(axis=1)
    return -(top + np.log(np.exp(values - top[:, None]).sum(axis=1)))


def doubts_of(logits: Floats, header: ModelHeader) -> tuple[Doubt | None, ...]:
    """For each of N pictures why the answer is "not sure"; None where it is sure. Logits (N, classes)."""
    confidences = probabilities_of(logits, header.temperature).max(axis=1)
    energies = energies_of(logits)
    return tuple(
        _doubt(float(confidence), float(energy), header)
        for confidence, energy in zip(confidences, energies, strict=True)
    )


def _doubt(confidence: float, energy: float, header: ModelHeader) -> Doubt | None:
    if header.energy_limit is not None and energy > header.energy_limit:
        return Doubt.UNLIKE_TRAINING
    if header.threshold is not None and confidence < header.threshold:
        return Doubt.LOW_CONFIDENCE
    return None
