"""The pictures that were named, a row each: thumbnail, name, the most probable classes as bars.

Only the visible rows are decoded and painted. Knows no session.
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.messages import sentence
from gui.tables import Index, Result, ResultModel, Role
from gui.text import file_name, percent, plain
from gui.theme import SPACE, pixmap, theme
from gui.thumbnails import Request, ThumbnailLoader
from gui.widgets.bars import Bar, paint_bar

SIDE = 8 * SPACE
ROW = SIDE + 2 * SPACE
MARK = 24
RADIUS = 6
BARS = 3
NAME_SHARE = 0.36


class ResultDelegate(QStyledItemDelegate):
    def __init__(self, loader: ThumbnailLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._loader = loader

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40 * SPACE, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        result: Result = index.data(Role.RESULT)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        ratio = painter.device().devicePixelRatioF()
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme().color("accent_soft"))
            painter.drawRoundedRect(rect, RADIUS + 2, RADIUS + 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme().color("sunken"))
            painter.drawRoundedRect(rect, RADIUS + 2, RADIUS + 2)
        square = QRect(rect.left() + SPACE, rect.top() + SPACE, SIDE, SIDE)
        self._paint_picture(painter, square, result, ratio)
        room = rect.adjusted(SIDE + 3 * SPACE, SPACE, -2 * SPACE, -SPACE)
        name_width = round(room.width() * NAME_SHARE)
        self._paint_name(painter, QRect(room.left(), room.top(), name_width, room.height()), result)
        right = room.adjusted(name_width + 2 * SPACE, 0, 0, 0)
        if result.failed:
            self._paint_reason(painter, right, result)
        else:
            self._paint_bars(painter, right, result)
        painter.restore()

    def _paint_picture(self, painter: QPainter, square: QRect, result: Result, ratio: float) -> None:
        found = self._loader.find(request_for(result, ratio))
        image = found if isinstance(found, QImage) else self._loader.stand_in(result.path)
        if image is not None:
            painter.drawImage(square, image)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("sunken"))
        painter.drawRoundedRect(square, RADIUS, RADIUS)
        if result.failed or found is not None:
            mark = QRect(0, 0, MARK, MARK)
            mark.moveCenter(square.center())
            painter.drawPixmap(mark, pixmap("image-off", MARK, "text_muted", ratio))

    def _paint_name(self, painter: QPainter, rect: QRect, result: Result) -> None:
        font = theme().font("body")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme().color("text"))
        name = metrics.elidedText(file_name(result.path), Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, name)

    def _paint_reason(self, painter: QPainter, rect: QRect, result: Result) -> None:
        painter.setFont(theme().font("body"))
        painter.setPen(theme().color("danger"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect, flags, sentence(result.reason, result.data or {}))

    def _paint_bars(self, painter: QPainter, rect: QRect, result: Result) -> None:
        shown = result.predictions[:BARS]
        height = rect.height() // BARS
        top = rect.center().y() - height * len(shown) // 2
        for number, prediction in enumerate(shown):
            line = QRect(rect.left(), top + number * height, rect.width(), height)
            first = number == 0
            value = percent(prediction.probability)
            bar = Bar(
                plain(prediction.label), (prediction.probability,), value, muted=not first, strong=first
            )
            paint_bar(painter, line, bar, percent(0.995), size="body" if first else "caption")


class ResultList(QListView):
    """`chosen` carries the Result of the current row, or None."""

    chosen = Signal(object)

    def __init__(self, model: ResultModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loader = ThumbnailLoader(self)
        self.loader.ready.connect(self._on_ready)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(ResultDelegate(self.loader, self))
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setProperty("role", "bare")
        self.setAccessibleName(self.tr("Named pictures"))
        self.verticalScrollBar().setSingleStep(ROW // 2)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        model.modelReset.connect(self._on_reset)
        theme().changed.connect(self.viewport().update)

    def choose(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row))

    def shutdown(self) -> None:
        self.loader.shutdown()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ratio = self.devicePixelRatioF()
        results = (self._model.result(row) for row in self._visible_rows())
        self.loader.want([request_for(result, ratio) for result in results if not result.failed])

    @Slot(object)
    def _on_ready(self, _paths: object) -> None:
        self.viewport().update()

    @Slot()
    def _on_reset(self) -> None:
        self.chosen.emit(None)

    @Slot(QItemSelection, QItemSelection)
    def _on_selection(self, selected: QItemSelection, _before: QItemSelection) -> None:
        rows = selected.indexes()
        self.chosen.emit(self._model.result(rows[0].row()) if rows else None)

    def _visible_rows(self) -> range:
        area = self.viewport().rect()
        first, last = self.indexAt(area.topLeft()), self.indexAt(area.bottomLeft())
        if not first.isValid():
            return range(0)
        return range(first.row(), (last.row() if last.isValid() else self._model.rowCount() - 1) + 1)


def request_for(result: Result, ratio: float) -> Request:
    """The thumbnail of a row, in device pixels."""
    return Request(result.path, round(SIDE * ratio), radius=round(RADIUS * ratio))
