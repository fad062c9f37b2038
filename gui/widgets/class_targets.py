"""The classes that a picture can be moved to: a numbered button for each, or a menu where they are many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from gui.text import label_text, plain, tooltip
from gui.theme import SPACE
from gui.widgets.layouts import column, label, restyle

KEYS = 9
COLUMNS = 2
LONGEST = 16  # letters of a class on a button


class ClassTargets(QWidget):
    """Where there are more classes than digits, the suggested one alone has a button, and a menu has all."""

    chosen = Signal(str)  # the class

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: Sequence[str] = ()
        self._offered: Sequence[str] = ()  # what the digits stand for
        self._buttons: list[QPushButton] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE)
        self.others = QComboBox()
        self.others.setAccessibleName(self.tr("Move to another class"))
        self.others.activated.connect(self._on_other)
        lines = column(self)
        lines.addWidget(label(self.tr("Move to"), "muted"))
        lines.addLayout(self._grid)
        lines.addWidget(self.others)

    def show_classes(self, classes: Sequence[str]) -> None:
        self._classes = classes
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.deleteLater()
        few = len(classes) <= KEYS
        self._buttons = []
        for at in range(len(classes) if few else 1):
            button = QPushButton()
            button.setProperty("role", "target")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._on_button)
            self._buttons.append(button)
            self._grid.addWidget(button, at // COLUMNS, at % COLUMNS, 1, 1 if few else COLUMNS)
        self.others.clear()
        self.others.setVisible(not few)
        if not few:
            self.others.addItem(self.tr("Another class…"))
            for name in classes:
                self.others.addItem(plain(name), name)

    def offer(self, given: str, suggested: str) -> None:
        """For a picture that is in the class `given`, which is no target, and looks like `suggested`."""
        self._offered = self._classes if len(self._classes) <= KEYS else [suggested]
        for at, (button, name) in enumerate(zip(self._buttons, self._offered, strict=True)):
            button.setText(f"{at + 1}  {_short(name)}")
            button.setToolTip(tooltip(plain(name)))
            button.setEnabled(name != given)
            restyle(button, "suggested", "true" if name == suggested else "false")
        self.others.setCurrentIndex(0)

    def choose(self, place: int) -> None:
        """What the button at `place` does, where there is one."""
        if place < len(self._offered):
            self.chosen.emit(self._offered[place])

    @Slot()
    def _on_button(self) -> None:
        self.choose(self._buttons.index(self.sender()))  # type: ignore[arg-type]

    @Slot(int)
    def _on_other(self, place: int) -> None:
        if place > 0:
            self.chosen.emit(str(self.others.itemData(place)))


def _short(name: str) -> str:
    words = label_text(name)
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
