from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812

from core.explain.heat import COLOURS, coloured, overlay, stretched


def lightness(colours: np.ndarray) -> np.ndarray:
    """CIE L* of sRGB colours (n, 3)."""
    rgb = colours / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    y = linear @ np.array([0.2126, 0.7152, 0.0722])
    return np.where(y > 216 / 24389, 116 * np.cbrt(y) - 16, y * 24389 / 27)


def test_equal_steps_look_like_equal_steps() -> None:
    steps = np.diff(lightness(COLOURS)[::15])
    assert (steps > 0).all()
    assert steps.max() < 2 * steps.min()
    assert lightness(COLOURS)[0] < 15 and lightness(COLOURS)[-1] > 85


def test_the_ends_of_the_scale() -> None:
    heat = np.array([[0, 1], [-3, 7]], np.float32)
    assert (coloured(heat)[:, 0] == COLOURS[0]).all()
    assert (coloured(heat)[:, 1] == COLOURS[-1]).all()


def test_stretched_is_torchs_bilinear_interpolation() -> None:
    heat = np.random.default_rng(0).random((7, 5)).astype(np.float32)
    expected = F.interpolate(torch.from_numpy(heat)[None, None], (64, 96), mode="bilinear")[0, 0]
    np.testing.assert_allclose(stretched(heat, 96, 64), expected.numpy(), atol=1e-6)


@pytest.mark.parametrize("opacity", [0.0, 0.4, 1.0])
def test_an_overlay_is_a_mixture_of_picture_and_colours(opacity: float) -> None:
    picture = np.random.default_rng(1).integers(0, 256, (20, 30, 3)).astype(np.uint8)
    before = picture.copy()
    heat = np.linspace(0, 1, 12, dtype=np.float32).reshape(3, 4)
    mixed = overlay(picture, heat, opacity)
    colours = coloured(stretched(heat, 30, 20)).astype(float)
    np.testing.assert_allclose(mixed, (1 - opacity) * picture + opacity * colours, atol=0.51)
    assert mixed.dtype == np.uint8
    assert (picture == before).all()


def test_only_the_part_that_was_seen_is_covered() -> None:
    picture = np.full((40, 80, 3), 100, np.uint8)
    mixed = overlay(picture, np.ones((7, 7), np.float32), 1.0, (0.25, 0.0, 0.75, 1.0))
    assert (mixed[:, 20:60] == COLOURS[-1]).all()
    assert (mixed[:, :20] == 100).all() and (mixed[:, 60:] == 100).all()
