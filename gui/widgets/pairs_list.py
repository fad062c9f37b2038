"""The pairs of classes that are confused most often; a click leads to their cell. Knows no job."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from gui.text import label_text, number
from gui.theme import SPACE
from gui.widgets.layouts import column, label

SHOWN = 4


class PairsList(QWidget):
    chosen = Signal(int, int)  # true class, answer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: Sequence[tuple[int, int, int]] = ()
        self._buttons: list[QPushButton] = []
        self._title = label(self.tr("Most confused"), "strong")
        self._lines = column(self, spacing=SPACE // 2)
        self._lines.addWidget(self._title)

    def show_pairs(self, classes: Sequence[str], pairs: Sequence[tuple[int, int, int]]) -> None:
        """`pairs` are (true class, answer, pictures), the most frequent first."""
        for button in self._buttons:
            self._lines.removeWidget(button)
            button.deleteLater()
        self._pairs = pairs[:SHOWN]
        self._buttons = []
        self._title.setVisible(bool(pairs))
        for true, answer, count in self._pairs:
            words = self.tr("{true} taken for {answer} ({count})").format(
                true=label_text(classes[true]), answer=label_text(classes[answer]), count=number(count)
            )
            button = QPushButton(words)
            button.setProperty("role", "line")
            button.clicked.connect(self._on_clicked)
            self._buttons.append(button)
            self._lines.addWidget(button)

    @Slot()
    def _on_clicked(self) -> None:
        true, answer, _ = self._pairs[self._buttons.index(self.sender())]  # type: ignore[arg-type]
        self.chosen.emit(true, answer)
