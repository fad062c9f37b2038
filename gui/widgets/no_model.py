"""What a page that needs a model shows while there is none: how to get one. Knows no session."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from gui.widgets.drop_area import DropArea


class NoModel(DropArea):
    """`hint` says what the page would do with it; `others` are more ways to one."""

    train_wanted = Signal()
    model_wanted = Signal()

    def __init__(self, hint: str, *others: QPushButton) -> None:
        super().__init__("model")
        self._hint_text = hint
        self.tell("")
        self.train_button = QPushButton(self.tr("Go to Train"))
        self.train_button.setProperty("role", "primary")
        self.train_button.clicked.connect(self.train_wanted)
        open_model = QPushButton(self.tr("Open a model file…"))
        open_model.clicked.connect(self.model_wanted)
        for button in (self.train_button, *others, open_model):
            self.add_button(button)

    def tell(self, learning: str) -> None:
        """What is to be waited for while a network learns; empty where none does."""
        if learning:
            self.set_text(self.tr("A network learns"), learning)
        else:
            self.set_text(self.tr("Train a model first, or open a model file"), self._hint_text)
