"""A model file and pictures -> the probability of every class. Knows no jobs and no events.

Pictures are prepared by the one function that validation uses too (`core.data.transforms`), so that a model
sees in prediction what it saw in training.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.data.transforms import prediction_picture
from core.inference.certainty import probabilities_of
from core.inference.engine import Engine, HeadLogits, choose_engine
from core.model.file import ModelHeader, load_model
from core.model.views import averaged

Pixels = npt.NDArray[np.uint8]


class Classifier:
    """A loaded model, ready to name pictures, from several threads at a time. `header` tells what it is."""

    def __init__(self, engine: Engine, header: ModelHeader) -> None:
        self.header = header
        self._engine = engine

    @classmethod
    def load(cls, path: Path) -> Classifier:
        """The model file at `path` as it is on the disk; the last one is kept. Raises ModelFileError."""
        try:
            state = path.stat()
        except OSError:
            return _read(path)  # which says why not
        return _kept(path.absolute(), state.st_ino, state.st_size, state.st_mtime_ns)

    def classify(self, pictures: Sequence[Pixels]) -> npt.NDArray[np.float32]:
        """Probabilities (N, classes), in the order of `header.classes`, of N decoded pictures (H, W, 3).

        The numbers of a picture do not depend on the others that it is classified with (to 1e-4).
        """
        prepared = [prediction_picture(pixels, self.header.preprocessing) for pixels in pictures]
        return self.classify_prepared(np.stack(prepared))

    def classify_prepared(self, pixels: Pixels) -> npt.NDArray[np.float32]:
        """As `classify`, for pictures (N, size, size, 3) that `prediction_picture` has made already."""
        return probabilities_of(self.logits(pixels).main, self.header.temperature)

    def logits(self, pixels: Pixels, *, heads: bool = False) -> HeadLogits:
        """What the network says of prepared pictures (N, size, size, 3); of every head, if `heads`."""
        return averaged(partial(self._engine, heads=heads), pixels, self.header.preprocessing)


def _read(path: Path) -> Classifier:
    model, header = load_model(path)
    return Classifier(choose_engine(model, header.preprocessing), header)


@lru_cache(maxsize=1)
def _kept(path: Path, *_state: int) -> Classifier:
    """Reading and preparing a model takes far longer than naming a picture with it."""
    return _read(path)
