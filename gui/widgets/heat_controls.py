"""Switches the heat map of a picture on, for a class of choice and as strong as wanted. Knows no session."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QSlider, QWidget

from gui.text import percent, plain
from gui.theme import SPACE
from gui.widgets.layouts import label, row

START = 65  # per cent


class HeatControls(QWidget):
    wanted = Signal()  # on or off, or for another class
    opacity_changed = Signal(float)  # 0..1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = QCheckBox(self.tr("Heat map"))
        self.switch.setToolTip(self.tr("Where in the picture the answer comes from (Grad-CAM)"))
        self.switch.toggled.connect(self._on_switched)
        self.classes = QComboBox()
        self.classes.setAccessibleName(self.tr("Class of the heat map"))
        self.classes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.classes.setMinimumContentsLength(8)
        self.classes.activated.connect(self._on_class)
        self._chosen: str | None = None
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setValue(START)
        self.opacity.setMinimumWidth(8 * SPACE)
        self.opacity.setAccessibleName(self.tr("Strength of the heat map"))
        self.opacity.valueChanged.connect(self._on_opacity)
        self._note = label("", "caption")
        line = row()
        self.setLayout(line)
        line.addWidget(self.switch)
        line.addWidget(self.classes, 1)
        line.addWidget(self.opacity, 1)
        line.addWidget(self._note)
        self._on_switched(False)

    @property
    def on(self) -> bool:
        return self.switch.isChecked()

    @property
    def label(self) -> str | None:
        """The class that was chosen; None for the model's own answer."""
        chosen = self.classes.currentData()
        return None if chosen is None else str(chosen)

    @property
    def strength(self) -> float:
        return self.opacity.value() / 100

    def show_classes(self, classes: Sequence[str]) -> None:
        """Those of the model in use. The choice stays: a run that trains writes one model after the other."""
        self.classes.clear()
        self.classes.addItem(self.tr("for its answer"))
        for name in classes:
            self.classes.addItem(plain(name), name)
        if self._chosen in classes:
            self.classes.setCurrentIndex(1 + classes.index(self._chosen))

    def say(self, words: str) -> None:
        """Such as that the map is being made."""
        self._note.setText(words)

    @Slot(bool)
    def _on_switched(self, on: bool) -> None:
        for widget in (self.classes, self.opacity, self._note):
            widget.setVisible(on)
        self._note.setText("")
        self.wanted.emit()

    @Slot()
    def _on_class(self) -> None:
        self._chosen = self.label
        self.wanted.emit()

    @Slot(int)
    def _on_opacity(self, value: int) -> None:
        self.opacity.setToolTip(percent(value / 100))
        self.opacity_changed.emit(value / 100)
