"""The filters of the first convolution as small pictures. Knows no network."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import SPACE, theme
from gui.thumbnails import image_of

COLUMNS = 8
_GAP = 4


class FilterGrid(QWidget):
    """The strongest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: list[QImage] = []
        self.setMinimumSize(20 * SPACE, 20 * SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("The filters of the first convolution"))
        theme().changed.connect(self.update)

    def show_filters(self, filters: Any, strengths: Any) -> None:
        """uint8 (64, 7, 7, 3) and float (64,)."""
        order = sorted(range(len(filters)), key=lambda number: -float(strengths[number]))
        self._images = [image_of(filters[number]) for number in order]
        self.update()

    @property
    def count(self) -> int:
        return len(self._images)

    def sizeHint(self) -> QSize:
        return QSize(40 * SPACE, 40 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rows = -(-max(len(self._images), 1) // COLUMNS)
        side = min(
            (self.width() - (COLUMNS - 1) * _GAP) / COLUMNS, (self.height() - (rows - 1) * _GAP) / rows
        )
        left = (self.width() - COLUMNS * side - (COLUMNS - 1) * _GAP) / 2
        for number, image in enumerate(self._images):
            row, column = divmod(number, COLUMNS)
            cell = QRectF(left + column * (side + _GAP), row * (side + _GAP), side, side)
            painter.drawImage(cell, image)
