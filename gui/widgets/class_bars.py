"""The classes of a dataset as bars, each side in a shade of its own; choosing some filters the gallery.

Leaving out, merging and renaming are asked for with signals; knows no dataset file and starts no job.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from gui.icons import icon
from gui.tables import Index
from gui.text import label_text, number, plain, tooltip
from gui.theme import theme
from gui.widgets.bars import BAR_ROLE, Bar, BarDelegate

MOST_MERGE_TARGETS = 30


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class: its name as shown, and how many pictures each side has; one left out has none."""

    name: str
    counts: tuple[int, ...]  # training, validation, test
    left_out: bool = False

    @property
    def total(self) -> int:
        return sum(self.counts)


class ClassModel(QAbstractListModel):
    """Classes in the order of the dataset. An edited name is not set, but asked for with `rename_wanted`."""

    rename_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ClassRow] = ()
        self._most = 1

    def show(self, rows: Sequence[ClassRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self._most = max((row.total for row in rows), default=1) or 1
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == BAR_ROLE:
            if row.left_out:
                return Bar(plain(row.name), (), self.tr("left out"), muted=True)
            return Bar(plain(row.name), tuple(n / self._most for n in row.counts), number(row.total))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return plain(row.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{plain(row.name)}: {number(row.total)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._tooltip(row))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = index.isValid() and not self.rows[index.row()].left_out
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name = self.rows[index.row()].name
        if value.strip() and value != plain(name):
            self.rename_wanted.emit(name, value.strip())
        return False

    def _tooltip(self, row: ClassRow) -> str:
        lines = [plain(row.name)]
        names = (self.tr("training"), self.tr("validation"), self.tr("test"))
        lines += [f"{name}: {number(count)}" for name, count in zip(names, row.counts, strict=False) if count]
        return "\n".join(lines)


class ClassBars(QListView):
    """Clicking a class chooses it, with Ctrl or Shift several; a second click or Escape chooses none."""

    chosen = Signal(object)  # tuple[str, ...]: empty means all
    leave_out_wanted = Signal(object, bool)  # tuple[str, ...], whether to leave them out or take them back
    merge_wanted = Signal(object, str)  # tuple[str, ...], the name that all of them take
    rename_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ClassModel(self)
        self._delegate = BarDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._model.rename_wanted.connect(self.rename_wanted)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("role", "bare")
        self.setAccessibleName(self.tr("Classes"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        theme().changed.connect(self.viewport().update)

    def show_classes(self, rows: Sequence[ClassRow]) -> None:
        self._delegate.widest = max((number(row.total) for row in rows), key=len, default="0")
        self._model.show(rows)
        self.updateGeometry()

    def choose(self, names: Sequence[str]) -> None:
        """Select exactly these."""
        selection = QItemSelection()
        for position, row in enumerate(self._model.rows):
            if row.name in names:
                index = self._model.index(position)
                selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def chosen_names(self) -> tuple[str, ...]:
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._model.rows[row].name for row in rows)

    def sizeHint(self) -> QSize:
        return QSize(320, self._delegate.height() * max(1, len(self._model.rows)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        only = self.selectionModel().selectedIndexes() == [index]
        plain_click = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if only and plain_click and event.button() is Qt.MouseButton.LeftButton:
            self.clearSelection()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """What can be done with the chosen classes."""
        menu = QMenu(self)
        names = self.chosen_names()
        by_name = {row.name: row for row in self._model.rows}
        if not names:
            return menu
        if len(names) == 1 and not by_name[names[0]].left_out:
            menu.addAction(self.tr("Rename for display"), self._on_rename)
        if all(by_name[name].left_out for name in names):
            menu.addAction(icon("undo"), self.tr("Take back in"), self._on_take_back)
        else:
            menu.addAction(icon("eye-off"), self.tr("Leave out of training"), self._on_leave_out)
            self._add_targets(menu, names)
        return menu

    @Slot()
    def _on_selection(self) -> None:
        self.chosen.emit(self.chosen_names())

    def show_menu(self, place: QPoint) -> None:
        """Offer at `place` on the screen what can be done with the chosen classes."""
        menu = self.menu()
        menu.exec(place)
        menu.deleteLater()

    @Slot(QPoint)
    def _on_menu(self, point: QPoint) -> None:
        if self.chosen_names():
            self.show_menu(self.viewport().mapToGlobal(point))

    @Slot()
    def _on_rename(self) -> None:
        self.edit(self.selectionModel().selectedIndexes()[0])

    @Slot()
    def _on_leave_out(self) -> None:
        self.leave_out_wanted.emit(self.chosen_names(), True)

    @Slot()
    def _on_take_back(self) -> None:
        self.leave_out_wanted.emit(self.chosen_names(), False)

    @Slot(QAction)
    def _on_merge(self, action: QAction) -> None:
        self.merge_wanted.emit(tuple(dict.fromkeys((*self.chosen_names(), action.data()))), action.data())

    def _add_targets(self, menu: QMenu, names: Sequence[str]) -> None:
        others = [row for row in self._model.rows if not row.left_out and row.name not in names]
        if len(names) > 1:  # several chosen: they are merged among themselves
            others = [row for row in self._model.rows if row.name in names]
        if not others:
            return
        targets = menu.addMenu(self.tr("Merge into"))
        for row in others[:MOST_MERGE_TARGETS]:
            targets.addAction(label_text(row.name)).setData(row.name)
        targets.triggered.connect(self._on_merge)
