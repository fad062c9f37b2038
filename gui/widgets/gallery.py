"""A grid of thumbnails over a `PictureModel`, in blocks where pictures belong together.

Knows no dataset and starts no job.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gui.icons import pixmap
from gui.tables import Picture, PictureModel
from gui.text import file_name, plain
from gui.theme import SPACE, theme
from gui.thumbnails import Failed, Request
from gui.widgets.grid import Grid, Measures
from gui.widgets.grid_view import GridView
from gui.widgets.picture_place import RADIUS, paint_picture

LEAST_SIDE = 16 * SPACE
GROUPED_SIDES = (38 * SPACE, 28 * SPACE, 19 * SPACE)  # the largest with which all is in sight
GAP = SPACE
MARK = 20
FADED = 0.3


class Gallery(GridView):
    """`opened` follows a double click or Enter on a picture, `chosen` every change of the selection."""

    opened = Signal(object)  # Picture
    chosen = Signal()
    menu_wanted = Signal(QPoint)  # global position; the selection is what it is about

    def __init__(self, model: PictureModel, parent: QWidget | None = None) -> None:
        self._model = model
        super().__init__(model, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Pictures"))
        self.customContextMenuRequested.connect(self._on_menu)
        self.activated.connect(self._on_activated)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        model.modelReset.connect(self.chosen)

    def selected_pictures(self) -> list[Picture]:
        """In the order of the gallery."""
        return [self._model.pictures[row] for row in self.selected_rows()]

    def make_grid(self, width: int) -> Grid:
        caption = 2 * QFontMetrics(theme().font("caption")).height() + SPACE if self._model.captions else 0
        if self._model.groups:
            for side in GROUPED_SIDES:
                cell = QSize(side, side + caption)
                grid = Grid(self._model.groups, width, Measures(cell, GAP, padding=GAP, apart=2 * GAP))
                if grid.height <= self.viewport().height():
                    break
            return grid
        columns = max(1, (width + GAP) // (LEAST_SIDE + GAP))
        side = max(LEAST_SIDE // 2, (width + GAP) // columns - GAP)
        count = self._model.rowCount()
        return Grid((count,) if count else (), width, Measures(QSize(side, side + caption), GAP))

    def request(self, row: int) -> Request:
        ratio = self.devicePixelRatioF()
        side = round(self.grid.cell.width() * ratio)
        return Request(self._model.pictures[row].path, side, radius=round(RADIUS * ratio))

    def paint_below(self, painter: QPainter, rows: range) -> None:
        if not self._model.groups:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("surface"))
        offset = self.verticalOffset()
        for block in self.grid.blocks_between(offset, offset + self.viewport().height()):
            painter.drawRoundedRect(block.translated(0, -offset), RADIUS + GAP, RADIUS + GAP)

    def paint_cell(self, painter: QPainter, cell: QRect, row: int) -> None:
        picture = self._model.pictures[row]
        square = QRect(cell.topLeft(), QSize(cell.width(), cell.width()))
        found = self.loader.find(self.request(row))
        image = found if isinstance(found, QImage) else self.loader.stand_in(picture.path)
        painter.setOpacity(FADED if picture.excluded and image is not None else 1.0)
        paint_picture(painter, square, image)
        painter.setOpacity(1.0)
        if picture.excluded:
            self._paint_mark(painter, square, "eye-off", "text")
        elif isinstance(found, Failed):
            self._paint_mark(painter, square, "image-off", "text_muted")
        index = self._model.index(row)
        if self.selectionModel().isSelected(index):
            _outline(painter, square, "accent", 2.5)
        elif row == self.hovered or (self.hasFocus() and index == self.currentIndex()):
            _outline(painter, square, "border_strong", 1.5)
        if self._model.captions:
            _paint_caption(painter, cell, picture)

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

    def _paint_mark(self, painter: QPainter, square: QRect, name: str, token: str) -> None:
        mark = QRect(0, 0, MARK, MARK)
        mark.moveCenter(square.center())
        painter.drawPixmap(mark, pixmap(name, MARK, token, self.devicePixelRatioF()))


def _outline(painter: QPainter, square: QRect, token: str, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().color(token), width))
    half = width / 2
    painter.drawRoundedRect(QRectF(square).adjusted(half, half, -half, -half), RADIUS, RADIUS)


def _paint_caption(painter: QPainter, cell: QRect, picture: Picture) -> None:
    font = theme().font("caption")
    metrics = QFontMetrics(font)
    painter.setFont(font)
    y = cell.top() + cell.width() + SPACE // 2
    for text, token, mode in (
        (plain(picture.label), "text", Qt.TextElideMode.ElideRight),
        (file_name(picture.path), "text_muted", Qt.TextElideMode.ElideMiddle),
    ):
        painter.setPen(theme().color(token))
        elided = metrics.elidedText(text, mode, cell.width())
        line = QRect(cell.left(), y, cell.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, elided)
        y += metrics.height()
