"""Where a view of the Inside page stands: it fills the room, and is scrolled where there is too little.

Knows no view.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gui.widgets.layouts import column


class Place(QScrollArea):
    """Scrolled only where a view has less than the least that it can do with, and not as soon as it has less
    than it would like, which is what Qt does where texts are wrapped."""

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        view.setProperty("role", "plain")
        inner = _WithoutWishes()
        column(inner).addWidget(view)
        whole = QWidget()
        for widget in (inner, whole):
            widget.setProperty("role", "plain")
        column(whole).addWidget(inner)
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class _WithoutWishes(QWidget):
    def hasHeightForWidth(self) -> bool:
        return False
