"""A card: a surface with a heading, something beside the heading, and one thing below. Knows no content."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from gui.theme import SPACE
from gui.widgets.layouts import column, label, row


class Card(QFrame):
    """`aside` stands at the right of the heading."""

    def __init__(self, heading: str, aside: Sequence[QWidget], body: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "card")
        line = row()
        line.setContentsMargins(SPACE, 0, SPACE, 0)
        line.addWidget(label(heading, "strong"))
        line.addStretch(1)
        for widget in aside:
            line.addWidget(widget)
        top = QWidget()
        top.setLayout(line)
        top.setFixedHeight(4 * SPACE)
        self._lines = column(self, margin=SPACE, spacing=SPACE // 2)
        self._lines.addWidget(top)
        self._lines.addWidget(body, 1)

    def insert(self, widget: QWidget) -> None:
        """Put `widget` between the heading and the body."""
        self._lines.insertWidget(1, widget)
