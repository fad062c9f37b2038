"""Pixel modes to sRGB, against hand arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageCms

from core.data.colour import flatten, grey_range, to_srgb


def swapped_profile() -> bytes:
    """sRGB with the primaries of red and green exchanged, under another name."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    return profile.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))


def test_a_profile_is_followed() -> None:
    red = Image.new("RGB", (2, 2), (255, 0, 0))
    green = np.asarray(to_srgb(red, swapped_profile()))[0, 0]
    assert green[1] > 250
    assert max(green[0], green[2]) < 5


@pytest.mark.parametrize("profile", [b"", b"junk", b"\0" * 200, swapped_profile()[:90]])
def test_a_bad_profile_is_ignored(profile: bytes) -> None:
    picture = Image.new("RGB", (2, 2), (12, 34, 56))
    assert np.asarray(to_srgb(picture, profile))[1, 1].tolist() == [12, 34, 56]


def test_a_profile_for_other_colours_is_ignored() -> None:
    assert np.asarray(to_srgb(Image.new("L", (1, 1), 77), swapped_profile()))[0, 0].tolist() == [77, 77, 77]


def test_transparency_shows_white() -> None:
    picture = Image.new("RGBA", (1, 1), (100, 0, 200, 64))
    plain, see_through = flatten(picture)
    expected = [255 + (value - 255) * 64 / 255 for value in (100, 0, 200)]
    assert see_through
    assert np.abs(np.asarray(plain)[0, 0] - np.array(expected)).max() <= 1


def test_opaque_alpha_is_not_see_through() -> None:
    plain, see_through = flatten(Image.new("RGBA", (1, 1), (1, 2, 3, 255)))
    assert (plain.getpixel((0, 0)), see_through) == ((1, 2, 3), False)


@pytest.mark.parametrize(
    ("values", "levels"),
    [
        ([0, 32768, 65535], [0, 128, 255]),
        ([0, 2048, 4095], [0, 128, 255]),  # 12 bits in a 16-bit file
        ([0, 512, 1023], [0, 128, 255]),
        ([0, 128, 255], [0, 128, 255]),
    ],
)
def test_deep_greys_are_scaled_by_their_depth(values: list[int], levels: list[int]) -> None:
    picture = Image.fromarray(np.array([values], dtype=np.uint16))
    plain, _ = flatten(picture, grey_range([picture]))
    assert np.asarray(plain)[0].tolist() == pytest.approx(levels, abs=1)


@pytest.mark.parametrize(
    ("values", "levels"),
    [
        ([0.0, 0.5, 1.0], [0, 128, 255]),
        ([-1.0, 0.0, 1.0], [0, 128, 255]),
        ([0.0, 100.0, 200.0], [0, 100, 200]),
        ([np.nan, 0.5, np.inf], [0, 128, 255]),
        ([0.0, 5e5, 1e6], [0, 128, 255]),
    ],
)
def test_floats_are_scaled_and_never_clipped(values: list[float], levels: list[int]) -> None:
    picture = Image.fromarray(np.array([values], dtype=np.float32))
    plain, _ = flatten(picture, grey_range([picture]))
    assert np.asarray(plain)[0].tolist() == pytest.approx(levels, abs=1)


def test_a_range_covers_all_strips() -> None:
    strips = [Image.fromarray(np.full((1, 2), value, dtype=np.uint16)) for value in (3, 3000)]
    assert grey_range(strips) == (0.0, 4095.0)


def test_no_finite_value_is_no_failure() -> None:
    picture = Image.fromarray(np.full((1, 2), np.nan, dtype=np.float32))
    plain, _ = flatten(picture, grey_range([picture]))
    assert np.asarray(plain).tolist() == [[0, 0]]


def test_lab_becomes_rgb() -> None:
    lab = Image.merge("LAB", [Image.new("L", (1, 1), v) for v in (round(53.2 * 2.55), 128 + 80, 128 + 67)])
    red = np.asarray(to_srgb(lab, None))[0, 0].astype(int)
    assert np.abs(red - [255, 0, 0]).max() < 12


@pytest.mark.parametrize("mode", ["YCbCr", "HSV", "RGBX", "PA", "RGBa"])
def test_rare_modes_become_plain_ones(mode: str) -> None:
    colours = Image.new("RGB", (2, 2), (200, 100, 50))
    steps = {"PA": ("P", "PA"), "RGBa": ("RGBA", "RGBa")}.get(mode, (mode,))
    picture = colours
    for step in steps:
        picture = picture.convert(step)
    plain, see_through = flatten(picture)
    assert (plain.mode, see_through) == ("RGB", False)
    assert np.abs(np.asarray(plain).astype(int) - np.asarray(colours)).max() <= (30 if mode == "PA" else 3)
