"""The head of an open dataset: its name, its size and its split; Change, and Train. Knows no session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gui.icons import icon
from gui.text import file_name, number, plain, tooltip
from gui.theme import SPACE
from gui.widgets.layouts import ElidedLabel, column, row

if TYPE_CHECKING:
    from core.data.dataset import Dataset


class DatasetHeader(QWidget):
    change_wanted = Signal()
    train_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel("title")
        self.summary = ElidedLabel("muted")
        change = QPushButton(self.tr("Change…"))
        change.setToolTip(self.tr("Open another folder"))
        change.clicked.connect(self.change_wanted)
        train = QPushButton(self.tr("Train"))
        train.setIcon(icon("arrow-right", "on_accent"))
        train.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        train.setProperty("role", "primary")
        train.clicked.connect(self.train_wanted)
        words = QWidget()
        lines = column(words, spacing=SPACE // 2)
        lines.addWidget(self.name)
        lines.addWidget(self.summary)
        line = row()
        self.setLayout(line)
        line.addWidget(words, 1)
        line.addWidget(change)
        line.addWidget(train)

    def show_dataset(self, dataset: Dataset, counts: Sequence[int]) -> None:
        """`counts` are the pictures for training, validation and test."""
        self.name.set_full_text(file_name(dataset.root))
        self.name.setToolTip(tooltip(plain(str(dataset.root))))
        parts = [
            self.tr("{count} classes").format(count=number(len(dataset.classes))),
            self.tr("{count} pictures").format(count=number(len(dataset.items))),
        ]
        if sum(counts):
            shares = [round(100 * count / sum(counts)) for count in counts if count]
            parts.append(" / ".join(str(share) for share in shares))
        self.summary.set_full_text("  ·  ".join(parts))
