"""The base of views over very many rows with pictures: only what is visible costs anything.

Qt's own list view lays every row out anew whenever one is added, which takes half a second at 100,000; here
places are arithmetic (see `gui.widgets.grid`). Selection, keyboard and accessibility are those of Qt's item
views. Knows no particular model.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gui.abstract import Abstract
from gui.tables import Index
from gui.theme import SPACE, theme
from gui.thumbnails import Request, ThumbnailLoader
from gui.widgets.grid import Grid, Measures

Move = QAbstractItemView.CursorAction


class GridView(QAbstractItemView, metaclass=Abstract):
    """A subclass says how large a cell is, paints it, and names the picture that it needs."""

    def __init__(self, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loader = ThumbnailLoader(self)
        self.loader.ready.connect(self._on_ready)
        self.hovered = -1
        self.grid = Grid((), 0, Measures(QSize(1, 1), 0))
        self.setModel(model)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setProperty("role", "bare")
        self.viewport().setMouseTracking(True)
        model.modelReset.connect(self._on_reset)
        model.rowsInserted.connect(self.lay_out)
        theme().changed.connect(self.lay_out)

    @abstractmethod
    def make_grid(self, width: int) -> Grid:
        """The places of all rows of the model in a room `width` wide."""

    @abstractmethod
    def paint_cell(self, painter: QPainter, cell: QRect, row: int) -> None:
        """Paint the row into its cell."""

    @abstractmethod
    def request(self, row: int) -> Request | None:
        """The picture of `row`, in device pixels; None where it has none."""

    def paint_below(self, painter: QPainter, rows: range) -> None:
        """What lies below the cells."""

    @Slot()
    def lay_out(self) -> None:
        """Place all rows anew."""
        self.grid = self.make_grid(self.width() - self.verticalScrollBar().sizeHint().width() - SPACE)
        self.updateGeometries()
        self.viewport().update()

    def visible_rows(self) -> range:
        top = self.verticalOffset()
        return self.grid.rows_between(top, top + self.viewport().height())

    def select_rows(self, rows: Iterable[int]) -> None:
        """Select exactly these."""
        selection = QItemSelection()
        for row in rows:
            index = self.model().index(row, 0)
            selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selected_rows(self) -> list[int]:
        """In their order."""
        ranges = self.selectionModel().selection().toList()
        return sorted(row for part in ranges for row in range(part.top(), part.bottom() + 1))

    def forget_pictures(self) -> None:
        """Decode anew: the files may have changed."""
        self.loader.clear()
        self.viewport().update()

    def shutdown(self) -> None:
        self.loader.shutdown()

    # What QAbstractItemView asks of a view

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self.grid.count:
            return QRect()
        return self.grid.rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.grid.row_at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if row is None else self.model().index(row, 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        rect = self.visualRect(index)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if hint is QAbstractItemView.ScrollHint.PositionAtTop or rect.top() < 0:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() >= height:
            bar.setValue(bar.value() + rect.bottom() + 1 - height)

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if not self.grid.count:
            return QModelIndex()
        return self.model().index(self._row_after(action, max(0, self.currentIndex().row())), 0)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """All from the row at one corner of `rect` to the one at the other, as in a text."""
        area = rect.translated(0, self.verticalOffset())
        ends = (area.topLeft(), area.bottomRight())
        selection = QItemSelection()
        if self.grid.count:
            first, last = sorted(self.grid.nearest(end) for end in ends)
            if first != last or any(self.grid.row_at(end) is not None for end in ends):
                selection.select(self.model().index(first, 0), self.model().index(last, 0))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        visible = self.visible_rows()
        region = QRegion()
        for part in selection.toList():
            for row in range(max(part.top(), visible.start), min(part.bottom() + 1, visible.stop)):
                region += self.visualRect(self.model().index(row, 0)).adjusted(-3, -3, 3, 3)
        return region

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.grid.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(max(SPACE, self.grid.cell.height() // 3))
        super().updateGeometries()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        rows = self.visible_rows()
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.paint_below(painter, rows)
        for row in rows:
            cell = self.visualRect(self.model().index(row, 0))
            if event.rect().intersects(cell):
                self.paint_cell(painter, cell, row)
        painter.end()
        self.loader.want(request for row in rows if (request := self.request(row)) is not None)

    # Slots

    @Slot(object)
    def _on_ready(self, _paths: Any) -> None:
        self.viewport().update()

    @Slot()
    def _on_reset(self) -> None:
        self.hovered = -1
        self.verticalScrollBar().setValue(0)
        self.lay_out()

    # Inside

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _row_after(self, action: Move, row: int) -> int:
        last = self.grid.count - 1
        match action:
            case Move.MoveLeft | Move.MovePrevious:
                row -= 1
            case Move.MoveRight | Move.MoveNext:
                row += 1
            case Move.MoveUp | Move.MoveDown:
                row = self._row_across(row, up=action is Move.MoveUp)
            case Move.MovePageUp | Move.MovePageDown:
                lines = max(1, self.viewport().height() // (self.grid.cell.height() + SPACE))
                row += lines * self.grid.columns * (1 if action is Move.MovePageDown else -1)
            case Move.MoveHome:
                row = 0
            case Move.MoveEnd:
                row = last
        return min(max(row, 0), last)

    def _row_across(self, row: int, *, up: bool) -> int:
        """The row above or below at the same place of its line, or the nearest; the same row at the edge."""
        line = self.grid.line_of(row)
        neighbour = line.start - 1 if up else line.stop
        if not 0 <= neighbour < self.grid.count:
            return row
        other = self.grid.line_of(neighbour)
        return min(other.start + row - line.start, other.stop - 1)
