"""A grid of thumbnails over a `PictureModel`: any number, of which only the visible are decoded and painted.

Knows no dataset and starts no job. Selection, keyboard and accessibility are those of Qt's item views.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFontMetrics,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gui.tables import Index, Picture, PictureModel
from gui.text import file_name, plain
from gui.theme import SPACE, pixmap, theme
from gui.thumbnails import Failed, Request, ThumbnailLoader
from gui.widgets.grid import Grid, Measures

LEAST_SIDE = 16 * SPACE
GROUPED_SIDE = 19 * SPACE
GAP = SPACE
RADIUS = 6
MARK = 20

Move = QAbstractItemView.CursorAction


class Gallery(QAbstractItemView):
    """`opened` follows a double click or Enter on a picture, `chosen` every change of the selection."""

    opened = Signal(object)  # Picture
    chosen = Signal()
    menu_wanted = Signal(QPoint)  # global position; the selection is what it is about

    def __init__(self, model: PictureModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader = ThumbnailLoader(self)
        self._loader.ready.connect(self._on_ready)
        self._hovered = -1
        self._grid = Grid((), 0, Measures(QSize(LEAST_SIDE, LEAST_SIDE), GAP))
        self.setModel(model)
        self._model = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setProperty("role", "gallery")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.viewport().setMouseTracking(True)
        self.activated.connect(self._on_activated)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        model.modelReset.connect(self._on_reset)
        theme().changed.connect(self._relayout)

    def selected_pictures(self) -> list[Picture]:
        """In the order of the gallery."""
        ranges = self.selectionModel().selection().toList()
        rows = sorted(row for part in ranges for row in range(part.top(), part.bottom() + 1))
        return [self._model.pictures[row] for row in rows]

    def select_rows(self, rows: Iterable[int]) -> None:
        """Select exactly these."""
        selection = QItemSelection()
        for row in rows:
            selection.select(self._model.index(row), self._model.index(row))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def forget_pictures(self) -> None:
        """Decode anew: the files may have changed."""
        self._loader.clear()
        self.viewport().update()

    def shutdown(self) -> None:
        self._loader.shutdown()

    # What QAbstractItemView asks of a view

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        return self._grid.rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._grid.row_at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if row is None else self._model.index(row)

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
        if not self._grid.count:
            return QModelIndex()
        return self._model.index(self._row_after(action, max(0, self.currentIndex().row())))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """All from the picture at one corner of `rect` to the one at the other, as in a text."""
        start, end = (
            point + QPoint(0, self.verticalOffset()) for point in (rect.topLeft(), rect.bottomRight())
        )
        selection = QItemSelection()
        beside = self._grid.row_at(start) is None and self._grid.row_at(end) is None
        if self._grid.count and not (beside and self._grid.nearest(start) == self._grid.nearest(end)):
            rows = sorted((self._grid.nearest(start), self._grid.nearest(end)))
            selection.select(self._model.index(rows[0]), self._model.index(rows[1]))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        visible = self._visible_rows()
        region = QRegion()
        for part in selection.toList():
            for row in range(max(part.top(), visible.start), min(part.bottom() + 1, visible.stop)):
                region += self.visualRect(self._model.index(row)).adjusted(-3, -3, 3, 3)
        return region

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._grid.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._grid.cell.height() // 3)
        super().updateGeometries()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relayout()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        rows = self._visible_rows()
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._model.groups:
            self._paint_blocks(painter)
        for row in rows:
            cell = self.visualRect(self._model.index(row))
            if event.rect().intersects(cell):
                self._paint_cell(painter, cell, row)
        painter.end()
        self._loader.want(self._requests(rows))

    # Slots

    @Slot(object)
    def _on_ready(self, _paths: Iterable[Path]) -> None:
        self.viewport().update()

    @Slot()
    def _on_reset(self) -> None:
        self._hovered = -1
        self.verticalScrollBar().setValue(0)
        self._relayout()
        self.chosen.emit()

    @Slot()
    def _on_selection(self) -> None:
        self.chosen.emit()

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.pictures[index.row()])

    @Slot(QPoint)
    def _on_menu(self, point: QPoint) -> None:
        if self.selectionModel().hasSelection():
            self.menu_wanted.emit(self.viewport().mapToGlobal(point))

    @Slot()
    def _relayout(self) -> None:
        width = self.width() - self.verticalScrollBar().sizeHint().width() - GAP
        caption = self._caption_height()
        if self._model.groups:
            cell = QSize(GROUPED_SIDE, GROUPED_SIDE + caption)
            self._grid = Grid(self._model.groups, width, Measures(cell, GAP, padding=GAP, apart=2 * GAP))
        else:
            columns = max(1, (width + GAP) // (LEAST_SIDE + GAP))
            side = max(LEAST_SIDE // 2, (width + GAP) // columns - GAP)
            sizes = (len(self._model.pictures),) if self._model.pictures else ()
            self._grid = Grid(sizes, width, Measures(QSize(side, side + caption), GAP))
        self.updateGeometries()
        self.viewport().update()

    # Inside

    def _caption_height(self) -> int:
        metrics = QFontMetrics(theme().font("caption"))
        return 2 * metrics.height() + SPACE if self._model.captions else 0

    def _visible_rows(self) -> range:
        top = self.verticalOffset()
        return self._grid.rows_between(top, top + self.viewport().height())

    def _request(self, row: int) -> Request:
        ratio = self.devicePixelRatioF()
        side = round(self._grid.cell.width() * ratio)
        return Request(self._model.pictures[row].path, side, radius=round(RADIUS * ratio))

    def _requests(self, rows: range) -> list[Request]:
        return [self._request(row) for row in rows]

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _row_after(self, action: Move, row: int) -> int:
        last = self._grid.count - 1
        match action:
            case Move.MoveLeft | Move.MovePrevious:
                row -= 1
            case Move.MoveRight | Move.MoveNext:
                row += 1
            case Move.MoveUp | Move.MoveDown:
                row = self._row_across(row, up=action is Move.MoveUp)
            case Move.MovePageUp | Move.MovePageDown:
                lines = max(1, self.viewport().height() // (self._grid.cell.height() + GAP))
                row += lines * self._grid.columns * (1 if action is Move.MovePageDown else -1)
            case Move.MoveHome:
                row = 0
            case Move.MoveEnd:
                row = last
        return min(max(row, 0), last)

    def _row_across(self, row: int, *, up: bool) -> int:
        """The row above or below at the same place of its line, or the nearest; the same row at the edge."""
        line = self._grid.line_of(row)
        neighbour = line.start - 1 if up else line.stop
        if not 0 <= neighbour < self._grid.count:
            return row
        other = self._grid.line_of(neighbour)
        return min(other.start + row - line.start, other.stop - 1)

    def _paint_blocks(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("surface"))
        offset = self.verticalOffset()
        for block in self._grid.blocks_between(offset, offset + self.viewport().height()):
            painter.drawRoundedRect(block.translated(0, -offset), RADIUS + GAP, RADIUS + GAP)

    def _paint_cell(self, painter: QPainter, cell: QRect, row: int) -> None:
        picture = self._model.pictures[row]
        square = QRect(cell.topLeft(), QSize(cell.width(), cell.width()))
        found = self._loader.find(self._request(row))
        image = found if isinstance(found, QImage) else self._loader.stand_in(picture.path)
        painter.setOpacity(0.3 if picture.excluded else 1.0)
        if image is not None:
            painter.drawImage(square, image)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("sunken"))
            painter.drawRoundedRect(square, RADIUS, RADIUS)
        painter.setOpacity(1.0)
        if isinstance(found, Failed):
            self._paint_mark(painter, square, "image-off", "text_muted")
        if picture.excluded:
            self._paint_mark(painter, square, "eye-off", "text")
        index = self._model.index(row)
        if self.selectionModel().isSelected(index):
            self._outline(painter, square, "accent", 2.5)
        elif row == self._hovered or (self.hasFocus() and index == self.currentIndex()):
            self._outline(painter, square, "border_strong", 1.5)
        if self._model.captions:
            self._paint_caption(painter, cell, picture)

    def _outline(self, painter: QPainter, square: QRect, token: str, width: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().color(token), width))
        half = width / 2
        painter.drawRoundedRect(QRectF(square).adjusted(half, half, -half, -half), RADIUS, RADIUS)

    def _paint_mark(self, painter: QPainter, square: QRect, name: str, token: str) -> None:
        mark = QRect(0, 0, MARK, MARK)
        mark.moveCenter(square.center())
        painter.drawPixmap(mark, pixmap(name, MARK, token, self.devicePixelRatioF()))

    def _paint_caption(self, painter: QPainter, cell: QRect, picture: Picture) -> None:
        lines = ((plain(picture.label), "text"), (file_name(picture.path), "text_muted"))
        font = theme().font("caption")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        y = cell.top() + cell.width() + SPACE // 2
        for text, token in lines:
            painter.setPen(theme().color(token))
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, cell.width())
            line = QRect(cell.left(), y, cell.width(), metrics.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, elided)
            y += metrics.height()
