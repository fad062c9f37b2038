"""A field for whole numbers that looks like the other fields. Knows no setting."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

_INDENT = 6  # pixels before the number: of a spin box a stylesheet's padding reaches the frame only


class SpinBox(QSpinBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_INDENT, 0, 0, 0)
