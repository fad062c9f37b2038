"""The rail of pages on the left: an icon and a word each, one chosen at a time. Knows no page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.icons import icon
from gui.theme import SPACE

WIDTH = 88
ICON = 24


class Rail(QWidget):
    """Ctrl+1, Ctrl+2, ... choose a page from the keyboard."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE, 2 * SPACE, SPACE, 2 * SPACE)
        self._column.setSpacing(SPACE)
        self._column.addStretch()

    def add(self, text: str, icon_name: str) -> None:
        number = len(self._group.buttons())
        button = QToolButton()
        button.setProperty("role", "rail")
        button.setText(text)
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(ICON, ICON))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click shows by the mark, not by the focus
        shortcut = QKeySequence(f"Ctrl+{number + 1}")
        button.setShortcut(shortcut)
        button.setToolTip(f"{text} ({shortcut.toString(QKeySequence.SequenceFormat.NativeText)})")
        self._group.addButton(button, number)
        self._column.insertWidget(number, button, 0, Qt.AlignmentFlag.AlignHCenter)

    @Slot(int)
    def choose(self, number: int) -> None:
        """Mark a page as the one on show."""
        self._group.button(number).setChecked(True)
