"""Numbers 0..1 as colours, and a heat map laid over a picture. NumPy and Pillow alone."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PIL import Image

Pixels = npt.NDArray[np.uint8]
Heat = npt.NDArray[np.float32]

_WHOLE = (0.0, 0.0, 1.0, 1.0)
_LIGHTNESS = 0.2, 0.95
_HUES = math.radians(285), math.radians(465)  # blue, violet, red, orange, yellow
_CHROMA = 0.2

# From OKLab to the cube roots of cone responses, and from these cubed to linear sRGB: Ottosson 2020, "A
# perceptual color space for image processing".
_TO_CONES = np.array(
    [
        [1.0, 0.3963377774, 0.2158037573],
        [1.0, -0.1055613458, -0.0638541728],
        [1.0, -0.0894841775, -1.2914855480],
    ]
)
_TO_RGB = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)


def _colour_table(count: int = 256) -> Pixels:
    """(count, 3) from dark blue over red to bright yellow. Lightness rises evenly, so that equal steps of the
    number look like equal steps, in grey and to the colour-blind too."""
    place = np.linspace(0, 1, count)
    lightness = _LIGHTNESS[0] + (_LIGHTNESS[1] - _LIGHTNESS[0]) * place
    hue = _HUES[0] + (_HUES[1] - _HUES[0]) * place
    table = np.zeros((count, 3))
    for chroma in np.linspace(0, _CHROMA, 101):  # as colourful as a screen can show
        lab = np.stack([lightness, chroma * np.cos(hue), chroma * np.sin(hue)], axis=1)
        linear = ((lab @ _TO_CONES.T) ** 3) @ _TO_RGB.T
        shown = ((linear >= -1e-6) & (linear <= 1 + 1e-6)).all(axis=1)
        table[shown] = linear[shown]
    table = table.clip(0, 1)
    encoded = np.where(table <= 0.0031308, 12.92 * table, 1.055 * table ** (1 / 2.4) - 0.055)
    return (encoded * 255).round().astype(np.uint8)


COLOURS: Pixels = _colour_table()
"""(256, 3): the colour of 0 first, that of 1 last."""


def coloured(heat: Heat) -> Pixels:
    """Each number 0..1 of `heat` (h, w) as its colour, (h, w, 3)."""
    return COLOURS[(heat.clip(0, 1) * (len(COLOURS) - 1)).round().astype(np.uint8)]


def stretched(heat: Heat, width: int, height: int) -> Heat:
    """`heat` (h, w) at another size, (height, width), interpolated between the middles of its places."""
    return np.asarray(Image.fromarray(heat).resize((width, height), Image.Resampling.BILINEAR))


def overlay(
    picture: Pixels, heat: Heat, opacity: float, box: tuple[float, float, float, float] = _WHOLE
) -> Pixels:
    """`picture` (H, W, 3) with `heat` (h, w) laid over the part `box` of it (in shares of its sides).

    `opacity` 0..1: nothing of the heat to nothing of the picture. A new array.
    """
    height, width = picture.shape[:2]
    left, right = round(box[0] * width), round(box[2] * width)
    top, bottom = round(box[1] * height), round(box[3] * height)
    result = picture.copy()
    if right > left and bottom > top:
        colours = coloured(stretched(heat, right - left, bottom - top))
        below = picture[top:bottom, left:right].astype(np.float32)
        result[top:bottom, left:right] = (below + (colours - below) * opacity).round().astype(np.uint8)
    return result
