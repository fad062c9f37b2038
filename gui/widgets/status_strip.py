"""The strip at the bottom of the window: what is running, seen from every page. Knows no session."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from gui.theme import SPACE
from gui.widgets.layouts import label

HEIGHT = 48
_STEPS = 1000


class StatusStrip(QWidget):
    """One line: words, a bar, more words; room for buttons at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._words = label("", "strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(30 * SPACE)
        self._more = label("", "muted")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        self._line.setSpacing(2 * SPACE)
        self._line.addWidget(self._words)
        self._line.addWidget(self._bar)
        self._line.addWidget(self._more)
        self._line.addStretch()
        self.idle("")

    def add_button(self, button: QWidget) -> None:
        self._line.addWidget(button)

    def idle(self, words: str) -> None:
        """Nothing is running."""
        self._show_words("", words)
        self._bar.hide()

    def running(self, words: str, more: str, fraction: float | None) -> None:
        """`fraction` is 0..1, or None while the end is not known."""
        self._show_words(words, more)
        self._bar.show()
        if fraction is None:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(_STEPS * fraction))

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def more(self) -> str:
        return self._more.text()

    def _show_words(self, words: str, more: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._more.setText(more)
