"""The words beside a picture: what one sees, and why it matters. Knows no view."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from gui.theme import SPACE
from gui.widgets.layouts import column, label, scrolling


class Explanation(QFrame):
    """Two short texts, a line of what is measured just now, and the lesson that tells more."""

    lesson_wanted = Signal(str)  # the stem of the lesson's file

    def __init__(self, see: str, why: str, lesson: str = "", *, scrolls: bool = True) -> None:
        """Where it does not scroll it takes what room it needs, in something that does."""
        super().__init__()
        self.setProperty("role", "card")
        self.setMinimumWidth(25 * SPACE)
        self._lesson = lesson
        self._now = label("", wrap=True)
        self._now.hide()
        inner = QWidget()
        inner.setProperty("role", "plain")
        lines = column(inner, margin=SPACE)
        lines.addWidget(label(self.tr("What you see"), "strong"))
        lines.addWidget(label(see, wrap=True))
        lines.addWidget(self._now)
        lines.addSpacing(SPACE)
        lines.addWidget(label(self.tr("Why it matters"), "strong"))
        lines.addWidget(label(why, "muted", wrap=True))
        if lesson:
            more = QPushButton(self.tr("Read the lesson"))
            more.setProperty("role", "quiet")
            more.clicked.connect(self._on_more)
            lines.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        column(self, margin=SPACE).addWidget(scrolling(inner) if scrolls else inner)

    def tell(self, words: str) -> None:
        """What is measured just now, in words."""
        self._now.setText(words)
        self._now.setVisible(bool(words))

    @property
    def words(self) -> str:
        return self._now.text()

    @Slot()
    def _on_more(self) -> None:
        self.lesson_wanted.emit(self._lesson)
