"""A few small pictures side by side, such as the draws of one training picture; knows no job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import SPACE, theme
from gui.thumbnails import image_of

if TYPE_CHECKING:
    import numpy as np

COLUMNS = 4
RADIUS = 6


class DrawsView(QWidget):
    """`count` places in lines of `columns`; a place is empty until its picture is there."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = count
        self._images: list[QImage] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(self._extent(5 * SPACE))
        theme().changed.connect(self.update)

    def show_draws(self, draws: Sequence[np.ndarray[Any, Any]]) -> None:
        """Each uint8 (S, S, 3)."""
        self._images = [image_of(pixels) for pixels in draws]
        self.update()

    def sizeHint(self) -> QSize:
        return self._extent(14 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        lines = -(-self._count // COLUMNS)
        side = min(
            (self.width() - (COLUMNS - 1) * SPACE) // COLUMNS, (self.height() - (lines - 1) * SPACE) // lines
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("sunken"))
        for number in range(self._count):
            line, column = divmod(number, COLUMNS)
            place = QRect(column * (side + SPACE), line * (side + SPACE), side, side)
            if number < len(self._images):
                painter.drawImage(place, self._images[number])
            else:
                painter.drawRoundedRect(place, RADIUS, RADIUS)

    def _extent(self, side: int) -> QSize:
        lines = -(-self._count // COLUMNS)
        return QSize(COLUMNS * side + (COLUMNS - 1) * SPACE, lines * side + (lines - 1) * SPACE)
