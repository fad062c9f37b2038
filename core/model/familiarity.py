"""Where the features of familiar pictures point, and how far from that a picture's do.

Part of a model file, so it is plain JSON values that anybody may have written. Pure numpy and scipy; knows
neither networks nor files.
"""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from core.model.architecture import ROWS

FEATURES = ROWS["inception5b"].channels
MOST_DIRECTIONS = 32
FEWEST_PICTURES = 20
SHORTEST = 1e-12

_SHRINKAGE = 0.02
FAMILIAR = 0.975
"""The share of validation pictures that each of the two limits takes in: this one, and that of energy."""

_FOLDS = 5

Floats = npt.NDArray[np.floating]


@dataclass(frozen=True)
class Familiarity:
    """A Gaussian over features of length 1. A picture whose distance is above `limit` is unlike them.

    `numbers` is float32 (1 + K, FEATURES), little-endian, in base64: the mean, then the directions in which
    familiar pictures differ most, each the longer the more they do. Raises ValueError for what cannot be one.
    """

    limit: float
    numbers: str

    def __post_init__(self) -> None:
        number = isinstance(self.limit, int | float) and not isinstance(self.limit, bool)
        if not (number and math.isfinite(self.limit)):
            raise ValueError("no usable limit of familiarity")
        if not (1 <= len(self.rows) <= 1 + MOST_DIRECTIONS and np.isfinite(self.rows).all()):
            raise ValueError("no usable familiarity")

    @cached_property
    def rows(self) -> npt.NDArray[np.float32]:
        """(1 + K, FEATURES): the mean, then the directions."""
        if not isinstance(self.numbers, str):
            raise ValueError("no usable familiarity")
        content = base64.b64decode(self.numbers, validate=True)
        return np.frombuffer(content, "<f4").reshape(-1, FEATURES)

    def distances(self, features: Floats) -> npt.NDArray[np.float64]:
        """How far each picture with `features` (N, FEATURES) is from what is familiar (N,).

        But for a factor, the square of the Mahalanobis distance (Lee et al. 2018, "A Simple Unified Framework
        for Detecting Out-of-Distribution Samples"), with one Gaussian for all classes. The length of the
        features does not count: foreign pictures often have shorter ones, which lie near the middle.
        """
        return _distances(self.rows, of_length_one(features))


def familiar(features: Floats) -> Familiarity | None:
    """Of pictures that were not learned from, (N, FEATURES); None where they are too few.

    No picture makes itself familiar: the limit comes from distances to a Gaussian of the other four fifths.
    """
    count = len(features)
    if count < FEWEST_PICTURES:
        return None
    features = of_length_one(features)
    fold_of = np.random.default_rng(0).permutation(count) % _FOLDS
    distances = np.empty(count)
    for fold in range(_FOLDS):
        here = fold_of == fold
        distances[here] = _distances(_gaussian(features[~here]), features[here])
    numbers = base64.b64encode(_gaussian(features).tobytes()).decode()
    return Familiarity(float(np.quantile(distances, FAMILIAR)), numbers)


def of_length_one(features: Floats) -> npt.NDArray[np.float64]:
    """Each picture's features (N, FEATURES) divided by their Euclidean length; zeros stay zeros."""
    values = features.astype(np.float64)
    lengths = np.sqrt((values**2).sum(axis=1, keepdims=True))
    return np.asarray(values / np.maximum(lengths, SHORTEST))


def _gaussian(features: Floats) -> npt.NDArray[np.float32]:
    """Mean and covariance as the rows of `Familiarity`: the largest directions, one variance for all others.

    The square of a distance counts 1 / (v + rest) in a direction of variance v and 1 / rest elsewhere. Times
    rest, that is the whole square less a share of v / (v + rest) of what lies in that direction.
    """
    values = features.astype(np.float64)
    mean = values.mean(axis=0)
    values -= mean
    variances, vectors = principal(values, min(MOST_DIRECTIONS, len(values) - 1))
    rest = _SHRINKAGE * float((values**2).sum()) / values.size
    lengths = np.sqrt(variances / np.maximum(variances + rest, np.finfo(float).tiny))
    return np.vstack([mean, (vectors * lengths).T]).astype("<f4")


def principal(centred: Floats, count: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The `count` largest variances of the rows of `centred` (N, D), and their directions (D, count).

    From the smaller of the two products of `centred` with itself, which have the same variances. numpy's
    `eigh` lets other threads run meanwhile, so that the window does not stand still; scipy's does not.
    """
    size, width = centred.shape
    if size >= width:
        variances, vectors = np.linalg.eigh(centred.T @ centred / size)
        return np.maximum(variances[-count:], 0), vectors[:, -count:]
    variances, weights = np.linalg.eigh(centred @ centred.T / size)
    variances = np.maximum(variances[-count:], 0)  # but for rounding they are
    lengths = np.sqrt(size * np.maximum(variances, np.finfo(float).tiny))
    return variances, centred.T @ weights[:, -count:] / lengths


def _distances(rows: npt.NDArray[np.float32], features: Floats) -> npt.NDArray[np.float64]:
    apart = features.astype(np.float64) - rows[0]
    return np.asarray((apart**2).sum(axis=1) - ((apart @ rows[1:].T) ** 2).sum(axis=1))
