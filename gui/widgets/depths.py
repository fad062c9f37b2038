"""What each depth of the network says of one picture, with the look of its head. Knows no job."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.events import HeadPredictions, Prediction
from gui.text import percent, plain
from gui.theme import SPACE, theme
from gui.widgets.heads import BY_DEPTH, HeadLook, head_title

SAMPLE = 32


class Depths(QWidget):
    """A line for each head that the model has: a piece of its curve, its name, its first answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[HeadLook, Prediction]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._on_theme)

    def show_depths(self, depths: HeadPredictions | None) -> None:
        """Nothing where the model has only its main head: the answer says that already."""
        found = [(look, getattr(depths, look.key, None)) for look in BY_DEPTH]
        self._lines = [(look, said) for look, said in found if said is not None]
        if len(self._lines) < 2:
            self._lines = []
        self.setAccessibleName(". ".join(self.words()))
        self.setVisible(bool(self._lines))
        self._on_theme()

    def words(self) -> list[str]:
        """What each line says."""
        return [
            f"{head_title(look.key)}: {plain(said.label)} {percent(said.probability)}"
            for look, said in self._lines
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme().font("caption")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        names = max((metrics.horizontalAdvance(head_title(look.key)) for look, _ in self._lines), default=0)
        shares = metrics.horizontalAdvance(percent(0.995))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        for number, (look, said) in enumerate(self._lines):
            line = QRect(SPACE, number * self._height(), self.width() - 2 * SPACE, self._height())
            painter.setPen(look.pen())
            y = line.center().y() + 1
            painter.drawLine(line.left(), y, line.left() + SAMPLE, y)
            left = line.left() + SAMPLE + SPACE
            painter.setPen(theme().color("text_muted"))
            painter.drawText(QRect(left, line.top(), names, line.height()), middle, head_title(look.key))
            painter.setPen(theme().color("text"))
            left += names + 2 * SPACE
            room = QRect(left, line.top(), line.right() - shares - SPACE - left, line.height())
            label = metrics.elidedText(plain(said.label), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, middle, label)
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, percent(said.probability))

    @Slot()
    def _on_theme(self) -> None:
        self.setFixedHeight(len(self._lines) * self._height())
        self.update()

    def _height(self) -> int:
        return QFontMetrics(theme().font("caption")).height() + SPACE // 2
