"""A picture as the network sees it, and on it what one place of a block's map looks at. Knows no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import SPACE, theme
from gui.thumbnails import image_of
from gui.widgets.keys import FocusPainted
from gui.widgets.picture_place import paint_picture

if TYPE_CHECKING:
    from core.explain.geometry import Field

_LATTICE = 7  # pixels on the screen: with less between two places their dots would run together


class FieldPicture(FocusPainted):
    """The pointer on the picture, or an arrow key, chooses the place; at first it is the middle one."""

    place_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._size = 1
        self._field: Field | None = None
        self._places = 1  # of the map, along a side
        self.place = (0, 0)  # row, column
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(16 * SPACE, 16 * SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("What one place of the block sees"))
        theme().changed.connect(self.update)

    def show_picture(self, pixels: Any, size: int) -> None:
        """`pixels` is uint8 (S, S, 3), or None; `size` is S, the side of what the network sees."""
        self._image = image_of(pixels) if pixels is not None else None
        self._size = size
        self.update()

    def show_field(self, field: Field | None, places: int) -> None:
        """That of a block whose map is `places` wide; None for none."""
        self._field, self._places = field, places
        self.place = (places // 2, places // 2)
        self.update()
        self.place_changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(30 * SPACE, 30 * SPACE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        room = self._room()
        if self._field is None or not room.contains(event.position()):
            return
        scale = self._size / room.width()
        at = (event.position() - room.topLeft()) * scale
        self._look_from(self._nearest(at.y()), self._nearest(at.x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        if self._field is None or event.key() not in steps:
            super().keyPressEvent(event)
            return
        row, column = (
            min(max(at + step, 0), self._places - 1)
            for at, step in zip(self.place, steps[Qt.Key(event.key())], strict=True)
        )
        self._look_from(row, column)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        room = self._room()
        paint_picture(painter, room, self._image)
        if self._field is None:
            return
        scale = room.width() / self._size
        painter.setClipRect(room)
        left, top, right, bottom = self._field.box(*self.place)
        seen = QRectF(room.left() + left * scale, room.top() + top * scale, 0, 0)
        seen.setSize(QSize(round((right - left) * scale), round((bottom - top) * scale)).toSizeF())
        outside = QPainterPath()
        outside.addRect(room)
        hole = QPainterPath()
        hole.addRect(seen)
        veil = theme().color("window")
        veil.setAlphaF(0.62)
        painter.fillPath(outside.subtracted(hole), veil)
        self._paint_lattice(painter, room, scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().color("surface"), 4))
        painter.drawRect(seen)
        painter.setPen(QPen(theme().color("accent"), 2))
        painter.drawRect(seen)
        painter.setBrush(theme().color("accent"))
        painter.setPen(QPen(theme().color("surface"), 1.5))
        painter.drawEllipse(seen.center(), 4.5, 4.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawRect(room.adjusted(1, 1, -1, -1))

    def _paint_lattice(self, painter: QPainter, room: QRectF, scale: float) -> None:
        """The middles of all places, where they lie far enough apart to be told from each other."""
        assert self._field is not None
        if self._field.stride * scale < _LATTICE:
            return
        dot = theme().color("text")
        dot.setAlphaF(0.45)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dot)
        middles = [self._field.centre(place) * scale for place in range(self._places)]
        for y in middles:
            for x in middles:
                painter.drawEllipse(room.topLeft() + QPointF(x, y), 1.2, 1.2)

    def _look_from(self, row: int, column: int) -> None:
        if (row, column) != self.place:
            self.place = (row, column)
            self.update()
            self.place_changed.emit()

    def _room(self) -> QRectF:
        side = min(self.width(), self.height())
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _nearest(self, at: float) -> int:
        assert self._field is not None
        place = round((at - self._field.start) / self._field.stride)
        return min(max(place, 0), self._places - 1)
