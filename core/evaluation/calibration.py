"""How far probabilities can be believed: temperature, reliability, and from when on an answer is sure.

Fitted on the validation pictures, from the logits that validation computes anyway. Pure numpy and scipy;
knows neither networks nor files.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.inference.certainty import energies_of, probabilities_of
from core.model.familiarity import FAMILIAR, Familiarity, familiar

WANTED_PRECISION = 0.95
FEWEST_PICTURES = 100
"""With fewer, an expected calibration error says more about chance than about the model."""

_BINS = 15
_FOLDS = 5
_PRECISIONS = tuple(percent / 100 for percent in range(95, 45, -5))
_TEMPERATURES = 0.05, 20.0

Floats = npt.NDArray[np.floating]
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a model file keeps of it. An answer is sure where its best probability, at `temperature`, is

    `threshold` or more; of those, a share of `precision` or more is right. Both are None where no threshold
    comes to half of the answers right. A picture of higher energy than `energy_limit`, or far
    from `familiarity`, is unlike training.
    """

    temperature: float
    threshold: float | None
    precision: float | None
    energy_limit: float
    familiarity: Familiarity | None


@dataclass(frozen=True, eq=False)
class Reliability:
    """Confidence against accuracy in equal bins: `counts`, mean `confidence` and `accuracy` (B,), NaN where

    empty, between `edges` (B + 1,). `ece` is the expected calibration error, the mean gap between the two
    (Guo et al. 2017, "On Calibration of Modern Neural Networks", equation 3, with their 15 bins).
    """

    edges: npt.NDArray[np.float64]
    counts: npt.NDArray[np.int64]
    confidence: npt.NDArray[np.float64]
    accuracy: npt.NDArray[np.float64]
    ece: float


def calibrate(
    logits: Floats, features: Floats, labels: Labels, wanted: float = WANTED_PRECISION
) -> Calibration:
    """Fit everything to validation: logits (N, classes), features (N, 1024), labels (N,).

    Where `wanted` cannot be reached, the threshold is for the best precision below it that can, in steps of
    5 %.
    """
    temperature = fit_temperature(logits, labels)
    probabilities = probabilities_of(logits, temperature)
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    threshold = precision = None
    for precision in (wanted, *(lower for lower in _PRECISIONS if lower < wanted)):
        threshold = choose_threshold(confidence, right, precision)
        if threshold is not None:
            break
    return Calibration(
        temperature,
        threshold,
        precision if threshold is not None else None,
        float(np.quantile(energies_of(logits), FAMILIAR)),
        familiar(features),
    )


def fit_temperature(logits: Floats, labels: Labels) -> float:
    """The temperature that makes the labels most probable (Guo et al. 2017, section 4.2).

    Each label counts as one picture more or less that may be of any class (the targets of Platt 1999): few
    pictures that are all right would ask for a temperature of 0 otherwise.
    """
    from scipy.optimize import minimize_scalar

    count = len(labels)
    values = logits.astype(np.float64)
    values -= values.max(axis=1, keepdims=True)
    doubt = 1 / (count + 2)
    wanted = (1 - doubt) * values[np.arange(count), labels].mean() + doubt * values.mean()

    def loss(log_scale: float) -> float:
        scale = np.exp(log_scale)  # 1 / temperature, in which the loss is convex
        return float(np.log(np.exp(scale * values).sum(axis=1)).mean() - scale * wanted)

    low, high = _TEMPERATURES
    found = minimize_scalar(loss, bounds=(-np.log(high), -np.log(low)), method="bounded")
    return float(np.exp(-found.x))


def cross_fitted(logits: Floats, labels: Labels) -> npt.NDArray[np.float32]:
    """Probabilities (N, classes), those of each fifth at the temperature that the other four ask for.

    So no picture judges a temperature that was fitted on it.
    """
    fold_of = np.random.default_rng(0).permutation(len(labels)) % _FOLDS
    probabilities = np.empty(logits.shape, np.float32)
    for fold in range(_FOLDS):
        here = fold_of == fold
        temperature = fit_temperature(logits[~here], labels[~here])
        probabilities[here] = probabilities_of(logits[here], temperature)
    return probabilities


def reliability(probabilities: Floats, labels: Labels) -> Reliability:
    """Of probabilities (N, classes) and labels (N,)."""
    confidence = probabilities.max(axis=1).astype(np.float64)
    right = probabilities.argmax(axis=1) == labels
    edges = np.linspace(0, 1, _BINS + 1)
    bins = np.clip(np.ceil(confidence * _BINS).astype(int) - 1, 0, _BINS - 1)  # (low, high], as in the paper
    counts = np.bincount(bins, minlength=_BINS)
    with np.errstate(invalid="ignore"):
        mean_confidence = np.bincount(bins, confidence, _BINS) / counts
        accuracy = np.bincount(bins, right, _BINS) / counts
    ece = float(np.nansum(counts * np.abs(mean_confidence - accuracy)) / len(labels))
    return Reliability(edges, counts, mean_confidence, accuracy, ece)


def choose_threshold(confidence: Floats, right: npt.NDArray[np.bool_], precision: float) -> float | None:
    """The lowest confidence from which on answers are right with `precision`; None where there is none.

    One wrong answer more than was seen is reckoned with, as in the bounds of conformal prediction, so that a
    handful of right answers is no proof: for 95 % there must be 19 of them at least.
    """
    order = np.argsort(-confidence, kind="stable")
    sorted_confidence = confidence[order]
    taken = np.arange(1, len(order) + 1)
    wrong = np.cumsum(~right[order])
    fits = (wrong + 1) / (taken + 1) <= 1 - precision + 1e-9
    # Equal confidences are taken together or not at all.
    fits &= np.append(sorted_confidence[1:] < sorted_confidence[:-1], True)
    return float(sorted_confidence[np.flatnonzero(fits)[-1]]) if fits.any() else None
