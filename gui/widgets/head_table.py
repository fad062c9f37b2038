"""What each head finds of each class: where depth pays. Knows no job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeView, QWidget

from core.events import HeadFigures
from gui.tables import Index
from gui.text import percent, plain
from gui.widgets.heads import BY_DEPTH, head_title

UNDEFINED = "–"


class HeadTableModel(QAbstractTableModel):
    """A row per class: its name, and of each head the share of its pictures that it names right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Sequence[str] = ()
        self._recalls: list[list[float | None]] = []

    def show(self, heads: Sequence[HeadFigures | None]) -> None:
        """`heads` in the order aux1, aux2, main; None where there is none."""
        self.beginResetModel()
        main = heads[-1]
        self._names = [each.name for each in main.classes] if main is not None else ()
        self._recalls = [
            [None] * len(self._names) if head is None else [each.recall for each in head.classes]
            for head in heads
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(BY_DEPTH)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return head_title(BY_DEPTH[section - 1].key) if section else self.tr("Right, of each class")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return plain(self._names[index.row()])
            recall = self._recalls[index.column() - 1][index.row()]
            return UNDEFINED if recall is None else percent(recall)
        return None


class HeadTable(QTreeView):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recalls = HeadTableModel(self)
        self.setModel(self._recalls)
        self.setProperty("role", "table")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QTreeView.SelectionMode.NoSelection)
        self.setAccessibleName(self.tr("What each head finds of each class"))
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.header().setStretchLastSection(False)

    def show_heads(self, main: HeadFigures, aux1: HeadFigures | None, aux2: HeadFigures | None) -> None:
        self._recalls.show((aux1, aux2, main))
