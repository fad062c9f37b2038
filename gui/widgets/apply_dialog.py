"""Says exactly which files of the user would be moved, and asks. Knows no session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QListWidget, QPushButton, QWidget

from gui.text import file_name, number, plain, tooltip
from gui.theme import SPACE
from gui.widgets.layouts import column, label, row

if TYPE_CHECKING:
    from core.data.apply import FolderPlan

SIZE = (70 * SPACE, 50 * SPACE)


class ApplyDialog(QDialog):
    """`accepted_with` carries the moves, and the files that are to go to the recycle bin."""

    accepted_with = Signal(object, object)

    def __init__(self, plan: FolderPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Apply to folder"))
        self.resize(*SIZE)
        self._plan = plan
        heading = self.tr("Move {count} files into other class folders?")
        if len(plan.moves) == 1:
            heading = self.tr("Move 1 file into another class folder?")
        elif not plan.moves:
            heading = self.tr("No file has to move.")
        self._list = QListWidget()
        self._list.setProperty("role", "list")
        self._list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._list.setAccessibleName(self.tr("Files that would move"))
        for move in plan.moves:
            folders = f"{plain(move.source.parent.name)} → {plain(move.target.parent.name)}"
            self._list.addItem(f"{file_name(move.source)}:  {folders}")
            self._list.item(self._list.count() - 1).setToolTip(tooltip(plain(str(move.target))))
        self._list.setVisible(bool(plan.moves))
        words = self.tr("Put the {count} excluded pictures into the recycle bin as well")
        if len(plan.excluded) == 1:
            words = self.tr("Put the excluded picture into the recycle bin as well")
        self.bin = QCheckBox(words.format(count=number(len(plan.excluded))))
        self.bin.setVisible(bool(plan.excluded))
        self.bin.toggled.connect(self._on_bin)
        note = label(
            self.tr(
                "This changes your own folder. No file is overwritten: where a name is taken, a number is "
                "added. The moves can be undone right afterwards; the recycle bin gives back what is in it."
            ),
            "muted",
            wrap=True,
        )
        self.go = QPushButton(self.tr("Move the files"))
        self.go.setProperty("role", "primary")
        self.go.clicked.connect(self._on_go)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        cancel.setDefault(True)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        lines = column(self, margin=3 * SPACE, spacing=2 * SPACE)
        lines.addWidget(label(heading.format(count=number(len(plan.moves))), "heading", wrap=True))
        lines.addWidget(self._list, 1)
        lines.addWidget(self.bin)
        lines.addWidget(note)
        if not plan.moves:
            lines.addStretch(1)
        lines.addLayout(foot)
        self._on_bin(False)

    @Slot(bool)
    def _on_bin(self, wanted: bool) -> None:
        self.go.setEnabled(bool(self._plan.moves) or wanted)

    @Slot()
    def _on_go(self) -> None:
        self.accepted_with.emit(self._plan.moves, self._plan.excluded if self.bin.isChecked() else ())
        self.accept()
