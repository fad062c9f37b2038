"""An inline message of what was done, with a way to take it back. Knows no job."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gui.icons import icon
from gui.widgets.message_bar import MessageBar


class DoneBar(MessageBar):
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.undo_button = QPushButton(icon("undo"), self.tr("Undo"))
        self.undo_button.clicked.connect(self.undo_wanted)
        self.add_button(self.undo_button)

    def tell(self, text: str, more: str = "", *, undoable: bool) -> None:
        self.undo_button.setVisible(undoable)
        self.say("ok", text, more)
