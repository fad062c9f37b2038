"""Bars are as long as what they stand for, and each segment has its shade."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.theme import ThemeName, theme
from gui.widgets.bars import paint_segments, segment_color


@pytest.fixture(params=[ThemeName.LIGHT, ThemeName.DARK])
def painted(request: Any, qapp: Any) -> Any:
    theme().apply(request.param)

    def paint(*segments: float) -> list[QColor]:
        image = QImage(100, 8, QImage.Format.Format_RGB32)
        image.fill(theme().color("surface"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_segments(painter, QRectF(0, 0, 100, 8), segments)
        painter.end()
        return [image.pixelColor(x, 4) for x in range(100)]

    yield paint
    theme().apply(ThemeName.LIGHT)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.87])
def test_a_share_fills_its_part(painted: Any, share: float) -> None:
    line = painted(share)
    filled = sum(pixel == segment_color(0) for pixel in line)
    assert abs(filled - 100 * share) <= 2
    assert line[-2] == theme().color("sunken")


def test_segments_follow_each_other(painted: Any) -> None:
    line = painted(0.5, 0.25)
    assert [line[20], line[60], line[85]] == [segment_color(0), segment_color(1), theme().color("sunken")]


def test_next_to_nothing_shows_nothing(painted: Any) -> None:
    assert segment_color(0) not in painted(0.004)


def test_the_shades_of_the_sides_can_be_told_apart(painted: Any) -> None:
    shades = [segment_color(n) for n in range(3)] + [theme().color("sunken")]
    for number, shade in enumerate(shades):
        for other in shades[:number]:
            distance = sum(abs(a - b) for a, b in zip(shade.getRgb(), other.getRgb(), strict=True))
            assert distance > 20
