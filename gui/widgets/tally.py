"""How many pictures were given each class, as pills; a click shows only those. Knows no session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.tables import UNSURE, Index
from gui.text import number, plain
from gui.theme import SPACE, theme

PILL = 4 * SPACE
LONGEST = 24 * SPACE
MOST_LINES = 2


class TallyModel(QAbstractListModel):
    """Classes and their counts, the most frequent first; those in doubt and the failed ones ("") last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[str, int]] = []

    def show(self, counts: Mapping[str, int]) -> None:
        rows = sorted(counts.items(), key=lambda row: (not row[0], row[0] == UNSURE, -row[1], row[0]))
        if [label for label, _ in rows] == [label for label, _ in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            label, count = self.rows[index.row()]
            special = {"": self.tr("no answer"), UNSURE: self.tr("not sure")}
            name = special.get(label) or plain(label)
            return f"{name}  {number(count)}"
        return None


class _PillDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = QFontMetrics(theme().font("body")).horizontalAdvance(index.data()) + 3 * SPACE + 4
        return QSize(min(width, LONGEST) + SPACE, PILL + SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state: QStyle.StateFlag = option.state
        pill = QRectF(option.rect).adjusted(0.5, 4.5, -SPACE - 0.5, -4.5)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(theme().color("accent" if chosen else "border_strong" if hovered else "border"))
        painter.setBrush(theme().color("accent_soft" if chosen else "surface"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        font = theme().font("body")
        painter.setFont(font)
        painter.setPen(theme().color("text"))
        inner = pill.adjusted(1.5 * SPACE, 0, -1.5 * SPACE, 0)
        text = QFontMetrics(font).elidedText(
            index.data(), Qt.TextElideMode.ElideMiddle, round(inner.width()) + 1
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
        painter.restore()


class Tally(QListView):
    """`chosen` carries the class to show alone ("" for the failed ones, `UNSURE`), or None for all."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TallyModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_PillDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setProperty("role", "bare")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("How many of each class"))
        self.selectionModel().selectionChanged.connect(self._on_selection)
        theme().changed.connect(self.viewport().update)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """The chosen class stays chosen."""
        chosen = self._chosen()
        before = self.blockSignals(True)
        self._model.show(counts)
        labels = [label for label, _ in self._model.rows]
        if chosen in labels and self._chosen() is None:
            self.setCurrentIndex(self._model.index(labels.index(chosen)))
        self.blockSignals(before)
        self.scheduleDelayedItemsLayout()  # a count with one more digit makes its pill wider
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or self.selectionModel().isSelected(index):
            self.clearSelection()
            return
        super().mousePressEvent(event)

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _on_selection(self) -> None:
        self.chosen.emit(self._chosen())

    def _chosen(self) -> str | None:
        rows = self.selectionModel().selectedIndexes()
        return self._model.rows[rows[0].row()][0] if rows else None

    def _fit(self) -> None:
        """As high as its lines, up to two."""
        line = PILL + SPACE
        last = self._model.rowCount() - 1
        bottom = self.visualRect(self._model.index(last)).bottom() + 1 if last >= 0 else 0
        bottom += self.verticalOffset()
        self.setFixedHeight(max(line, min(MOST_LINES * line, bottom)))
