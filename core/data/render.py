"""A loaded picture to upright sRGB pixels of the size wanted. Knows no files and judges nothing.

It is worked through in strips, so that 35 megapixels of any mode need little memory beside themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from PIL import Image

from core.data.colour import flatten, grey_range, is_deep, to_srgb

GAP = 1.5
"""Coarse shrinking leaves this many times the pixels wanted to the fine shrinking that follows."""

_STRIP_PIXELS = 1 << 20

Size = tuple[int, int]


def render(picture: Image.Image, wanted: Size, turn: int) -> tuple[npt.NDArray[np.uint8], bool]:
    """Upright pixels, uint8 (H, W, 3), and whether any of them were see-through.

    `wanted` is the (width, height) of `fitting`, before turning. `turn` is EXIF's orientation, 1 to 8: how
    the stored rows have to be turned.
    """
    if wanted != picture.size:
        plain, see_through = _shrunk(picture, wanted, turn)
        pixels, stored = _upright(wanted, turn)
        stored[:] = np.asarray(to_srgb(plain, picture.info.get("icc_profile")))
        return pixels, see_through
    see_through = False
    pixels, stored = _upright(wanted, turn)
    grey = _grey(picture)
    for top, strip in _strips(picture, 1):
        plain, some = flatten(strip, grey)
        see_through = see_through or some
        stored[top : top + plain.height] = np.asarray(to_srgb(plain, picture.info.get("icc_profile")))
    return pixels, see_through


def fitting(size: Size, short_side: int | None) -> Size:
    """`size` (width, height) with its short side at most `short_side` pixels, never enlarged."""
    shortest = min(size)
    if short_side is None or shortest <= short_side:
        return size
    width, height = (max(1, round(side * short_side / shortest)) for side in size)
    return width, height


def _shrunk(picture: Image.Image, wanted: Size, turn: int) -> tuple[Image.Image, bool]:
    """`picture` at the size `wanted`, in a mode of `flatten`: whole-number averages, then bicubic.

    First to the upright width, then to the height: as in `core.data.transforms`.
    """
    width, height = picture.size
    factor = max(1, int(min(picture.size) / (GAP * min(wanted))))
    coarse_size = -(-width // factor), -(-height // factor)
    grey = _grey(picture)
    coarse: Image.Image | None = None
    see_through = False
    for top, strip in _strips(picture, factor):
        plain, some = flatten(strip, grey)
        see_through = see_through or some
        if factor > 1:
            plain = plain.reduce(factor)
        if plain.size == coarse_size:
            coarse = plain
        else:
            coarse = coarse or Image.new(plain.mode, coarse_size)
            coarse.paste(plain, (0, top // factor))
    assert coarse is not None
    # The last coarse pixel may stand for fewer than `factor` real ones: the box has the true extent.
    steps = [
        ((wanted[0], coarse.height), (0.0, 0.0, width / factor, coarse.height)),
        (wanted, (0.0, 0.0, wanted[0], height / factor)),
    ]
    if turn >= 5:
        steps = [
            ((coarse.width, wanted[1]), (0.0, 0.0, coarse.width, height / factor)),
            (wanted, (0.0, 0.0, width / factor, wanted[1])),
        ]
    for size, box in steps:
        coarse = coarse.resize(size, Image.Resampling.BICUBIC, box=box)
    return coarse, see_through


def _strips(picture: Image.Image, factor: int) -> Iterator[tuple[int, Image.Image]]:
    """(first row, rows) from top to bottom; every strip but the last has a multiple of `factor` rows."""
    width, height = picture.size
    rows = max(1, _STRIP_PIXELS // (width * factor)) * factor
    if rows >= height:
        yield 0, picture
        return
    for top in range(0, height, rows):
        yield top, picture.crop((0, top, width, min(height, top + rows)))


def _grey(picture: Image.Image) -> tuple[float, float] | None:
    return grey_range(strip for _, strip in _strips(picture, 1)) if is_deep(picture.mode) else None


def _upright(size: Size, turn: int) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """An empty upright array, and a view of it into which the rows go in the order they are stored in."""
    width, height = size
    pixels = np.empty((height, width, 3) if turn < 5 else (width, height, 3), np.uint8)
    stored: npt.NDArray[np.uint8] = pixels
    if turn in (3, 4, 7, 8):
        stored = stored[::-1]
    if turn in (2, 3, 6, 7):
        stored = stored[:, ::-1]
    if turn >= 5:
        stored = stored.transpose(1, 0, 2)
    return pixels, stored
