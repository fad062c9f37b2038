"""Six kinds of little landscapes and still lifes, drawn with Pillow from random numbers: the sample's motifs.

Colours, light, places and sizes vary so much within a kind, and what the kinds share (skies, suns, layers,
round things) is so common, that only shape and texture tell them apart. Knows nothing of files.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from core.data.brushes import (
    Colour,
    Size,
    add_clouds,
    any_colour,
    ball,
    colour_at,
    disc,
    hsv,
    mixed,
    petal,
    ridge,
    ring,
    scaled,
    sky,
    smooth,
    weather,
)

Scene = Callable[[Size, np.random.Generator], Image.Image]

_SIZES: Sequence[Size] = ((320, 240), (320, 214), (288, 288), (240, 320))
_FINE = 2  # everything is drawn this much larger, for smooth edges


def draw_scene(kind: str, rng: np.random.Generator) -> Image.Image:
    """One RGB picture of `kind`, a key of `SCENES`, with a photo's flaws: uneven light, blur and grain."""
    width, height = _SIZES[int(rng.integers(len(_SIZES)))]
    picture = SCENES[kind]((width * _FINE, height * _FINE), rng).reduce(_FINE)
    shade = smooth((width, height), rng.uniform(190, 255, (2, 2)))
    picture = ImageChops.multiply(picture, Image.merge("RGB", (shade, shade, shade)))
    if rng.random() < 0.4:
        picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.4)))
    grain = rng.standard_normal((height, width, 1), np.float32) * np.float32(rng.uniform(1, 7))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


def _balloon(size: Size, rng: np.random.Generator) -> Image.Image:
    canvas = sky(size, rng)
    add_clouds(canvas, rng)
    draw = ImageDraw.Draw(canvas)
    for radius in sorted(rng.uniform(0.07, 0.3, rng.integers(1, 5)) * min(size)):
        x = rng.uniform(0.15, 0.85) * size[0]
        y = rng.uniform(0.2, 0.7) * size[1]
        colours = [any_colour(rng) for _ in range(rng.integers(2, 5))]
        gores = int(rng.integers(7, 14))
        edges = np.linspace(-math.pi / 2, math.pi / 2, gores + 1)
        down = np.linspace(0, 1, 16)
        girth = np.where(
            down < 0.45,
            np.sin(down / 0.45 * math.pi / 2),
            1 - 0.85 * (np.clip(down - 0.45, 0, 1) / 0.55) ** 1.6,
        )
        heights = y - radius + down * radius * 2.3
        for gore, (left, right) in enumerate(pairwise(edges)):
            light = 0.62 + 0.38 * math.cos((left + right) / 2 + 0.5)
            there = zip(x + radius * girth * math.sin(left), heights, strict=True)
            back = zip((x + radius * girth * math.sin(right))[::-1], heights[::-1], strict=True)
            draw.polygon([*there, *back], fill=scaled(colours[gore % len(colours)], light))
        basket = radius * 0.16
        top, bottom = y + radius * 1.55, y + radius * 1.85
        for side in (-basket, basket):
            draw.line((x + side, y + radius * 1.28, x + side, top), fill=(60, 45, 35), width=_FINE)
        draw.rounded_rectangle((x - basket, top, x + basket, bottom), basket / 3, fill=(110, 75, 45))
    return canvas


def _flower(size: Size, rng: np.random.Generator) -> Image.Image:
    canvas = sky(size, rng)
    blurred = ImageDraw.Draw(canvas)
    for _ in range(rng.integers(8, 30)):
        disc(
            blurred,
            rng.uniform(0, size[0]),
            rng.uniform(0, size[1]),
            rng.uniform(8, 50),
            any_colour(rng, 0.5),
        )
    canvas = canvas.reduce(4).filter(ImageFilter.GaussianBlur(4)).resize(size, Image.Resampling.BILINEAR)
    draw = ImageDraw.Draw(canvas)
    green = rng.uniform(0.22, 0.42)
    for radius in sorted(rng.uniform(0.14, 0.36, rng.integers(1, 4)) * min(size)):
        x, y = rng.uniform(0.2, 0.8) * size[0], rng.uniform(0.2, 0.65) * size[1]
        bend = rng.uniform(-0.3, 0.3) * size[0]
        stem = [(x + bend * t * t, y + (size[1] - y) * t) for t in np.linspace(0, 1, 12)]
        draw.line(stem, fill=hsv(green, 0.7, 0.45), width=max(4, int(radius / 12)), joint="curve")
        petals = int(rng.integers(5, 15))
        slimness = rng.uniform(0.7, 1.15) * math.pi / petals
        colour, inner = any_colour(rng), any_colour(rng)
        turn = rng.uniform(0, math.tau)
        for whorl, length in enumerate((1.0, 0.72)):
            for number in range(petals):
                angle = turn + (number + whorl / 2) * math.tau / petals
                light = rng.uniform(0.72, 1.0) * (0.85 if whorl == 0 else 1.0)
                outline = petal(x, y, angle, radius * length, slimness)
                draw.polygon(outline, fill=scaled(colour, light), outline=scaled(colour, light * 0.75))
                vein = petal(x, y, angle, radius * length * 0.6, slimness * 0.5)
                draw.polygon(vein, fill=mixed(scaled(colour, light), inner, 0.35))
        disc(draw, x, y, radius * 0.24, hsv(rng.uniform(0.05, 0.16), 0.8, rng.uniform(0.4, 0.95)))
        for _ in range(40):
            far, angle = radius * 0.22 * math.sqrt(rng.random()), rng.uniform(0, math.tau)
            disc(draw, x + far * math.cos(angle), y + far * math.sin(angle), radius / 45, (90, 60, 25))
    return canvas


def _mountain(size: Size, rng: np.random.Generator) -> Image.Image:
    canvas = weather(size, rng)
    draw = ImageDraw.Draw(canvas)
    width, height = size
    haze, rock = colour_at(canvas, width // 2, height // 3), any_colour(rng, 0.45, 0.3)
    layers = int(rng.integers(3, 6))
    snow = rng.random() < 0.5
    for layer in range(layers):
        nearness = (layer + 1) / layers
        line = height * (0.35 + 0.5 * nearness * rng.uniform(0.85, 1.05)) - ridge(
            rng, width, height * rng.uniform(0.2, 0.42) * (1.15 - 0.6 * nearness)
        )
        fill = mixed(haze, rock, 0.25 + 0.7 * nearness)
        draw.polygon([(0, height), *enumerate(line), (width, height)], fill=fill)
        if snow and layer < 2:
            border = np.sort(line)[width // 3]
            depth = np.clip(border - line, 0, None) * 0.7 + rng.uniform(0, 6, width) * (line < border)
            cap = [*enumerate(line), *list(enumerate(line + depth))[::-1]]
            draw.polygon(cap, fill=mixed(fill, (250, 250, 255), 0.75))
    return canvas


def _planet(size: Size, rng: np.random.Generator) -> Image.Image:
    canvas = sky(size, rng, bright=rng.uniform(0.15, 0.8))
    add_clouds(canvas, rng)
    draw = ImageDraw.Draw(canvas)
    for _ in range(rng.integers(30, 160)):
        disc(
            draw,
            rng.uniform(0, size[0]),
            rng.uniform(0, size[1]),
            rng.exponential(1.1) + 0.6,
            (255, 250, 235),
        )
    for radius in sorted(rng.uniform(0.06, 0.34, rng.integers(1, 4)) * min(size)):
        x, y = int(rng.uniform(0.2, 0.8) * size[0]), int(rng.uniform(0.2, 0.8) * size[1])
        globe, mask = ball(int(radius * 2), rng)
        band = ring(int(radius), rng) if rng.random() < 0.5 else None
        if band is not None:
            canvas.paste(band, (x - band.width // 2, y - band.height // 2), band)
        canvas.paste(globe, (x - globe.width // 2, y - globe.height // 2), mask)
        if band is not None:
            front = band.crop((0, band.height // 2, band.width, band.height))
            canvas.paste(front, (x - band.width // 2, y), front)
    return canvas


def _skyline(size: Size, rng: np.random.Generator) -> Image.Image:
    canvas = weather(size, rng, bright=rng.uniform(0.25, 1.0))
    draw = ImageDraw.Draw(canvas)
    width, height = size
    ground = height * rng.uniform(0.78, 1.0)
    haze, wall, lamp = (
        colour_at(canvas, width // 2, height // 2),
        any_colour(rng, 0.4, 0.35),
        any_colour(rng, 0.5),
    )
    for layer in range(2):
        x = -rng.uniform(0, 40)
        while x < width:
            broad = rng.uniform(0.06, 0.16) * width
            top = ground - rng.uniform(0.15, 0.62 - 0.17 * layer) * height
            fill = scaled(mixed(haze, wall, 0.45 + 0.5 * layer), rng.uniform(0.75, 1.1))
            draw.rectangle((x, top, x + broad, ground), fill=fill)
            if rng.random() < 0.3:
                middle = x + broad / 2
                draw.polygon(
                    [(x, top), (middle, top - broad * rng.uniform(0.3, 1)), (x + broad, top)], fill=fill
                )
            _add_windows(draw, (x, top, x + broad, ground), fill, lamp, rng)
            x += broad * rng.uniform(0.95, 1.25)
    if ground < height * 0.97:
        water = canvas.crop((0, int(2 * ground - height), width, int(ground))).transpose(
            Image.Transpose.FLIP_TOP_BOTTOM
        )
        water = Image.blend(water, Image.new("RGB", water.size, scaled(haze, 0.6)), 0.45)
        canvas.paste(water.filter(ImageFilter.BoxBlur((3, 1))), (0, int(ground)))
    return canvas


def _wave(size: Size, rng: np.random.Generator) -> Image.Image:
    canvas = weather(size, rng)
    draw = ImageDraw.Draw(canvas)
    width, height = size
    horizon = height * rng.uniform(0.12, 0.5)
    haze, deep = colour_at(canvas, width // 2, int(horizon)), any_colour(rng, 0.7, 0.5)
    rows = int(rng.integers(7, 15))
    steps = np.linspace(0, width, 80)
    for row in range(rows):
        nearness = row / (rows - 1)
        level = horizon + (height - horizon) * nearness**1.4
        length = width * (0.05 + 0.4 * nearness) * rng.uniform(0.8, 1.25)
        phase = steps / length * math.tau + rng.uniform(0, math.tau) + 0.7 * np.sin(steps / length + row)
        swell = height * (0.008 + 0.07 * nearness) * rng.uniform(0.7, 1.3)
        crest = level - swell * (1 - np.abs(np.sin(phase / 2))) * 1.6
        body = scaled(mixed(haze, deep, 0.35 + 0.6 * nearness), rng.uniform(0.85, 1.1))
        draw.polygon([(0, height), *zip(steps, crest, strict=True), (width, height)], fill=body)
        draw.line(
            list(zip(steps, crest, strict=True)),
            fill=mixed(body, (255, 255, 255), rng.uniform(0.3, 0.8)),
            width=max(1, int(_FINE * (0.5 + 2 * nearness))),
            joint="curve",
        )
    return canvas


def _add_windows(
    draw: ImageDraw.ImageDraw,
    wall: tuple[float, float, float, float],
    dark: Colour,
    lamp: Colour,
    rng: np.random.Generator,
) -> None:
    """Rows of windows, some lit, on the building `wall` (left, top, right, bottom)."""
    left, top, right, bottom = wall
    across, down = rng.uniform(9, 16), rng.uniform(12, 22)
    lit = rng.uniform(0.1, 0.8)
    for x in np.arange(left + across * 0.6, right - across * 0.7, across):
        for y in np.arange(top + down * 0.5, bottom - down, down):
            fill = lamp if rng.random() < lit else scaled(dark, 0.7)
            draw.rectangle((x, y, x + across * 0.45, y + down * 0.5), fill=fill)


SCENES: Mapping[str, Scene] = {
    "Balloon": _balloon,
    "Flower": _flower,
    "Mountain": _mountain,
    "Planet": _planet,
    "Skyline": _skyline,
    "Wave": _wave,
}
