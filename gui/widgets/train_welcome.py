"""The Train page before there are pictures: what training needs, and how to begin. Knows no session."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from gui.theme import SPACE
from gui.widgets.drop_area import DropArea
from gui.widgets.layouts import column

_SIZE = QSize(88 * SPACE, 66 * SPACE)


class TrainWelcome(QWidget):
    """`buttons` are the ways to begin, the first of them the usual one."""

    def __init__(self, *buttons: QPushButton) -> None:
        super().__init__()
        area = DropArea("train")
        area.set_text(
            self.tr("Training starts with a folder of pictures"),
            self.tr("One sub-folder for each class. Drop it here, or begin with the sample pictures."),
        )
        for button in buttons:
            area.add_button(button)
        area.setFixedSize(_SIZE)
        lines = column(self, margin=4 * SPACE)
        lines.addWidget(area)
        lines.setAlignment(area, Qt.AlignmentFlag.AlignCenter)
