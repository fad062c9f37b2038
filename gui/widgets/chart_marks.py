# mypy: allow-untyped-calls
"""What stands in a plot beside its curves: the level of chance, the best epoch, changes of settings.

Knows no event.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsItem

from gui.text import tooltip
from gui.theme import theme
from gui.widgets.plot import Plot


class ChartMarks:
    """`place` puts the words where the plot's present range has room for them."""

    def __init__(self, plot: Plot) -> None:
        self._item = plot.getPlotItem()
        self.chance = pg.InfiniteLine(angle=0, movable=False)
        self.chance_text = pg.TextItem(anchor=(1, 1))
        self.best = pg.InfiniteLine(angle=90, movable=False)
        self.best_text = pg.TextItem(anchor=(0, 1))
        self._changes: list[tuple[float, str, pg.InfiniteLine]] = []
        for line in (self.chance, self.best):
            self._add(line, -1)
        for text in (self.chance_text, self.best_text):
            self._add(text, 100)
        for item in (self.chance, self.chance_text, self.best, self.best_text):
            item.setVisible(False)

    def set_chance(self, value: float, text: str) -> None:
        self.chance.setValue(value)
        self.chance_text.setText(text, color=theme().color("text_muted"))
        self.chance.setVisible(True)
        self.chance_text.setVisible(True)

    def set_best(self, x: float, text: str) -> None:
        self.best.setValue(x)
        self.best_text.setText(text, color=theme().color("text_muted"))
        self.best.setVisible(True)
        self.best_text.setVisible(bool(text))

    def add_change(self, x: float, text: str) -> None:
        line = pg.InfiniteLine(x, angle=90, movable=False)
        line.setToolTip(tooltip(text))
        self._add(line, -1)
        self._changes.append((x, text, line))
        self._restyle_change(line)

    def changes_near(self, x: float, reach: float) -> Iterator[str]:
        """What was changed within `reach` of `x`."""
        return (text for at, text, _ in self._changes if abs(at - x) <= reach)

    def cut(self, x: float) -> None:
        """Drop the changes from `x` on."""
        for at, _, line in self._changes:
            if at >= x:
                self._item.removeItem(line)
        self._changes = [change for change in self._changes if change[0] < x]

    def clear(self) -> None:
        """All but the level of chance."""
        self.cut(float("-inf"))
        self.best.setVisible(False)
        self.best_text.setVisible(False)

    def place(self, low: float, high: float, bottom: float) -> None:
        self.chance_text.setPos(high, self.chance.value())
        self.best_text.setPos(self.best.value(), bottom)  # where a good accuracy is not
        self.best_text.setAnchor((1, 1) if self.best.value() > (low + high) / 2 else (0, 1))

    def restyle(self) -> None:
        thin = QPen(theme().color("text_muted"), 1.0, Qt.PenStyle.CustomDashLine)
        thin.setDashPattern([8.0, 4.0])
        thin.setCosmetic(True)
        self.chance.setPen(thin)
        fine = QPen(theme().color("border_strong"), 1.0)
        fine.setCosmetic(True)
        self.best.setPen(fine)
        for _, _, line in self._changes:
            self._restyle_change(line)
        for text in (self.chance_text, self.best_text):
            text.setColor(theme().color("text_muted"))
            text.setFont(theme().font("caption"))
            veil = theme().color("surface")
            veil.setAlpha(190)
            text.fill = pg.mkBrush(veil)  # curves that pass behind stay out of the words

    def _restyle_change(self, line: pg.InfiniteLine) -> None:
        pen = QPen(theme().color("accent"), 1.0, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.0, 3.0])
        pen.setCosmetic(True)
        line.setPen(pen)

    def _add(self, item: QGraphicsItem, height: int) -> None:
        item.setZValue(height)
        self._item.addItem(item, ignoreBounds=True)
