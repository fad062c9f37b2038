"""The files of a folder that cannot be read, each with its reason; knows no session."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeView, QWidget

from gui.messages import remedy, sentence
from gui.tables import Index
from gui.text import plain, tooltip

if TYPE_CHECKING:
    from core.data.folder import SkippedFile


class SkippedModel(QAbstractTableModel):
    """Two columns: the file, relative to the folder, and why it was skipped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._root = Path()
        self._files: Sequence[SkippedFile] = ()

    def show(self, root: Path, files: Sequence[SkippedFile]) -> None:
        self.beginResetModel()
        self._root, self._files = root, files
        self.endResetModel()

    def path(self, row: int) -> Path:
        return self._files[row].path

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return (self.tr("File"), self.tr("Why it cannot be used"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        file = self._files[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return sentence(file.reason, file.data) if index.column() else self._shown(file.path)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(remedy(file.reason, file.data) if index.column() else plain(str(file.path)))
        return None

    def _shown(self, path: Path) -> str:
        return plain(str(path.relative_to(self._root)) if path.is_relative_to(self._root) else str(path))


class SkippedList(QTreeView):
    """A plain list with two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = SkippedModel(self)
        self.setModel(self._model)
        self.setProperty("role", "table")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Files that cannot be used"))
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def show_files(self, root: Path, files: Sequence[SkippedFile]) -> None:
        self._model.show(root, files)

    def selected_paths(self) -> list[Path]:
        return [self._model.path(index.row()) for index in self.selectionModel().selectedRows()]
