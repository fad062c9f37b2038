# mypy: allow-untyped-calls
"""One curve of a chart: all its points, and what of them is on the screen. Knows no chart."""

from __future__ import annotations

from collections.abc import Callable

import pyqtgraph as pg

from gui.theme import theme
from gui.widgets.curves import CurveSpec
from gui.widgets.plot import Plot
from gui.widgets.readout import Reading
from gui.widgets.series import Floats, Series, Smoothed, spread, thinned

MOST_POINTS = 200
"""Of each curve on the screen: a thick line of thousands of points takes too long to draw."""
_MARKER = 8
_MOST_MARKERS = 60
_FAINT = 70
"""Of 255: how much of its colour the measured curve keeps behind the smoothed one."""


class DrawnCurve:
    """A curve of steps is smoothed as the user wishes; what was measured then lies faintly behind."""

    def __init__(self, spec: CurveSpec, plot: Plot, height: int) -> None:
        self.spec = spec
        self.points = Series()
        self._smoothed = Smoothed(self.points)
        self._item = self._add(plot, height)
        self._behind = self._add(plot, height - 100) if spec.smooth else None
        self._drawn: tuple[float, ...] | None = None  # what is on the screen

    @property
    def visible(self) -> bool:
        return bool(self._item.isVisible())

    @property
    def drawn(self) -> int:
        """How many points are on the screen."""
        x, _ = self._item.getData()
        return 0 if x is None or not self.visible else len(x)

    def clear(self) -> None:
        self.points.clear()
        self._smoothed.clear()
        self._drawn = None

    def cut(self, x: float) -> None:
        """Drop what comes at `x` and after."""
        self.points.cut(x)
        self._smoothed.cut(x)
        self._drawn = None

    def smooth(self, share: float) -> None:
        """How strongly the curve is smoothed, 0 (as measured) up to but not including 1."""
        if self.spec.smooth:
            self._smoothed.share = share
            self._drawn = None

    def view(self, low: float, high: float) -> tuple[Floats, Floats]:
        """What there is to draw between `low` and `high`."""
        return thinned(self.points.x, self._values(), low, high, MOST_POINTS)

    def draw(self, view: tuple[Floats, Floats], low: float, high: float) -> None:
        """Show `view`, which is that of `low` to `high`."""
        smoothed = self._smoothed.share > 0
        self._item.setVisible(True)
        if self._behind is not None:
            self._behind.setVisible(smoothed)
        drawn = (len(self.points), low, high)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        marked = self.spec.markers and len(view[0]) <= _MOST_MARKERS
        self._item.setData(*view, symbol=self.spec.look.symbol if marked else None)
        if self._behind is not None and smoothed:
            self._behind.setData(*spread(self.points.x, self.points.y, low, high, 2 * MOST_POINTS))

    def hide(self) -> None:
        self._item.setVisible(False)
        if self._behind is not None:
            self._behind.setVisible(False)

    def reading(self, x: float, words: Callable[[float], str]) -> Reading | None:
        """The last value at `x` or before; None where there is none."""
        number = self.points.at(x)
        if number is None:
            return None
        measured = words(float(self.points.y[number]))
        value = words(float(self._values()[number]))
        raw = measured if self._smoothed.share else ""
        return Reading(self.spec.look, self.spec.markers, self.spec.text, value, raw)

    def restyle(self) -> None:
        color = theme().color(self.spec.look.token)
        pen = self.spec.look.pen()
        if self.spec.markers:
            pen.setWidthF(1.5)
            self._item.setSymbolBrush(color)
            self._item.setSymbolPen(pg.mkPen(theme().color("surface"), width=1))
            self._item.setSymbolSize(_MARKER)
        self._item.setPen(pen)
        if self._behind is not None:
            color.setAlpha(_FAINT)
            self._behind.setPen(pg.mkPen(color, width=1))

    def _values(self) -> Floats:
        return self._smoothed.follow() if self._smoothed.share else self.points.y

    def _add(self, plot: Plot, height: int) -> pg.PlotDataItem:
        item = pg.PlotDataItem(connect="finite")
        item.setZValue(height)
        plot.getPlotItem().addItem(item)
        return item
