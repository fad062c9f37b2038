"""Twelve draws of one picture as training would make them, for whoever wants to see what a recipe varies.

Knows no recipe and no window.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.config import Augmentation, Preprocessing
from core.control import RunControl
from core.data.decode import decode
from core.data.transforms import training_picture
from core.events import Job, Phase, Progress

DRAWS = 12


def preview_draws(
    path: Path,
    preprocessing: Preprocessing,
    augmentation: Augmentation,
    control: RunControl,
    *,
    seed: int = 0,
    count: int = DRAWS,
) -> Job[tuple[NDArray[np.uint8], ...]]:
    """`count` random views of the picture, each uint8 (size, size, 3); another `seed` gives other ones.

    Fewer where `control` asks to stop. Raises PictureError.
    """
    pixels = decode(path, preprocessing.short_side).pixels
    rng = np.random.default_rng(seed)
    draws = []
    for done in range(count):
        if control.stop_requested:
            break
        draws.append(training_picture(pixels, preprocessing.size, augmentation, rng))
        yield Progress(Phase.PREPARING, done + 1, count)
    return tuple(draws)
