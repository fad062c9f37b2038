"""Asks what a picture really is, and says where its copy will go. Knows no session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QListWidget, QPushButton, QWidget

from gui.text import plain, tooltip
from gui.theme import SPACE
from gui.widgets.layouts import ElidedLabel, column, label, row

SIZE = (58 * SPACE, 60 * SPACE)
FEW = 8  # so many need no search


class CorrectionDialog(QDialog):
    """`accepted_with` carries the class, and the folder that holds all class folders."""

    accepted_with = Signal(str, object)

    def __init__(
        self,
        name: str,
        classes: Sequence[str],
        root: Path,
        folder_of: Callable[[Path, str], Path],
        parent: QWidget | None = None,
    ) -> None:
        """`folder_of` gives the folder of a class below the root that is chosen."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("That is wrong"))
        self.resize(*SIZE)
        self._classes = classes
        self._root = root
        self._folder_of = folder_of
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a class"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search)
        self.search.setVisible(len(classes) > FEW)
        self.list = QListWidget()
        self.list.setProperty("role", "list")
        self.list.setAccessibleName(self.tr("Classes"))
        for each in classes:
            self.list.addItem(plain(each))
        self.list.itemSelectionChanged.connect(self._show_target)
        self.list.itemActivated.connect(self._on_go)
        self._target = ElidedLabel("strong")
        change = QPushButton(self.tr("Change…"))
        change.clicked.connect(self._on_change)
        where = row()
        where.addWidget(self._target, 1)
        where.addWidget(change)
        note = label(
            self.tr("The picture is copied there, for the next training. It can be undone."),
            "caption",
            wrap=True,
        )
        self.go = QPushButton(self.tr("Copy"))
        self.go.setProperty("role", "primary")
        self.go.clicked.connect(self._on_go)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        lines = column(self, margin=3 * SPACE, spacing=SPACE * 3 // 2)
        title = ElidedLabel("heading")
        title.set_full_text(self.tr("What is {name}?").format(name=plain(name)))
        lines.addWidget(title)
        lines.addWidget(self.search)
        lines.addWidget(self.list, 1)
        lines.addWidget(label(self.tr("Copied into"), "muted"))
        lines.addLayout(where)
        lines.addWidget(note)
        lines.addLayout(foot)
        self._show_target()

    @property
    def target(self) -> Path | None:
        """The folder that the copy would go to."""
        at = self._chosen()
        return None if at < 0 else self._folder_of(self._root, self._classes[at])

    @Slot(str)
    def _on_search(self, text: str) -> None:
        first = -1
        for at, name in enumerate(self._classes):
            hidden = text.casefold() not in plain(name).casefold()
            self.list.item(at).setHidden(hidden)
            first = at if first < 0 and not hidden else first
        self.list.setCurrentRow(first)

    @Slot()
    def _show_target(self) -> None:
        target = self.target
        self._target.set_full_text(plain(str(target or self._root)))
        self._target.setToolTip(tooltip(plain(str(target or self._root))))
        self.go.setEnabled(target is not None)

    @Slot()
    def _on_change(self) -> None:
        title = self.tr("Choose the folder that holds the class folders")
        name = QFileDialog.getExistingDirectory(self, title, str(self._root))
        if name:
            self._root = Path(name)
            self._show_target()

    @Slot()
    def _on_go(self) -> None:
        at = self._chosen()
        if at >= 0:
            self.accepted_with.emit(self._classes[at], self._root)
            self.accept()

    def _chosen(self) -> int:
        """The number of the class that shows as chosen, -1 for none: a current row alone does not show."""
        rows = self.list.selectionModel().selectedRows()
        return rows[0].row() if rows else -1
