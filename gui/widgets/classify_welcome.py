"""What the Classify page shows while it has no rows: an invitation."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gui.widgets.drop_area import DropArea


class Invitation(DropArea):
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("images", parent)
        self.set_text(
            self.tr("Drop pictures anywhere on this page"),
            self.tr("Single files or whole folders. A picture can also be pasted from the clipboard."),
        )
        open_folder = QPushButton(self.tr("Open a folder…"))
        open_folder.clicked.connect(self.folder_wanted)
        self.add_button(open_folder)
