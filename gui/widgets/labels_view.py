"""The section of wrong labels: an invitation to look for them, then the queue. Knows no session."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from gui.widgets.drop_area import DropArea
from gui.widgets.label_queue import LabelQueue
from gui.widgets.layouts import column


class LabelsView(QWidget):
    search_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._invitation = DropArea("search-label")
        self._invitation.set_text(
            self.tr("Are all pictures in the right folder?"),
            self.tr(
                "Each is judged by a classifier that was not told its label, and you decide. "
                "Your files stay where they are."
            ),
        )
        self.search_button = QPushButton(self.tr("Look for wrong labels"))
        self.search_button.setProperty("role", "primary")
        self.search_button.clicked.connect(self.search_wanted)
        self._invitation.add_button(self.search_button)
        self.queue = LabelQueue()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._invitation)
        self._stack.addWidget(self.queue)
        column(self).addWidget(self._stack)

    def show_queue(self, found: bool) -> None:
        """The queue where suspects were looked for, else the invitation to do so."""
        self._stack.setCurrentWidget(self.queue if found else self._invitation)
        if found:
            self.queue.setFocus()

    def shutdown(self) -> None:
        self.queue.shutdown()
