"""What the shades of a bar mean, in one small line; knows no data."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import SPACE, theme
from gui.widgets.bars import segment_color

DOT = SPACE


class Legend(QWidget):
    """A dot in the shade of each segment, and its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_names(self, names: Sequence[str]) -> None:
        self._names = names
        self.setAccessibleName(", ".join(names))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme().font("caption"))
        width = sum(metrics.horizontalAdvance(name) + DOT + 3 * SPACE for name in self._names)
        return QSize(max(0, width - 2 * SPACE), metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme().font("caption")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        x = 0
        for number, name in enumerate(self._names):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(segment_color(number))
            painter.drawEllipse(QRectF(x, (self.height() - DOT) / 2, DOT, DOT))
            painter.setPen(theme().color("text_muted"))
            x += DOT + SPACE
            painter.drawText(x, (self.height() + metrics.ascent() - metrics.descent()) // 2, name)
            x += metrics.horizontalAdvance(name) + 2 * SPACE
