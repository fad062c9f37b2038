"""Every pixel mode that Pillow opens, to 8-bit sRGB. Knows no files.

Two steps, so that a picture can be shrunk between them while it is cheap: `flatten` brings any mode to one
of L, RGB, CMYK and LAB (transparency onto white, deep greys scaled), `to_srgb` brings those to RGB.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable

import numpy as np
from PIL import Image, ImageCms

_DEEP_MODES = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")
_DEPTHS = (255.0, 1023.0, 4095.0, 16383.0, 65535.0)
_MOST_TRANSFORMS = 16


def is_deep(mode: str) -> bool:
    """Whether pixels of `mode` have more than 8 bits and need `grey_range`."""
    return mode in _DEEP_MODES


def grey_range(strips: Iterable[Image.Image]) -> tuple[float, float]:
    """The values (black, white) of a deep grey picture, given in strips.

    Cameras and microscopes leave 10, 12 or 14 bits in a 16-bit file. Divided by 65535 such a picture is
    black; stretched between its own extremes it loses its brightness. So white is the full scale of the
    smallest usual depth that holds the brightest pixel. Floats up to 1 count as a share of white. What
    does not fit (negative, beyond 16 bits) is stretched between its extremes.
    """
    low, high, whole = np.inf, -np.inf, True
    for strip in strips:
        values = np.asarray(strip)
        if values.dtype.kind == "f":
            whole = False
            values = values[np.isfinite(values)]
        if values.size:
            low, high = min(low, float(values.min())), max(high, float(values.max()))
    if high <= low and not np.isfinite(high):
        return 0.0, 1.0
    if low < 0 or high > _DEPTHS[-1]:
        return low, max(high, low + 1e-12)
    if not whole and high <= 1.0:
        return 0.0, 1.0
    return 0.0, next(depth for depth in _DEPTHS if high <= depth)


def flatten(picture: Image.Image, grey: tuple[float, float] | None = None) -> tuple[Image.Image, bool]:
    """`picture` in one of the modes L, RGB, CMYK, LAB, and whether any of it was see-through.

    `grey` is the `grey_range` of a deep picture. Transparency shows white.
    """
    mode = picture.mode
    if mode in _DEEP_MODES:
        black, white = grey or grey_range([picture])
        values = np.nan_to_num(np.asarray(picture, dtype=np.float32), posinf=white, neginf=black)
        levels = (values - black) * (255.0 / (white - black)) + 0.5
        return Image.fromarray(np.clip(levels, 0.0, 255.0).astype(np.uint8)), False
    if picture.has_transparency_data:
        full = picture.convert("RGBA")
        alpha = full.getchannel("A")
        if alpha.getextrema() == (255, 255):
            return full.convert("RGB"), False
        white_paper = Image.new("RGB", full.size, (255, 255, 255))
        white_paper.paste(full, mask=alpha)
        return white_paper, True
    if mode in ("L", "RGB", "CMYK", "LAB"):
        return picture, False
    return picture.convert("L" if mode == "1" else "RGB"), False


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """`picture` (L, RGB, CMYK or LAB) as sRGB. A profile that is bad or unfit for the mode is ignored."""
    transform = _transform(profile or b"", picture.mode)
    if transform is not None:
        return ImageCms.applyTransform(picture, transform) or picture
    return picture if picture.mode == "RGB" else picture.convert("RGB")


_of_this_thread = threading.local()


def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    # A transform of LittleCMS keeps its last colour and so must not be shared by threads.
    known: dict[tuple[bytes, str], ImageCms.ImageCmsTransform | None]
    known = _of_this_thread.__dict__.setdefault("transforms", {})
    key = (profile, mode)
    if key not in known:
        if len(known) >= _MOST_TRANSFORMS:
            known.clear()
        known[key] = _build_transform(profile, mode)
    return known[key]


def _build_transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    if not profile and mode != "LAB":
        return None
    try:
        if mode == "LAB":
            source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        else:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if mode == "RGB" and "srgb" in ImageCms.getProfileDescription(source).lower():
                return None
        return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
