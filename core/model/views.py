"""The answer to a picture as the mean over its views. The one place that knows `flip_average`.

Whoever asks a network about prepared pictures asks through `averaged`: validation, prediction, evaluation.
Knows no torch: what answers may be a network, a deployed one, or another program's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from core.config import Preprocessing

Pixels = npt.NDArray[np.uint8]
Logits = TypeVar("Logits", bound="tuple[Any, ...]")
"""A named tuple with the logits (N, classes) of each head, None for a head that is not computed."""


def averaged(answer: Callable[[Pixels], Logits], pixels: Pixels, preprocessing: Preprocessing) -> Logits:
    """What `answer` says of `pixels` (N, size, size, 3), prepared as `preprocessing` says.

    With `flip_average` it is asked about the mirror images too, and the logits of both are averaged: logits
    and no probabilities, so that temperature, energy and losses are reckoned from the mean as from any other.
    """
    outputs = answer(pixels)
    if not preprocessing.flip_average:
        return outputs
    return mean_of(outputs, answer(np.ascontiguousarray(pixels[:, :, ::-1])))


def mean_of(first: Logits, second: Logits) -> Logits:
    """Head by head."""
    make: Callable[..., Logits] = type(first)
    pairs = zip(first, second, strict=True)
    return make(*(None if a is None or b is None else (a + b) / 2 for a, b in pairs))
