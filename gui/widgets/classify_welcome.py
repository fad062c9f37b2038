"""What the Classify page shows while it has no rows: how to get a model, or an invitation."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gui.widgets.drop_area import DropArea


class NoModel(DropArea):
    train_wanted = Signal()
    model_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("model", parent)
        self.set_text(
            self.tr("Train a model first, or open a model file"),
            self.tr(
                "A model can also be dropped here. While training goes on, its best model so far is used."
            ),
        )
        self.train_button = QPushButton(self.tr("Go to Train"))
        self.train_button.setProperty("role", "primary")
        self.train_button.clicked.connect(self.train_wanted)
        open_model = QPushButton(self.tr("Open a model file…"))
        open_model.clicked.connect(self.model_wanted)
        self.add_button(self.train_button)
        self.add_button(open_model)


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
