"""Arithmetic with the theme's colours: mixing, and what can be read on what. Knows no widget."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from gui.theme import theme

LEAST_CONTRAST = 4.5
"""Of text on its ground, by WCAG 2.2."""


def mixed(token: str, ground: str, share: float) -> QColor:
    """The colour of `token` laid over that of `ground` with an opacity of `share`."""
    return laid_over(theme().color(token), theme().color(ground), share)


def laid_over(over: QColor, under: QColor, share: float) -> QColor:
    """`over` with an opacity of `share`, on `under`."""
    channels = (
        (over.red(), under.red()),
        (over.green(), under.green()),
        (over.blue(), under.blue()),
    )
    return QColor(*(round(share * a + (1 - share) * b) for a, b in channels))


def readable_on(fill: QColor) -> QColor:
    """The colour of text that stands out from `fill`, with a contrast of 4.5:1 or more."""
    for text in (theme().color("text"), theme().color("on_accent")):
        if contrast(text, fill) >= LEAST_CONTRAST:
            return text
    extremes = (QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white))  # one of them is always enough
    return max(extremes, key=lambda text: contrast(text, fill))


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: QColor) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
