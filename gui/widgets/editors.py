"""One editor per kind of setting, all with the same few methods; they know values and no setting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from gui.widgets.spin_box import SpinBox

LARGEST_NUMBER = 2**31 - 1


class WholeNumber(SpinBox):
    edited = Signal()

    def __init__(self, zero: str = "") -> None:
        """`zero` is shown in the place of 0."""
        super().__init__()
        self.setSpecialValueText(zero)
        # What is allowed is said once, in core.config; the form asks it and shows its answer.
        self.setRange(0, LARGEST_NUMBER)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(88)
        self.valueChanged.connect(self.edited)

    def read(self) -> int:
        return self.value()

    def show_value(self, value: int) -> None:
        with QSignalBlocker(self):
            self.setValue(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:  # scrolling over a form must not change what lies under the pointer
            event.ignore()


class Choice(QComboBox):
    """One of a few; `words` maps a value to what is shown."""

    edited = Signal()

    def __init__(self, values: Sequence[Any], words: Sequence[str] | None = None) -> None:
        super().__init__()
        for value, text in zip(values, words or [str(value) for value in values], strict=True):
            self.addItem(text, value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentIndexChanged.connect(self.edited)

    def read(self) -> Any:
        return self.currentData()

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self):
            if self.findData(value) < 0:
                self.addItem(str(value), value)
            self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:  # scrolling over a form must not change what lies under the pointer
            event.ignore()


class YesNo(QCheckBox):
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.toggled.connect(self.edited)

    def read(self) -> bool:
        return self.isChecked()

    def show_value(self, value: bool) -> None:
        with QSignalBlocker(self):
            self.setChecked(value)


class Numbers(QLineEdit):
    """One number of any size, or several with commas between; what is no number is handed on as text.

    `count` None takes any number of them, and gives a tuple; `whole` gives ints.
    """

    edited = Signal()

    def __init__(self, *, whole: bool = False, single: bool = True) -> None:
        super().__init__()
        self._whole = whole
        self._single = single
        self.setMinimumWidth(72)
        self.textEdited.connect(self.edited)

    def read(self) -> Any:
        if self._single:
            return self._parsed(self.text())
        parts = [part for part in self.text().replace(";", ",").split(",") if part.strip()]
        return tuple(self._parsed(part) for part in parts)

    def show_value(self, value: Any) -> None:
        if value != self.read():  # else what is being typed ("0.", on the way to "0.05") stays as it is
            parts = [value] if self._single else value
            self.setText(", ".join(f"{part:g}" if isinstance(part, float) else str(part) for part in parts))

    def _parsed(self, text: str) -> int | float | str:
        try:
            return int(text) if self._whole else float(text)
        except ValueError:
            return text.strip()


Editor = WholeNumber | Choice | YesNo | Numbers
