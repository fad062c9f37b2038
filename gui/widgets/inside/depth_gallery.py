"""Pictures with what each of the three heads says of them. Knows core's result, and no job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QWidget

from core.explain.results import DepthItem
from gui.tables import Index
from gui.text import file_name, percent, plain
from gui.theme import SPACE, theme
from gui.thumbnails import Request
from gui.widgets.grid import Grid, Measures
from gui.widgets.grid_view import GridView
from gui.widgets.heads import BY_DEPTH, head_title
from gui.widgets.picture_place import RADIUS, paint_picture

_WIDTH = 40 * SPACE
_SAMPLE = 24


class DepthRows(QAbstractListModel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: Sequence[DepthItem] = ()
        self.classes: Sequence[str] = ()

    def show(self, items: Sequence[DepthItem], classes: Sequence[str]) -> None:
        self.beginResetModel()
        self.items, self.classes = items, classes
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        item = self.items[index.row()]
        said = [
            f"{head_title(look.key)}: {words}"
            for look, words in zip(BY_DEPTH, self.answers(item), strict=True)
        ]
        return ", ".join([file_name(item.item.path), plain(self.classes[item.label]), *said])

    def answers(self, item: DepthItem) -> list[str]:
        """What each head says, in the order of depth."""
        return [
            f"{plain(self.classes[answer])} {percent(share)}"
            for answer, share in zip(item.answers, item.probabilities, strict=True)
        ]


class DepthGallery(GridView):
    def __init__(self, parent: QWidget | None = None) -> None:
        self.rows = DepthRows()
        super().__init__(self.rows, parent)
        self.rows.setParent(self)
        self.setAccessibleName(self.tr("Pictures"))

    def make_grid(self, width: int) -> Grid:
        columns = max(1, (width + SPACE) // (_WIDTH + SPACE))
        cell = QSize((width + SPACE) // columns - SPACE, self._side() + SPACE)
        count = self.rows.rowCount()
        return Grid((count,) if count else (), width, Measures(cell, SPACE))

    def request(self, row: int) -> Request:
        ratio = self.devicePixelRatioF()
        return Request(
            self.rows.items[row].item.path, round(self._side() * ratio), radius=round(RADIUS * ratio)
        )

    def paint_cell(self, painter: QPainter, cell: QRect, row: int) -> None:
        item = self.rows.items[row]
        index = self.rows.index(row)
        if self.selectionModel().isSelected(index) or row == self.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(
                theme().color("accent_soft" if self.selectionModel().isSelected(index) else "sunken")
            )
            painter.drawRoundedRect(cell, RADIUS, RADIUS)
        side = self._side()
        square = QRect(cell.left() + SPACE // 2, cell.top() + SPACE // 2, side, side)
        found = self.loader.find(self.request(row))
        image = found if isinstance(found, QImage) else self.loader.stand_in(item.item.path)
        paint_picture(painter, square, image)
        left = square.right() + SPACE * 3 // 2
        room = QRectF(left, square.top(), cell.right() - left - SPACE, self._line())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(theme().font("body", strong=True))
        painter.setPen(theme().color("text"))
        title = painter.fontMetrics().elidedText(
            plain(self.rows.classes[item.label]), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(middle), title)
        painter.setFont(theme().font("caption"))
        metrics = painter.fontMetrics()
        for look, answer, words in zip(BY_DEPTH, item.answers, self.rows.answers(item), strict=True):
            room.translate(0, self._line())
            painter.setPen(look.pen())
            y = room.center().y()
            painter.drawLine(QPointF(left, y), QPointF(left + _SAMPLE, y))
            painter.setPen(theme().color("text" if answer == item.label else "danger"))
            place = room.adjusted(_SAMPLE + SPACE, 0, 0, 0)
            mark = "" if answer == item.label else "≠ "
            words = metrics.elidedText(mark + words, Qt.TextElideMode.ElideRight, int(place.width()))
            painter.drawText(place, int(middle), words)

    def _line(self) -> int:
        return QFontMetrics(theme().font("body")).height() + 2

    def _side(self) -> int:
        return 4 * self._line()
