"""An exported model beside the network that was trained, on the same pictures: how far they are apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image

from core.control import RunControl
from core.data.decode import Decoded, decode
from core.data.transforms import prediction_picture
from core.device import network_input
from core.errors import DataError, PictureError
from core.events import Job, Phase, PhaseChanged, Progress
from core.inference.certainty import probabilities_of
from core.inference.labelled import Labelled
from core.inference.standalone.predict import Model, read_picture
from core.model.file import ModelHeader
from core.model.googlenet import GoogLeNet, GoogLeNetOutputs
from core.model.views import averaged

MOST_REPLAYED = 100
_PATTERN = Path("a drawn pattern")
_PATTERNS = ((240, 320), (500, 333), (97, 64), (1200, 900), (40, 40), (768, 1024))  # height and width

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Replayed:
    """On how many `pictures` both gave the same class, and by how much a probability differs at the most.

    `whole_difference` is the same where a JPEG is decoded at its full size; the other figures are for one
    that is decoded at a fraction of it, as classify and predict.py do. `worst` has the largest difference.
    `drawn` says that the pictures were patterns.
    """

    pictures: int
    agreement: float
    largest_difference: float
    whole_difference: float
    worst: Path
    drawn: bool


def replay(
    network: GoogLeNet,
    header: ModelHeader,
    exported: bytes,
    pictures: Sequence[Labelled],
    control: RunControl,
) -> Job[Replayed]:
    """Name some of `pictures` with both; drawn patterns where there are none that can be read."""
    yield PhaseChanged(Phase.CHECKING_EXPORT)
    model = Model(exported)
    chosen = spread(pictures, MOST_REPLAYED)
    agreed = 0
    differences: list[tuple[float, Path]] = []
    whole_difference = 0.0
    drawn = False
    for number, (path, small, whole, seen) in enumerate(_read(chosen, header.preprocessing.short_side)):
        drawn = path == _PATTERN
        control.wait_while_paused()
        if control.stop_requested:
            raise DataError("cancelled")
        expected = _expected(network, header, small.pixels)
        found, _ = model.probabilities(seen)
        agreed += int(found.argmax() == expected.argmax())
        differences.append((float(np.abs(found - expected).max()), path))
        if seen is not whole.pixels:
            found, _ = model.probabilities(whole.pixels)
        whole_difference = max(whole_difference, float(np.abs(found - expected).max()))
        yield Progress(Phase.CHECKING_EXPORT, number + 1, len(chosen) or len(_PATTERNS))
    largest, worst = max(differences)
    return Replayed(len(differences), agreed / len(differences), largest, whole_difference, worst, drawn)


def spread(pictures: Sequence[Labelled], most: int) -> Sequence[Labelled]:
    """`most` of the pictures at even distances: datasets stand in the order of their classes."""
    step = max(1.0, len(pictures) / most)
    return [pictures[int(number * step)] for number in range(min(most, len(pictures)))]


def _read(pictures: Sequence[Labelled], short_side: int) -> Iterator[tuple[Path, Decoded, Decoded, Pixels]]:
    """(path, as classify decodes it, whole, as predict.py reads it) of each readable one, or of patterns."""
    read = 0
    for path in (picture.path for picture in pictures):
        try:
            small, whole = decode(path, short_side), decode(path)
        except PictureError:
            continue
        seen = whole.pixels
        if small.format == "JPEG" and "truncated" not in small.marks:  # which plain Pillow does not read
            seen = read_picture(path, short_side)
        read += 1
        yield path, small, whole, seen
    if not read:
        for pattern in _patterns():
            whole = decode(pattern)
            yield _PATTERN, decode(pattern, short_side), whole, whole.pixels


def _patterns() -> Iterator[bytes]:
    """PNG files of coloured clouds and noise."""
    rng = np.random.default_rng(0)
    for height, width in _PATTERNS:
        clouds = Image.fromarray(rng.integers(0, 256, (5, 5, 3), dtype=np.uint8)).resize((width, height))
        noisy = np.asarray(clouds).astype(np.int16) + rng.integers(-20, 21, (height, width, 3))
        file = BytesIO()
        Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(file, "PNG")
        yield file.getvalue()


@torch.inference_mode()
def _expected(network: GoogLeNet, header: ModelHeader, pixels: Pixels) -> npt.NDArray[np.float32]:
    """The probabilities (classes,) of one decoded picture, by the network as it was trained."""
    square = np.stack(
        [prediction_picture(pixels, header.preprocessing)]
    )  # Pillow's own may not be written to

    def answer(view: Pixels) -> GoogLeNetOutputs:
        batch = network_input(view, header.preprocessing, torch.device("cpu"))
        return cast(GoogLeNetOutputs, network(batch, heads=False))

    logits = averaged(answer, square, header.preprocessing).main
    (row,) = probabilities_of(logits.numpy(), header.temperature)
    return cast("npt.NDArray[np.float32]", row)
