"""The parts of a page as a line of quiet tabs; one is chosen. Knows no page."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from gui.theme import SPACE
from gui.widgets.layouts import row


class SectionBar(QWidget):
    """The arrow keys go from one to the next, as in any group of buttons of which one is chosen."""

    chosen = Signal(str)  # the key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Else a section that asks for much would press it together, and all would jump from one to the next.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._line = row(spacing=SPACE // 2)
        self.setLayout(self._line)
        self._line.addStretch(1)

    def add(self, key: str, text: str) -> None:
        button = QPushButton(text)
        button.setCheckable(True)
        button.setProperty("role", "section")
        self._buttons[key] = button
        self._group.addButton(button)
        self._line.insertWidget(len(self._buttons) - 1, button)

    def name(self, key: str, text: str) -> None:
        """Call a section otherwise, such as with the number of what is in it."""
        self._buttons[key].setText(text)

    def choose(self, key: str) -> None:
        self._buttons[key].setChecked(True)
        self.chosen.emit(key)

    def text(self, key: str) -> str:
        return self._buttons[key].text()

    @property
    def current(self) -> str:
        checked = self._group.checkedButton()
        return next((key for key, button in self._buttons.items() if button is checked), "")

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self.current)
