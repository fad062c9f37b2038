"""Precision, recall and the like per class, in a table that sorts by any of them. Knows no job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeView, QWidget

from core.events import ClassFigures
from gui.tables import Index
from gui.text import number, percent, plain, tooltip
from gui.theme import SPACE, theme

UNDEFINED = "–"
SORT_ROLE = Qt.ItemDataRole.UserRole + 1


class ClassFiguresModel(QAbstractTableModel):
    """A row per class, in the order of the model's classes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: Sequence[ClassFigures] = ()

    def show(self, classes: Sequence[ClassFigures]) -> None:
        self.beginResetModel()
        self._classes = classes
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self._classes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Class"),
                self.tr("Pictures"),
                self.tr("Precision"),
                self.tr("Recall"),
                self.tr("F1"),
                self.tr("AP", "average precision"),
            )[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            words = (
                "",
                self.tr("How many pictures of this class were looked at."),
                self.tr("Of those that were called this class, the share that is of it."),
                self.tr("Of those that are of this class, the share that was found."),
                self.tr("The harmonic mean of precision and recall."),
                self.tr("Average precision: how well its probability sorts its pictures before all others."),
            )[section]
            return tooltip(words) if words else None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self._classes[index.row()]
        value = (one.name, one.support, one.precision, one.recall, one.f1, one.average_precision)[
            index.column()
        ]
        if role == SORT_ROLE:
            return -1.0 if value is None else value.casefold() if isinstance(value, str) else float(value)
        if role == Qt.ItemDataRole.DisplayRole:
            if isinstance(value, str):
                return plain(value)
            if isinstance(value, int):
                return number(value)
            return UNDEFINED if value is None else percent(value)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class ClassTable(QTreeView):
    """`chosen` carries the number of the class whose row is current."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = ClassFiguresModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._figures)
        self._sorted.setSortRole(SORT_ROLE)
        self.setModel(self._sorted)
        self.setProperty("role", "table")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Figures of each class"))
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._fit()
        theme().changed.connect(self._fit)
        self.selectionModel().selectionChanged.connect(self._on_selection)

    def show_classes(self, classes: Sequence[ClassFigures]) -> None:
        self._figures.show(classes)

    def choose(self, number: int) -> None:
        self.setCurrentIndex(self._sorted.mapFromSource(self._figures.index(number, 0)))

    @Slot()
    def _fit(self) -> None:
        """Numbers get what the longest heading or the largest share needs, and names the rest."""
        metrics = QFontMetrics(theme().font("caption"))
        columns = range(1, self._figures.columnCount())
        across = Qt.Orientation.Horizontal
        widths = [metrics.horizontalAdvance(self._figures.headerData(at, across)) for at in columns]
        share = QFontMetrics(theme().font("body")).horizontalAdvance(percent(1.0)) + SPACE
        widest = max(share, *widths)
        for at in columns:
            self.header().resizeSection(at, widest + 2 * SPACE + 4)

    @Slot(QItemSelection, QItemSelection)
    def _on_selection(self, selected: QItemSelection, _before: QItemSelection) -> None:
        rows = selected.indexes()
        if rows:
            self.chosen.emit(self._sorted.mapToSource(rows[0]).row())
