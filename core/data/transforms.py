"""From a decoded picture to the square that the network sees: at random for training, alike for prediction.

The one place where this is done: validation and classification both call `prediction_picture`. Knows
nothing of files, batches or torch; normalisation is left to whoever makes a tensor of the batch.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance

from core.config import Augmentation, Preprocessing

Box = tuple[int, int, int, int]  # left, top, right, bottom

_ASPECTS = math.log(3 / 4), math.log(4 / 3)
_TRIES = 10
CROP_MARGIN = 256 / 224
_INTERPOLATIONS = (
    *(Image.Resampling.BILINEAR, Image.Resampling.BOX),
    *(Image.Resampling.NEAREST, Image.Resampling.BICUBIC),
)
"""Bilinear, area, nearest neighbour and cubic, with equal probability (Szegedy et al. 2014, section 6)."""
_ERASED_AREA = 0.02, 1 / 3
_ERASED_ASPECTS = math.log(0.3), math.log(3.3)


def training_picture(
    pixels: NDArray[np.uint8], size: int, augmentation: Augmentation, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """One random view of `pixels` (H, W, 3), as (size, size, 3). The same `rng` state gives the same view."""
    left, top, right, bottom = crop_box(pixels.shape[1], pixels.shape[0], augmentation.crop_area, rng)
    cut = Image.fromarray(pixels[top:bottom, left:right])
    if augmentation.random_interpolation:
        picture = cut.resize((size, size), _INTERPOLATIONS[rng.integers(len(_INTERPOLATIONS))])
    else:
        picture = _resized(cut, size, size)
    if augmentation.flip and rng.random() < 0.5:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if augmentation.rotation:
        picture = rotated(picture, rng.uniform(-augmentation.rotation, augmentation.rotation))
    for enhance, strength in (
        (ImageEnhance.Brightness, augmentation.brightness),
        (ImageEnhance.Contrast, augmentation.contrast),
        (ImageEnhance.Color, augmentation.saturation),
    ):
        if strength:
            picture = enhance(picture).enhance(rng.uniform(1 - strength, 1 + strength))
    if augmentation.erasing and rng.random() < augmentation.erasing:
        return erased(np.array(picture), rng)
    return np.asarray(picture)


def prediction_picture(pixels: NDArray[np.uint8], preprocessing: Preprocessing) -> NDArray[np.uint8]:
    """`pixels` (H, W, 3) as the network sees them outside training, (size, size, 3).

    "squash" resizes both sides to `size`; "crop" the short side to `size` * 256/224, and takes the centre.
    """
    size = preprocessing.size
    picture = Image.fromarray(pixels)
    if preprocessing.resize == "squash":
        return np.asarray(_resized(picture, size, size))
    width, height, left, top = _cropping(*picture.size, size)
    picture = _resized(picture, width, height)
    return np.asarray(picture.crop((left, top, left + size, top + size)))


def seen_part(width: int, height: int, preprocessing: Preprocessing) -> tuple[float, float, float, float]:
    """What `prediction_picture` keeps of a picture: left, top, right and bottom in shares of its sides."""
    if preprocessing.resize == "squash":
        return 0.0, 0.0, 1.0, 1.0
    size = preprocessing.size
    new_width, new_height, left, top = _cropping(width, height, size)
    return left / new_width, top / new_height, (left + size) / new_width, (top + size) / new_height


def _cropping(width: int, height: int, size: int) -> tuple[int, int, int, int]:
    """The width and height to which "crop" resizes a picture, and where its square then begins."""
    short = round(size * CROP_MARGIN)
    if width < height:
        width, height = short, int(short * height / width)
    else:
        width, height = int(short * width / height), short
    return width, height, round((width - size) / 2), round((height - size) / 2)


def crop_box(width: int, height: int, smallest_area: float, rng: np.random.Generator) -> Box:
    """A random part of a picture: its share of the area uniform in `smallest_area`..1, its aspect log-uniform
    in 3/4..4/3; the largest centred part of an allowed aspect where ten tries do not fit.

    Source: the crops of Szegedy et al. 2014, section 6, as torchvision's RandomResizedCrop draws them. Only
    `smallest_area` 1 is different: it keeps the whole picture, of which the crop would cut the long side.
    """
    if smallest_area >= 1:
        return 0, 0, width, height
    for _ in range(_TRIES):
        area = width * height * rng.uniform(smallest_area, 1.0)
        aspect = math.exp(rng.uniform(*_ASPECTS))
        w, h = round(math.sqrt(area * aspect)), round(math.sqrt(area / aspect))
        if 0 < w <= width and 0 < h <= height:
            left, top = int(rng.integers(width - w + 1)), int(rng.integers(height - h + 1))
            return left, top, left + w, top + h
    aspect = min(max(width / height, math.exp(_ASPECTS[0])), math.exp(_ASPECTS[1]))
    w, h = min(width, round(height * aspect)), min(height, round(width / aspect))
    left, top = (width - w) // 2, (height - h) // 2
    return left, top, left + w, top + h


def rotated(picture: Image.Image, degrees: float) -> Image.Image:
    """Turned about its centre, anticlockwise; the corners are filled with the picture mirrored at its edges,
    so that no black wedge tells the angle."""
    width, height = picture.size
    cos, sin = (round(part(math.radians(-degrees)), 15) for part in (math.cos, math.sin))
    pad_x = min(width - 1, math.ceil(max(0.0, width * abs(cos) + height * abs(sin) - width) / 2) + 1)
    pad_y = min(height - 1, math.ceil(max(0.0, height * abs(cos) + width * abs(sin) - height) / 2) + 1)
    padded = np.pad(np.asarray(picture), ((pad_y, pad_y), (pad_x, pad_x), (0, 0)), mode="reflect")
    x, y = width / 2, height / 2
    to_source = (cos, sin, x - cos * x - sin * y + pad_x, -sin, cos, y + sin * x - cos * y + pad_y)
    turned = Image.fromarray(padded)
    return turned.transform((width, height), Image.Transform.AFFINE, to_source, Image.Resampling.BILINEAR)


def erased(pixels: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """`pixels` with a random rectangle filled with the picture's mean colour, in place.

    Source: Zhong et al. 2017, "Random Erasing Data Augmentation": 2 % to a third of the area,
    aspect 0.3 to 3.3.
    """
    height, width = pixels.shape[:2]
    for _ in range(_TRIES):
        area = width * height * rng.uniform(*_ERASED_AREA)
        aspect = math.exp(rng.uniform(*_ERASED_ASPECTS))
        w, h = round(math.sqrt(area * aspect)), round(math.sqrt(area / aspect))
        if 0 < w < width and 0 < h < height:
            left, top = int(rng.integers(width - w + 1)), int(rng.integers(height - h + 1))
            pixels[top : top + h, left : left + w] = np.asarray(
                Image.fromarray(pixels).reduce((width, height))
            )
            break
    return pixels


def _resized(picture: Image.Image, width: int, height: int) -> Image.Image:
    """Bilinear with a filter that widens as the picture shrinks, as torchvision resizes Pillow's pictures.

    First to the width, then to the height, with whole levels in between. Pillow alone begins with whichever
    is less work, and which that is has changed; an exported model can follow one order only.
    """
    narrow = picture.resize((width, picture.height), Image.Resampling.BILINEAR)
    return narrow.resize((width, height), Image.Resampling.BILINEAR)
