"""Two bars for each row, as it is and as it would be without something. Knows no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.colors import mixed
from gui.theme import SPACE, theme

_LEAST_ROW = 26
_MOST_ROW = 52


@dataclass(frozen=True, slots=True)
class CostRow:
    """`value` and `without` are in one unit; the words say them."""

    name: str
    value: float
    without: float
    value_words: str
    without_words: str
    ratio: str


class CostBars(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[CostRow] = ()
        self._names: Sequence[str] = ()
        self.setProperty("role", "plain")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def show_rows(self, rows: Sequence[CostRow], names: Sequence[str]) -> None:
        """The bars begin where the longest of all `names` ends."""
        self.rows, self._names = rows, names
        self.setMinimumHeight(len(rows) * round(_LEAST_ROW * theme().text_scale))
        self.setAccessibleName(
            ". ".join(f"{row.name}: {row.value_words}, {row.without_words}, {row.ratio}" for row in rows)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(60 * SPACE, len(self.rows) * 4 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(theme().font("body"))
        small = QFontMetrics(theme().font("caption"))
        names = max(map(metrics.horizontalAdvance, self._names)) + 2 * SPACE
        ratios = max(metrics.horizontalAdvance(row.ratio) for row in self.rows) + SPACE
        words = max(small.horizontalAdvance(row.without_words) for row in self.rows) + SPACE
        height = min(self.height() / len(self.rows), _MOST_ROW)
        room = self.width() - names - ratios - words - 2 * SPACE
        most = max(row.without for row in self.rows)
        bar = min((height - 8) / 2, 14)
        middle = Qt.AlignmentFlag.AlignVCenter
        for number, row in enumerate(self.rows):
            top = number * height
            line = QRectF(SPACE, top, self.width() - 2 * SPACE, height)
            painter.setFont(theme().font("body"))
            painter.setPen(theme().color("text"))
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, row.name)
            painter.setFont(theme().font("body", strong=True))
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, row.ratio)
            y = top + height / 2 - bar - 1
            painter.setFont(theme().font("caption"))
            for value, text, color in (
                (row.value, row.value_words, theme().color("accent")),
                (row.without, row.without_words, mixed("accent", "surface", 0.3)),
            ):
                width = max(room * value / most, 2)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color)
                painter.drawRoundedRect(QRectF(names, y, width, bar), 3, 3)
                painter.setPen(theme().color("text_muted"))
                painter.drawText(QRectF(names + width + 6, y - 4, words, bar + 8), middle, text)
                y += bar + 2
