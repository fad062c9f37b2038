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
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def energies_of(logits: Floats) -> npt.NDArray[np.float64]:
    """Free energy (N,) of logits (N, classes), in nats: the higher, the less speaks for any class.

    Source: Liu et al. 2020, "Energy-based Out-of-distribution Detection", at its temperature 1.
    """
    return np.asarray(-np.logaddexp.reduce(logits.astype(np.float64), axis=1))


def doubts_of(logits: Floats, features: Floats, header: ModelHeader) -> tuple[Doubt | None, ...]:
    """For each of N pictures why the answer is "not sure"; None where it is sure.

    Logits (N, classes) of main, and the `features` (N, 1024) that it read. A picture is unlike training where
    its energy is too high or its features point elsewhere: of foreign pictures some show the one and some
    the other.
    """
    confidences = probabilities_of(logits, header.temperature).max(axis=1)
    unsure = confidences < (header.threshold or 0.0)
    known = header.familiarity
    unlike = np.zeros_like(unsure) if known is None else known.distances(features) > known.limit
    if header.energy_limit is not None:
        unlike |= energies_of(logits) > header.energy_limit
    return tuple(
        Doubt.UNLIKE_TRAINING if odd else Doubt.LOW_CONFIDENCE if low else None
        for odd, low in zip(unlike.tolist(), unsure.tolist(), strict=True)
    )
