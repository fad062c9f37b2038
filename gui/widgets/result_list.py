"""The pictures that were named, a row each: thumbnail, name, the most probable classes as bars.

Knows no session.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QItemSelection, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QWidget

from gui.icons import pixmap
from gui.messages import sentence
from gui.tables import Result, ResultModel
from gui.text import file_name, percent, plain
from gui.theme import SPACE, theme
from gui.thumbnails import Request
from gui.widgets.bars import Bar, paint_bar
from gui.widgets.grid import Grid, Measures
from gui.widgets.grid_view import GridView
from gui.widgets.picture_place import RADIUS, paint_picture

SIDE = 8 * SPACE
ROW = SIDE + 2 * SPACE
MARK = 24
QUESTION = 16
BARS = 3
NAME_SHARE = 0.36


class ResultList(GridView):
    """`chosen` carries the Result that is selected, or None."""

    chosen = Signal(object)

    def __init__(self, model: ResultModel, parent: QWidget | None = None) -> None:
        self._model = model
        super().__init__(model, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Named pictures"))
        self.selectionModel().selectionChanged.connect(self._on_selection)
        model.modelReset.connect(self._on_cleared)

    def choose(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row))

    def make_grid(self, width: int) -> Grid:
        count = self._model.rowCount()
        return Grid((count,) if count else (), width, Measures(QSize(max(SIDE, width), ROW), 0))

    def request(self, row: int) -> Request | None:
        result = self._model.result(row)
        return None if result.failed else self._request(result)

    def paint_cell(self, painter: QPainter, cell: QRect, row: int) -> None:
        result = self._model.result(row)
        selected = self.selectionModel().isSelected(self._model.index(row))
        if selected or row == self.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("accent_soft" if selected else "sunken"))
            painter.drawRoundedRect(cell, RADIUS + 2, RADIUS + 2)
        square = QRect(cell.left() + SPACE, cell.top() + SPACE, SIDE, SIDE)
        self._paint_picture(painter, square, result)
        room = cell.adjusted(SIDE + 3 * SPACE, SPACE, -2 * SPACE, -SPACE)
        name_width = round(room.width() * NAME_SHARE)
        _paint_name(painter, QRect(room.left(), room.top(), name_width, room.height()), result)
        right = room.adjusted(name_width + 2 * SPACE, 0, 0, 0)
        if result.failed:
            _paint_reason(painter, right, result)
        else:
            _paint_bars(painter, right, result)

    @Slot(QItemSelection, QItemSelection)
    def _on_selection(self, selected: QItemSelection, _before: QItemSelection) -> None:
        rows = selected.indexes()
        self.chosen.emit(self._model.result(rows[0].row()) if rows else None)

    @Slot()
    def _on_cleared(self) -> None:
        self.chosen.emit(None)

    def _request(self, result: Result) -> Request:
        ratio = self.devicePixelRatioF()
        return Request(result.path, round(SIDE * ratio), radius=round(RADIUS * ratio))

    def _paint_picture(self, painter: QPainter, square: QRect, result: Result) -> None:
        found = self.loader.find(self._request(result))
        image = found if isinstance(found, QImage) else self.loader.stand_in(result.path)
        paint_picture(painter, square, image)
        if image is None and (result.failed or found is not None):
            mark = QRect(0, 0, MARK, MARK)
            mark.moveCenter(square.center())
            painter.drawPixmap(mark, pixmap("image-off", MARK, "text_muted", self.devicePixelRatioF()))


def _paint_name(painter: QPainter, rect: QRect, result: Result) -> None:
    font = theme().font("body")
    painter.setFont(font)
    painter.setPen(theme().color("text"))
    metrics = QFontMetrics(font)
    name = metrics.elidedText(file_name(result.path), Qt.TextElideMode.ElideMiddle, rect.width())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    if result.doubt is None:
        painter.drawText(rect, flags, name)
        return
    upper, lower = rect.adjusted(0, SPACE, 0, 0), rect.adjusted(0, 0, 0, -SPACE)
    upper.setBottom(rect.center().y())
    lower.setTop(rect.center().y())
    painter.drawText(upper, flags, name)
    painter.setFont(theme().font("caption"))
    painter.setPen(theme().color("warning"))
    mark = QRect(lower.left(), lower.center().y() - QUESTION // 2, QUESTION, QUESTION)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(mark, pixmap("question", QUESTION, "warning", ratio))
    words = QCoreApplication.translate("ResultList", "not sure")
    painter.drawText(lower.adjusted(QUESTION + SPACE // 2, 0, 0, 0), flags, words)


def _paint_reason(painter: QPainter, rect: QRect, result: Result) -> None:
    words = sentence(result.reason, result.data or {})
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
    painter.setPen(theme().color("danger"))
    painter.setFont(theme().font("body"))
    if painter.boundingRect(rect, flags, words).height() > rect.height():
        painter.setFont(theme().font("caption"))
        if painter.boundingRect(rect, flags, words).height() > rect.height():
            flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(rect, flags, words)


def _paint_bars(painter: QPainter, rect: QRect, result: Result) -> None:
    shown = result.predictions[:BARS]
    height = rect.height() // BARS
    top = rect.center().y() - height * len(shown) // 2
    for number, prediction in enumerate(shown):
        line = QRect(rect.left(), top + number * height, rect.width(), height)
        first = number == 0
        value = percent(prediction.probability)
        bar = Bar(plain(prediction.label), (prediction.probability,), value, muted=not first, strong=first)
        paint_bar(painter, line, bar, percent(0.995), size="body" if first else "caption")
