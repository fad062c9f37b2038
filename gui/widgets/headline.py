"""The few figures that say how good a model is, large, each with what it means below. Knows no job."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layouts import label, row


class Headline(QFrame):
    """Figures side by side, the first one the widest."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._figures = [_Figure() for _ in range(count)]
        line = row(spacing=3 * SPACE)
        line.setContentsMargins(2 * SPACE, SPACE * 3 // 2, 2 * SPACE, SPACE * 3 // 2)
        self.setLayout(line)
        for number, figure in enumerate(self._figures):
            line.addWidget(figure, 3 if number == 0 else 2)

    def show_figure(self, number: int, value: str, name: str, note: str) -> None:
        self._figures[number].show_words(value, name, note)

    def words(self, number: int) -> str:
        """All that one figure says."""
        return self._figures[number].accessibleName()


class _Figure(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._value = label("", "title")
        self._name = label("", "strong")
        self._note = label("", "caption", wrap=True)
        first = row()
        first.addWidget(self._value)
        first.addWidget(self._name, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(first)
        lines.addWidget(self._note)
        lines.addStretch(1)

    def show_words(self, value: str, name: str, note: str) -> None:
        self._value.setText(value)
        self._name.setText(name)
        self._note.setText(note)
        self.setAccessibleName(f"{value} {name}. {note}")
