"""The line above a plot: its title, a legend whose buttons switch curves, and a menu to save the chart with.

Knows looks, and no plot.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from gui.icons import icon
from gui.theme import SPACE
from gui.widgets.curves import SwitchSpec
from gui.widgets.heads import SAMPLE_SIZE, sample_icon
from gui.widgets.layouts import label

FORMATS = ("png", "svg", "csv")


class ChartHead(QWidget):
    switched = Signal()
    reset = Signal()
    export_wanted = Signal(str)  # one of FORMATS

    def __init__(self, title: str, switches: Sequence[SwitchSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.switched_off: set[str] = set()
        self._switches = {switch.key: switch for switch in switches}
        self._buttons: dict[str, QPushButton] = {}
        self.reset_button = _tool_button("zoom-out", self.tr("View all"))
        self.reset_button.clicked.connect(self.reset)
        self.reset_button.hide()
        self.export_button = _tool_button("download", self.tr("Save this chart"))
        self.export_button.setProperty("role", "menu")
        self.export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.export_button.setMenu(self._export_menu())

        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._heading = label(title, "strong")
        self._words.addWidget(self._heading)
        legend = QHBoxLayout()
        legend.setSpacing(0)
        for switch in switches:
            legend.addWidget(self._legend_button(switch))
        legend.addStretch()
        self._words.addLayout(legend, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addLayout(self._words, 1)
        line.addWidget(self.reset_button)
        line.addWidget(self.export_button)
        self.restyle()

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]

    def show_all(self) -> None:
        for button in self._buttons.values():
            button.show()

    @property
    def shown(self) -> list[SwitchSpec]:
        """The switches that are on and belong to this run, in order."""
        return [
            switch
            for key, switch in self._switches.items()
            if key not in self.switched_off and not self._buttons[key].isHidden()
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        # With the legend below the title, wherever it is just now.
        width = max(self._heading.sizeHint().width(), self._legend_width())
        return QSize(width + self.export_button.sizeHint().width(), super().minimumSizeHint().height())

    def restyle(self) -> None:
        self._arrange()
        for key, button in self._buttons.items():
            switch = self._switches[key]
            button.setIcon(
                sample_icon(
                    switch.look,
                    on=key not in self.switched_off,
                    markers=switch.markers,
                    ratio=self.devicePixelRatioF(),
                )
            )

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        key = self.sender().objectName()
        if on:
            self.switched_off.discard(key)
        else:
            self.switched_off.add(key)
        self.restyle()
        self.switched.emit()

    @Slot(QAction)
    def _on_export(self, action: QAction) -> None:
        self.export_wanted.emit(action.data())

    def _arrange(self) -> None:
        """Where the legend has no room beside the title, it gets a line of its own."""
        legend = self._legend_width()
        tools = self._heading.sizeHint().width() + self.export_button.sizeHint().width()
        below = legend > 0 and legend + tools + SPACE > self.width()
        directions = QBoxLayout.Direction
        self._words.setDirection(directions.TopToBottom if below else directions.LeftToRight)
        self._words.setSpacing(0 if below else SPACE)

    def _legend_width(self) -> int:
        return sum(button.sizeHint().width() for button in self._buttons.values() if not button.isHidden())

    def _legend_button(self, switch: SwitchSpec) -> QPushButton:
        button = QPushButton(switch.text)
        button.setProperty("role", "legend")
        button.setCheckable(True)
        button.setChecked(True)
        button.setIconSize(SAMPLE_SIZE)
        button.setObjectName(switch.key)
        button.setToolTip(self.tr("Show or hide this curve"))
        button.toggled.connect(self._on_toggled)
        self._buttons[switch.key] = button
        return button

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        words = (
            self.tr("Save as a picture (PNG)…"),
            self.tr("Save as a drawing (SVG)…"),
            self.tr("Save all points (CSV)…"),
        )
        for kind, text in zip(FORMATS, words, strict=True):
            menu.addAction(text).setData(kind)
        menu.triggered.connect(self._on_export)
        return menu


def _tool_button(icon_name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(icon_name, "text_muted"))
    button.setToolTip(text)
    button.setAccessibleName(text)
    return button
