"""The head of the Classify page: the model in use, and what can be opened. Knows no session."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gui.icons import icon
from gui.text import plain, tooltip
from gui.theme import SPACE
from gui.widgets.layouts import ElidedLabel, column, label, row
from gui.widgets.model_button import ModelButton

MARK = 18


class ClassifyHeader(QWidget):
    """Without a model it offers nothing: the page itself then says what to do."""

    clear_wanted = Signal()
    pictures_wanted = Signal()
    camera_wanted = Signal(bool)
    export_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_line = ElidedLabel("muted", Qt.TextElideMode.ElideRight)
        mark = label("")
        mark.setPixmap(icon("model", "text_muted").pixmap(QSize(MARK, MARK)))
        model = row()
        model.addWidget(mark)
        model.addWidget(self.model_line, 1)
        words = QWidget()
        lines = column(words, spacing=SPACE // 2)
        lines.addWidget(label(title, "title"))
        lines.addLayout(model)
        self.clear_button = QPushButton(self.tr("Clear"))
        self.clear_button.clicked.connect(self.clear_wanted)
        self.camera_button = QPushButton(icon("camera"), self.tr("Camera"))
        self.camera_button.setCheckable(True)
        self.camera_button.setProperty("role", "toggle")
        self.camera_button.toggled.connect(self.camera_wanted)
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setToolTip(self.tr("Write the model for other programs"))
        self.export_button.clicked.connect(self.export_wanted)
        self.model_button = ModelButton()
        self.pictures_button = QPushButton(self.tr("Open pictures…"))
        self.pictures_button.setProperty("role", "primary")
        self.pictures_button.clicked.connect(self.pictures_wanted)
        self._with_model = (self.camera_button, self.export_button, self.model_button, self.pictures_button)
        line = row()
        self.setLayout(line)
        line.addWidget(words, 1)
        for button in (self.clear_button, *self._with_model):
            line.addWidget(button)

    def show_model(self, model: Path | None, words: str) -> None:
        self.model_line.set_full_text(words)
        self.model_line.setToolTip(tooltip(plain(str(model))) if model else "")
        for button in self._with_model:
            button.setVisible(model is not None)
