"""What a section that needs pictures shows while there are none: which to open. Knows no session."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gui.text import label_text
from gui.widgets.drop_area import DropArea


class NoPictures(DropArea):
    folder_wanted = Signal()  # the one that was asked for
    picture_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("folder-open", parent)
        self.open_folder = QPushButton()
        self.open_folder.setProperty("role", "primary")
        self.open_folder.clicked.connect(self.folder_wanted)
        open_picture = QPushButton(self.tr("Open a picture…"))
        open_picture.clicked.connect(self.picture_wanted)
        for button in (self.open_folder, open_picture):
            self.add_button(button)

    def ask(self, home: Path | None, *, one_is_enough: bool) -> None:
        """`home` is the folder that the model learned from, where it is known."""
        self.open_folder.setVisible(home is not None)
        if home is not None:
            self.open_folder.setText(self.tr("Open {folder}").format(folder=label_text(home.name)))
        self.set_text(
            self.tr("Which pictures?"),
            self.tr("Drop a picture here, or open the folder that the model learned from.")
            if one_is_enough
            else self.tr("This looks at many pictures: open the folder that the model learned from."),
        )
