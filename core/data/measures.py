"""What one picture is like, in numbers: enough to judge it and to find its likes. Judges nothing itself.

A measure depends on a file's bytes alone, and so can be kept by content.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from core.control import RunControl
from core.data.content import hash_bytes, hash_file
from core.data.decode import decode
from core.data.similar import THUMBNAIL, perceptual_hash
from core.errors import PictureError
from core.paths import reachable

VERSION = 2
"""Part of the name of the file that measures are kept in; raised when a measure changes its meaning."""

SHORT_SIDE = 256  # about what a network sees of a picture, and what the thresholds were found at
LEAST_CONTRAST = 5.0  # standard deviation, in levels of 255: below it a picture is seen to be blank
_LARGEST_READ = 64 * 2**20  # bytes; a larger file is decoded as a stream
_NOT_ABOUT_CONTENT = {"file-gone", "no-permission", "not-a-file", "file-unreadable", "heic-support-missing"}


@dataclass(frozen=True, slots=True)
class Measure:
    """One picture, or with `code` (of core.messages, filled in from `data`) the reason why it is none.

    `size` is (width, height) upright; `format` and `marks` are as in `Decoded`. `contrast` is the standard
    deviation of the liveliest colour, in levels of 255. `sharpness` is the strongest edge (the 99.5th
    percentile of the Laplacian) as a share of the range of greys. `hash` is the perceptual hash, 64 bits,
    and `thumbnail` 24 x 24 greys.
    """

    size: tuple[int, int] = (0, 0)
    format: str = ""
    marks: tuple[str, ...] = ()
    contrast: float = 0.0
    sharpness: float = 0.0
    hash: int = 0
    thumbnail: bytes = b""
    code: str | None = None
    data: dict[str, Any] = field(default_factory=dict)


def measure(path: Path, content: str) -> tuple[Measure, bool]:
    """Measure the picture in `path`, and say whether the result is true of `content` for ever."""
    try:
        place = Path(reachable(os.fspath(path)))
        if place.stat().st_size > _LARGEST_READ:
            result, found = _measure(path), hash_file(place, RunControl())
        else:
            data = place.read_bytes()
            result, found = _measure(data), hash_bytes(data)
    except OSError:
        return _measure(path), False
    return result, result.code not in _NOT_ABOUT_CONTENT and found == content


def is_blank(result: Measure) -> bool:
    """Whether there is next to nothing to see: such pictures all look alike."""
    return result.code is None and result.contrast < LEAST_CONTRAST


def _measure(source: Path | bytes) -> Measure:
    try:
        decoded = decode(source, SHORT_SIDE)
    except PictureError as error:
        return Measure(code=error.code, data=error.data)
    picture = Image.fromarray(decoded.pixels)
    grey = picture.convert("L")
    colours = np.asarray(picture.histogram(), dtype=np.float64).reshape(3, 256)
    return Measure(
        decoded.size,
        decoded.format,
        decoded.marks,
        round(max(_deviation(colour) for colour in colours), 3),
        round(_sharpness(np.asarray(grey), np.asarray(grey.histogram())), 4),
        perceptual_hash(grey),
        grey.resize((THUMBNAIL, THUMBNAIL), Image.Resampling.BILINEAR).tobytes(),
    )


def _deviation(histogram: npt.NDArray[np.float64]) -> float:
    levels = np.arange(256)
    share = histogram / histogram.sum()
    mean = float(share @ levels)
    return float(np.sqrt(share @ (levels - mean) ** 2))


def _sharpness(grey: npt.NDArray[np.uint8], histogram: npt.NDArray[np.int_]) -> float:
    if min(grey.shape) < 3:
        return 1.0
    middle = grey.astype(np.int16)
    edges = 4 * middle[1:-1, 1:-1] - middle[:-2, 1:-1] - middle[2:, 1:-1]
    edges -= middle[1:-1, :-2] + middle[1:-1, 2:]
    edge = _quantile(np.bincount(np.abs(edges).ravel()), 0.995)
    return edge / max(1, _quantile(histogram, 0.99) - _quantile(histogram, 0.01))


def _quantile(histogram: npt.NDArray[np.int_], share: float) -> int:
    sums = np.cumsum(histogram)
    return int(np.searchsorted(sums, share * sums[-1]))


def to_bytes(result: Measure) -> bytes:
    """`result` as it is kept."""
    head = [
        result.size,
        result.format,
        result.marks,
        result.contrast,
        result.sharpness,
        result.hash,
        result.code,
        result.data,
    ]
    return json.dumps(head).encode("ascii") + b"\n" + result.thumbnail


def from_bytes(kept: bytes) -> Measure | None:
    """The inverse of `to_bytes`; None where `kept` is damaged."""
    head, _, thumbnail = kept.partition(b"\n")
    try:
        size, format_, marks, contrast, sharpness, hash_, code, data = json.loads(head)
        width, height = size
        result = Measure(
            (int(width), int(height)),
            str(format_),
            tuple(marks),
            float(contrast),
            float(sharpness),
            int(hash_),
            thumbnail,
            code,
            dict(data),
        )
    except (ValueError, TypeError):
        return None
    return result if code is not None or len(thumbnail) == THUMBNAIL**2 else None
