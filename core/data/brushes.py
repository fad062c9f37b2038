"""What the sample's scenes are made of: colours, skies, clouds, suns, ridges, balls, from random numbers.

Colours are (R, G, B) 0..255, sizes (width, height) in pixels. Knows nothing of the scenes.
"""

from __future__ import annotations

import colorsys
import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Size = tuple[int, int]
Point = tuple[float, float]


def hsv(hue: float, saturation: float, value: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1.0, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def any_colour(rng: np.random.Generator, saturation: float = 0.75, value: float = 0.85) -> Colour:
    """Any hue; the other two near what is given."""
    return hsv(rng.random(), saturation * rng.uniform(0.6, 1.2), min(1.0, value * rng.uniform(0.7, 1.2)))


def scaled(colour: Colour, light: float) -> Colour:
    return mixed((0, 0, 0), colour, light)


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """`share` of the second colour; beyond 1 it grows brighter."""
    red, green, blue = (
        min(255, max(0, round(a + (b - a) * share))) for a, b in zip(first, second, strict=True)
    )
    return red, green, blue


def colour_at(canvas: Image.Image, x: float, y: float) -> Colour:
    red, green, blue = np.asarray(canvas.crop((int(x), int(y), int(x) + 1, int(y) + 1)))[0, 0].tolist()
    return red, green, blue


def smooth(size: Size, values: NDArray[np.float64]) -> Image.Image:
    """A grey picture that runs softly through the few `values` (0..255, rows and columns) given."""
    coarse = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    return coarse.resize(size, Image.Resampling.BILINEAR if coarse.width > 8 else Image.Resampling.BICUBIC)


def noise(size: Size, rng: np.random.Generator, *, stretch: int = 1) -> NDArray[np.float64]:
    """Cloudy noise 0..1, (height, width), with details of all sizes; drawn out sideways by `stretch`."""
    total = np.zeros((size[1], size[0]))
    for octave in range(2, 6):
        cells = 2**octave
        coarse = rng.uniform(0, 255, (cells, max(2, cells // stretch)))
        total += np.asarray(smooth(size, coarse), np.float64) / 2**octave
    low, high = total.min(), total.max()
    return (total - low) / (high - low)  # type: ignore[no-any-return]


def sky(size: Size, rng: np.random.Generator, bright: float | None = None) -> Image.Image:
    """A canvas that runs from one colour at the top to another, often a neighbour, at the bottom."""
    value = rng.uniform(0.55, 1.0) if bright is None else bright
    hue = rng.random()
    top = hsv(hue, rng.uniform(0.3, 0.9), value * rng.uniform(0.6, 1.0))
    bottom = hsv(hue + rng.normal(0, 0.12), rng.uniform(0.1, 0.7), min(1.0, value * rng.uniform(0.9, 1.5)))
    down = (
        np.linspace(0, 1, 24)[:, None, None] + rng.uniform(-0.3, 0.3) * np.linspace(-1, 1, 24)[None, :, None]
    )
    colours = np.array(top) + (np.array(bottom) - np.array(top)) * np.clip(down, 0, 1)
    return Image.fromarray(colours.round().astype(np.uint8)).resize(size, Image.Resampling.BILINEAR)


def add_clouds(canvas: Image.Image, rng: np.random.Generator) -> None:
    """Veils of one colour, thick and thin."""
    small = (canvas.width // 8, canvas.height // 8)
    cover = np.clip(noise(small, rng, stretch=2) - rng.uniform(0.35, 0.6), 0, 1) * rng.uniform(250, 500)
    mask = smooth(canvas.size, cover)
    canvas.paste(any_colour(rng, 0.25, 0.95), (0, 0, *canvas.size), mask)


def add_sun(canvas: Image.Image, rng: np.random.Generator) -> None:
    """A bright disc in its glow, in the upper half."""
    width, height = canvas.size
    radius = rng.uniform(0.03, 0.13) * min(canvas.size)
    x, y = rng.uniform(0.1, 0.9) * width, rng.uniform(0.1, 0.5) * height
    colour = hsv(rng.uniform(0.02, 0.17), rng.uniform(0.0, 0.6), 1.0)
    glow = Image.new("L", (width // 8, height // 8))
    disc(ImageDraw.Draw(glow), x / 8, y / 8, radius / 8 * rng.uniform(1.5, 3), 150)
    mask = glow.filter(ImageFilter.GaussianBlur(radius / 8)).resize(canvas.size, Image.Resampling.BILINEAR)
    canvas.paste(colour, (0, 0, width, height), mask)
    disc(ImageDraw.Draw(canvas), x, y, radius, colour)


def weather(size: Size, rng: np.random.Generator, bright: float | None = None) -> Image.Image:
    """A `sky`, often with a sun and often with clouds."""
    canvas = sky(size, rng, bright)
    if rng.random() < 0.6:
        add_sun(canvas, rng)
    if rng.random() < 0.5:
        add_clouds(canvas, rng)
    return canvas


def disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: Colour | int) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def petal(x: float, y: float, angle: float, length: float, slimness: float) -> list[Point]:
    """The outline of one petal from (x, y) outwards; `slimness` is half its width, as an angle."""
    along = np.linspace(0, 1, 14)
    half = slimness * length * np.sin(along**0.8 * math.pi) ** 0.8 * 0.75
    forth = [(length * a, h) for a, h in zip(along, half, strict=True)]
    back = [(length * a, -h) for a, h in zip(along[::-1], half[::-1], strict=True)]
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in (*forth, *back)]


def ridge(rng: np.random.Generator, width: int, height: float) -> NDArray[np.float64]:
    """The height of a rugged skyline at each of `width` columns, 0 to `height`."""
    columns = np.arange(width)
    total = np.zeros(width)
    for octave in range(7):
        knots = 3 * 2**octave
        total += np.interp(columns, np.linspace(0, width, knots), rng.uniform(0, 1, knots)) / 1.9**octave
    return (total - total.min()) / (total.max() - total.min()) * height  # type: ignore[no-any-return]


def ball(diameter: int, rng: np.random.Generator) -> tuple[Image.Image, Image.Image]:
    """A banded or spotted ball lit from one side, and its mask."""
    fine = 120
    axis = np.linspace(-1, 1, fine)
    x, y = axis[None, :], axis[:, None]
    z = np.sqrt(np.clip(1 - x * x - y * y, 0, 1))
    spots = noise((fine, fine), rng, stretch=int(rng.choice([1, 4])))
    if rng.random() < 0.6:
        spots = 0.5 + 0.5 * np.sin(y * rng.uniform(5, 16) + spots * rng.uniform(1, 5))
    light = rng.uniform(0, math.tau)
    lit = np.clip(x * math.cos(light) * 0.75 + y * math.sin(light) * 0.75 + z * 0.66, 0.06, 1)
    first, second = np.array(any_colour(rng)), np.array(any_colour(rng, 0.5))
    colours = (first + (second - first) * spots[..., None]) * lit[..., None]
    mask = Image.new("L", (fine * 4, fine * 4))
    disc(ImageDraw.Draw(mask), fine * 2, fine * 2, fine * 2 - 4, 255)
    size = (diameter, diameter)
    return Image.fromarray(colours.astype(np.uint8)).resize(size), mask.resize(size, Image.Resampling.BOX)


def ring(radius: int, rng: np.random.Generator) -> Image.Image:
    """A flat, see-through ring seen from the side, for a ball of `radius`; RGBA."""
    reach = radius * rng.uniform(1.6, 2.2)
    colour, flatness = any_colour(rng, 0.35, 0.9), rng.uniform(0.15, 0.4)
    layer = Image.new("RGBA", (round(reach * 2) + 2, round(reach * 2 * flatness) + 2))
    draw = ImageDraw.Draw(layer)
    for part in np.linspace(1.0, 0.68, 5):
        x, y = reach * (1 - part) + 1, reach * flatness * (1 - part) + 1
        box = (x, y, layer.width - x, layer.height - y)
        alpha = int(rng.uniform(90, 230))
        draw.ellipse(
            box, outline=(*scaled(colour, rng.uniform(0.7, 1)), alpha), width=max(2, int(reach * 0.05))
        )
    return layer
