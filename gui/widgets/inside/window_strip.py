"""One line of a map with its border of zeros, and where the kernel stops on it. Knows no layer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.explain.geometry import Sizing
from gui.colors import mixed
from gui.theme import SPACE, theme
from gui.widgets.inside.subject import branch_color

MOST = 34
"""Cells: of a larger map the first and the last ones are drawn."""
_STOPS = 5
"""As many windows are drawn below the cells, one below the other."""


class WindowStrip(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizing: Sizing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_sizing(self, sizing: Sizing | None) -> None:
        """None, or one that is valid."""
        self._sizing = sizing
        self.setAccessibleName(
            self.tr("The kernel stops at {count} places").format(count=sizing.out) if sizing else ""
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * SPACE, 13 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        sizing = self._sizing
        if sizing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        all_cells = sizing.size + 2 * sizing.padding
        whole = all_cells <= MOST
        shown = all_cells if whole else MOST
        side = min(2.5 * SPACE, (self.width() - 2) / shown)
        painter.setPen(QPen(theme().color("border_strong"), 1))
        for number in range(shown):
            zero = number < sizing.padding or (whole and number >= all_cells - sizing.padding)
            painter.setBrush(mixed("text_muted", "surface", 0.1) if zero else branch_color(3))
            cell = QRectF(1 + number * side, 1, side, side)
            painter.drawRect(cell)
            if zero and side > 10:
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, "0")
        y = side + SPACE
        step = 1.25 * SPACE
        painter.setFont(theme().font("caption"))
        drawn = 0
        for stop in range(min(sizing.out, _STOPS)):
            left = stop * sizing.stride
            if left + sizing.kernel > shown:
                break
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("accent"))
            painter.drawRoundedRect(QRectF(1 + left * side + 1, y, sizing.kernel * side - 2, 6), 3, 3)
            y += step
            drawn += 1
        if drawn < sizing.out:
            painter.setPen(theme().color("text_muted"))
            more = self.tr("and {count} more stops").format(count=sizing.out - drawn)
            painter.drawText(QRectF(1, y - 2, self.width(), 2.5 * SPACE), Qt.AlignmentFlag.AlignLeft, more)
