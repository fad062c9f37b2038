"""The place of a picture in a list or a strip, filled or still empty. Knows no path."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from gui.theme import theme

RADIUS = 6


def paint_picture(painter: QPainter, place: QRect | QRectF, image: QImage | None) -> None:
    """`image` in `place`; a quiet field where there is none yet."""
    if image is not None:
        painter.drawImage(place, image)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("sunken"))
    painter.drawRoundedRect(place, RADIUS, RADIUS)
