"""What the Data page shows while a folder is being read; knows no session."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.text import file_name, plain
from gui.theme import SPACE
from gui.widgets.job_progress import JobProgress
from gui.widgets.layouts import ElidedLabel, column, spread

WIDTH = 60 * SPACE


class Opening(QWidget):
    """The name of the folder, and how far the reading is."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ElidedLabel("title")
        self._place = ElidedLabel("caption")
        self.progress = JobProgress()
        inner = QWidget()
        inner.setMaximumWidth(WIDTH)
        lines = column(inner)
        lines.addStretch(2)
        for widget in (self._name, self._place):
            lines.addWidget(widget)
        lines.addSpacing(2 * SPACE)
        lines.addWidget(self.progress)
        lines.addStretch(3)
        spread(self, inner)

    def show_folder(self, folder: Path | None) -> None:
        """None stands for the sample."""
        self._name.set_full_text(file_name(folder) if folder else self.tr("Sample pictures"))
        self._place.set_full_text(plain(str(folder.parent)) if folder else "")
        self.progress.begin(self.tr("Starting"))
