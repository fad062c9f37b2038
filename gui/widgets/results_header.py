"""The head of the Results page: which model, on which pictures, and what to do with what was found.

Knows no session.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QWidget

from gui.theme import SPACE
from gui.widgets.layouts import ElidedLabel, column, label, row
from gui.widgets.model_button import ModelButton

OTHER = "other"


class ResultsHeader(QWidget):
    evaluate_wanted = Signal()
    part_chosen = Signal(str)  # "validation", "test", "train" or OTHER: another folder
    report_wanted = Signal(str)  # the suffix of the file

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_line = ElidedLabel("muted")
        self.parts = QComboBox()
        self.parts.setAccessibleName(self.tr("Pictures to look at"))
        for key, text in (
            ("validation", self.tr("Validation pictures")),
            ("test", self.tr("Test pictures")),
            ("train", self.tr("Training pictures")),
            (OTHER, self.tr("Another folder…")),
        ):
            self.parts.addItem(text, key)
        self.parts.activated.connect(self._on_part)
        self.model_button = ModelButton()
        self.report_button = QPushButton(self.tr("Report"))
        self.report_button.setProperty("menu", True)
        menu = QMenu(self.report_button)
        menu.addAction(self.tr("Save as HTML…"), self._on_html)
        menu.addAction(self.tr("Save as CSV…"), self._on_csv)
        self.report_button.setMenu(menu)
        self.evaluate_button = QPushButton(self.tr("Evaluate"))
        self.evaluate_button.setProperty("role", "primary")
        self.evaluate_button.clicked.connect(self.evaluate_wanted)
        words = QWidget()
        lines = column(words, spacing=SPACE // 2)
        lines.addWidget(label(title, "title"))
        lines.addWidget(self.model_line)
        line = row()
        self.setLayout(line)
        line.addWidget(words, 1)
        for widget in (self.report_button, self.model_button, self.parts, self.evaluate_button):
            line.addWidget(widget)

    @property
    def part(self) -> str:
        return str(self.parts.currentData())

    def show_folder(self, folder: Path | None, name: str) -> None:
        """Another folder than the model's own is chosen; None for the own one."""
        at = self.parts.findData(OTHER)
        self.parts.setItemText(at, name if folder is not None else self.tr("Another folder…"))
        if folder is None and self.part == OTHER:
            self.parts.setCurrentIndex(0)

    @Slot(int)
    def _on_part(self, _place: int) -> None:
        self.part_chosen.emit(self.part)

    @Slot()
    def _on_html(self) -> None:
        self.report_wanted.emit(".html")

    @Slot()
    def _on_csv(self) -> None:
        self.report_wanted.emit(".csv")
