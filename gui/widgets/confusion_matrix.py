"""The confusion matrix: a row for each true class, a column for each answer. Knows no evaluation.

Cells shrink with the number of classes as far as they can be told apart; beyond that the table scrolls under
its headers. The right ones and the wrong ones have a colour each, darker with their share of the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.colors import mixed, readable_on
from gui.tables import Index
from gui.text import number, percent, plain, tooltip
from gui.theme import SPACE, theme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_CELL = 2 * SPACE
MOST_CELL = 13 * SPACE
WIDEST = 1.5  # times the height
LONGEST_NAME = 18 * SPACE
CELL_ROLE = Qt.ItemDataRole.UserRole + 1


class Cell(NamedTuple):
    pictures: int
    share: float  # of the row, 0..1
    right: bool


class ConfusionModel(QAbstractTableModel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes: Sequence[str] = ()
        self._counts: Any = None
        self._rows: Any = None

    def show(self, classes: Sequence[str], counts: NDArray[np.int64]) -> None:
        """`counts` (C, C): rows are true classes, columns answers."""
        self.beginResetModel()
        self.classes, self._counts, self._rows = classes, counts, counts.sum(1)
        self.endResetModel()

    def cell(self, true: int, answer: int) -> Cell:
        count, of = int(self._counts[true, answer]), int(self._rows[true])
        return Cell(count, count / of if of else 0.0, true == answer)

    def sentence(self, true: int, answer: int) -> str:
        """What one cell says, for a tooltip and for those who cannot see it."""
        cell = self.cell(true, answer)
        values = {
            "count": number(cell.pictures),
            "total": number(int(self._rows[true])),
            "share": percent(cell.share),
            "true": plain(self.classes[true]),
            "answer": plain(self.classes[answer]),
        }
        if cell.right:
            return self.tr("{true}: {count} of {total} right ({share})").format(**values)
        return self.tr("{true} taken for {answer}: {count} of {total} ({share})").format(**values)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.classes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.classes)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return plain(self.classes[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(plain(self.classes[section]))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == CELL_ROLE:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return number(self.cell(index.row(), index.column()).pictures)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self.sentence(index.row(), index.column()))
        return None


class ConfusionMatrix(QTableView):
    """`chosen` follows every change of the current cell, by mouse or by arrow keys."""

    chosen = Signal(int, int)  # true class, answer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ConfusionModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_CellDelegate(self))
        self.setHorizontalHeader(_Header(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(_Header(Qt.Orientation.Vertical, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setProperty("role", "bare")
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Confusion matrix"))
        self.selectionModel().currentChanged.connect(self._on_current)
        theme().changed.connect(self._fit)

    def show_matrix(self, classes: Sequence[str], counts: NDArray[np.int64]) -> None:
        """`counts` (C, C): rows are true classes, columns answers."""
        self._model.show(classes, counts)
        self._fit()

    def choose(self, true: int, answer: int) -> None:
        self.setCurrentIndex(self._model.index(true, answer))

    def sentence(self, true: int, answer: int) -> str:
        """What one cell says."""
        return self._model.sentence(true, answer)

    @property
    def cell_size(self) -> QSize:
        """Of every cell, in logical pixels."""
        return QSize(self.horizontalHeader().defaultSectionSize(), self.verticalHeader().defaultSectionSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        if index.isValid():
            self.chosen.emit(index.row(), index.column())

    @Slot()
    def _fit(self) -> None:
        """As large as there is room for all cells, within what is readable."""
        count = len(self._model.classes)
        if not count:
            return
        metrics = QFontMetrics(theme().font("caption"))
        widest = max(metrics.horizontalAdvance(plain(name)) for name in self._model.classes)
        names = min(widest + 2 * SPACE, LONGEST_NAME)
        upright = metrics.height() + SPACE
        width = height = 0
        for across in (upright, names):  # names lie flat where the cells are wide enough for them
            height = max(LEAST_CELL, min(MOST_CELL, (self.height() - across - 4) // count))
            width = max(LEAST_CELL, min(round(WIDEST * height), (self.width() - names - 4) // count))
            height = min(height, max(LEAST_CELL, width))
            if width >= widest + SPACE:
                break
        self.verticalHeader().setFixedWidth(names)
        self.horizontalHeader().setFixedHeight(across)
        self.horizontalHeader().setDefaultSectionSize(width)
        self.verticalHeader().setDefaultSectionSize(height)
        self.viewport().update()


class _CellDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(CELL_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        gap = 1 if rect.width() < 4 * SPACE else 2
        box = QRectF(rect).adjusted(gap, gap, -gap, -gap)
        radius = min(6.0, box.height() / 6)
        # Few mistakes in many pictures must be seen too: their shades begin strongly.
        strength = cell.share if cell.right else cell.share**0.5
        fill = mixed("accent" if cell.right else "danger", "sunken", 0.9 * strength if cell.pictures else 0.0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, radius, radius)
        if cell.pictures:
            painter.setPen(readable_on(fill))
            _paint_numbers(painter, box, cell)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme().color("text"), 2))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(theme().color("text_muted"), 1))
        else:
            painter.restore()
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, radius, radius)
        painter.restore()


def _paint_numbers(painter: QPainter, box: QRectF, cell: Cell) -> None:
    """The count, and its share below where there is room; nothing where not even the count fits."""
    middle = Qt.AlignmentFlag.AlignCenter
    count, share = number(cell.pictures), percent(cell.share)
    strong, small = theme().font("body", strong=True), theme().font("caption")
    heights = QFontMetrics(strong).height() + QFontMetrics(small).height()
    both = max(QFontMetrics(strong).horizontalAdvance(count), QFontMetrics(small).horizontalAdvance(share))
    if box.height() >= heights + 2 and box.width() >= both + 4:
        half = QFontMetrics(strong).height()
        top = box.center().y() - heights / 2
        painter.setFont(strong)
        painter.drawText(QRectF(box.left(), top, box.width(), half), middle, count)
        painter.setFont(small)
        painter.drawText(QRectF(box.left(), top + half, box.width(), heights - half), middle, share)
        return
    font = theme().font("body" if box.height() > 4 * SPACE else "caption", strong=box.height() > 3 * SPACE)
    if QFontMetrics(font).horizontalAdvance(count) <= box.width():
        painter.setFont(font)
        painter.drawText(box, middle, count)


class _Header(QHeaderView):
    """Names of classes; those of the current cell stand out. Upright where a column is narrow."""

    def __init__(self, orientation: Qt.Orientation, matrix: QTableView) -> None:
        super().__init__(orientation, matrix)
        self._matrix = matrix
        self.setMinimumSectionSize(4)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        current = self._matrix.currentIndex()
        across = self.orientation() is Qt.Orientation.Horizontal
        chosen = current.isValid() and section == (current.column() if across else current.row())
        font = theme().font("caption", strong=chosen)
        metrics = QFontMetrics(font)
        name = str(self.model().headerData(section, self.orientation()))
        painter.save()
        painter.fillRect(rect, theme().color("surface"))
        painter.setFont(font)
        painter.setPen(theme().color("text" if chosen else "text_muted"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        if not across:
            room = rect.adjusted(0, 0, -SPACE, 0)
            words = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, flags | Qt.AlignmentFlag.AlignRight, words)
        elif rect.height() <= metrics.height() + SPACE:
            painter.drawText(rect, flags | Qt.AlignmentFlag.AlignHCenter, name)
        else:
            painter.translate(rect.left(), rect.bottom() - SPACE // 2)
            painter.rotate(-90)
            length = rect.height() - SPACE
            words = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, length)
            painter.drawText(QRect(0, 0, length, rect.width()), flags | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def sectionSizeFromContents(self, section: int) -> QSize:
        return QSize(LEAST_CELL, LEAST_CELL)
