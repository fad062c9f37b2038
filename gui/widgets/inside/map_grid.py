"""The strongest channels of a branch as small pictures. Knows no network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.explain.heat import coloured
from core.explain.results import ChannelMap
from gui.text import shortest
from gui.theme import SPACE, theme
from gui.thumbnails import image_of

COLUMNS, ROWS = 4, 2
_GAP = 4


class MapGrid(QWidget):
    """A click, or Enter, asks for the pictures that excite a channel most."""

    channel_wanted = Signal(int)  # within the module's output

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps: Sequence[ChannelMap] = ()
        self._images: list[QImage] = []
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(COLUMNS * 3 * SPACE, ROWS * 3 * SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("The strongest channels"))
        theme().changed.connect(self.update)

    def show_maps(self, maps: Sequence[ChannelMap]) -> None:
        """The strongest first; as many as there is room for."""
        self._maps = maps[: COLUMNS * ROWS]
        self._images = [image_of(coloured((each.thumbnail / 255).astype(np.float32))) for each in self._maps]
        self._current = 0
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(COLUMNS * 6 * SPACE, ROWS * 6 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        for number, image in enumerate(self._images):
            cell = self._cell(number)
            painter.drawImage(cell, image)
            if self.hasFocus() and number == self._current:
                painter.setPen(QPen(theme().color("accent"), 2))
                painter.drawRect(cell.adjusted(-1, -1, 1, 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if number is not None:
            self.channel_wanted.emit(self._maps[number].channel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -COLUMNS,
            Qt.Key.Key_Down: COLUMNS,
        }
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._maps:
            self.channel_wanted.emit(self._maps[self._current].channel)
        elif event.key() in steps and 0 <= self._current + steps[Qt.Key(event.key())] < len(self._maps):
            self._current += steps[Qt.Key(event.key())]
            self.update()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._at(event.pos().toPointF())
            words = "" if number is None else self._words(self._maps[number])
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _words(self, each: ChannelMap) -> str:
        return self.tr(
            "Channel {number}: on average {mean}, at most {peak}. Click for what excites it."
        ).format(number=each.channel, mean=shortest(round(each.mean, 3)), peak=shortest(round(each.peak, 3)))

    def _cell(self, number: int) -> QRectF:
        side = min(
            (self.width() - (COLUMNS - 1) * _GAP) / COLUMNS, (self.height() - (ROWS - 1) * _GAP) / ROWS
        )
        left = (self.width() - COLUMNS * side - (COLUMNS - 1) * _GAP) / 2
        row, column = divmod(number, COLUMNS)
        return QRectF(left + column * (side + _GAP), row * (side + _GAP), side, side)

    def _at(self, point: QPointF) -> int | None:
        return next((n for n in range(len(self._maps)) if self._cell(n).contains(point)), None)
