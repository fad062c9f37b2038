"""The line icons of resources/icons, in the colours of the theme. Knows no widget."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.theme import RESOURCES, theme


def icon(name: str, token: str = "text") -> QIcon:
    """A line icon of resources/icons, tinted at paint time with `token` of the theme of that moment."""
    return QIcon(_TintedIcon(name, token))


def pixmap(name: str, side: int, token: str = "text", ratio: float = 1.0) -> QPixmap:
    """An icon as a square picture of `side` logical pixels, sharp at a device pixel ratio of `ratio`."""
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _draw(name, theme().color(token), painter, picture.rect())
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


class _TintedIcon(QIconEngine):
    """Paints an SVG whose strokes are `currentColor` in a colour of the theme."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def clone(self) -> QIconEngine:
        return _TintedIcon(self._name, self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = "text_disabled" if mode is QIcon.Mode.Disabled else self._token
        _draw(self._name, theme().color(token), painter, rect)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture


def _draw(name: str, color: QColor, painter: QPainter, rect: QRect) -> None:
    renderer = QSvgRenderer(_source(name).replace(b"currentColor", color.name().encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, rect)


@cache
def _source(name: str) -> bytes:
    return (RESOURCES / "icons" / f"{name}.svg").read_bytes()
