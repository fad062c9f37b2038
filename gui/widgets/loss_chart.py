# mypy: allow-untyped-calls
"""One live chart of named curves over the epochs; knows curves and colours, and no event.

Points are stored as they come, at any rate; the picture is redrawn by a timer, at most `REPAINTS_PER_SECOND`
times a second, and not at all while the chart is hidden.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.theme import SPACE, theme
from gui.widgets.chart_head import ChartHead
from gui.widgets.chart_marks import ChartMarks
from gui.widgets.curves import CurveSpec, SwitchSpec
from gui.widgets.drawn_curve import DrawnCurve
from gui.widgets.plot import Plot
from gui.widgets.readout import Reading, Readout
from gui.widgets.series import Floats, Series

REPAINTS_PER_SECOND = 20
_BELOW_SPIKES = 0.98
"""This share of the points decides how high the plot is: a lone spike does not squash the curves."""
_TIMES_CHANCE = 2.0
"""Nor does a validation that went wild: unless one zooms, it is shown up to this many times chance."""


class CurveChart(QWidget):
    """A title, a legend that switches curves, and a plot that zooms by wheel and drag.

    `words` says a value as the user reads it, and `place` an x.
    """

    pointed = Signal(object)  # float | None: the x of the point under the pointer
    export_wanted = Signal(str)  # "png", "svg" or "csv"

    def __init__(
        self,
        title: str,
        curves: Sequence[CurveSpec],
        switches: Sequence[SwitchSpec] = (),
        *,
        percent: bool = False,
        hint: str = "",
        small: bool = False,
        words: Callable[[float], str] = "{:.4g}".format,
        place: Callable[[float], str] = "{:.2f}".format,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._percent = percent
        self._words = words
        self._place = place
        self._zoomed = False
        self._end = 1.0
        self._pointed: float | None = None
        self._dirty = True

        self.plot = Plot(percent)
        if small:
            self.plot.setMinimumSize(QSize(15 * SPACE, 10 * SPACE))
        self.plot.zoomed.connect(self._on_zoomed)
        self.plot.reset.connect(self.reset_zoom)
        self.plot.pointed.connect(self._on_pointed)
        self.marks = ChartMarks(self.plot)
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._cross.setVisible(False)
        self._cross.setZValue(90)
        self.plot.getPlotItem().addItem(self._cross, ignoreBounds=True)
        # The first one lies on top.
        self._curves = {spec.key: DrawnCurve(spec, self.plot, -number) for number, spec in enumerate(curves)}

        self._hint = QLabel(hint, self.plot)
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over = QVBoxLayout(self.plot)
        over.setContentsMargins(7 * SPACE, SPACE, SPACE, 4 * SPACE)  # inside the axes
        over.addWidget(self._hint)
        self.readout = Readout(self.plot)

        self.head = ChartHead(title, switches)
        self.head.switched.connect(self._touch)
        self.head.reset.connect(self.reset_zoom)
        self.head.export_wanted.connect(self.export_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.head)
        layout.addWidget(self.plot, 1)

        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(1000 // REPAINTS_PER_SECOND)
        self._timer.timeout.connect(self._redraw)
        theme().changed.connect(self._restyle)
        self._restyle()

    def append(self, key: str, x: float, y: float) -> None:
        """One more point; `x` is in epochs and never less than the one before."""
        self._curves[key].points.append(x, y)
        self._touch()

    def points(self, key: str) -> Series:
        """All points of one curve."""
        return self._curves[key].points

    @property
    def curves(self) -> Mapping[str, DrawnCurve]:
        return self._curves

    def clear(self) -> None:
        for curve in self._curves.values():
            curve.clear()
        self.marks.clear()
        self._end = 1.0
        self.point_at(None)
        self.reset_zoom()

    def cut(self, x: float) -> None:
        """Drop what comes at `x` and after."""
        for curve in self._curves.values():
            curve.cut(x)
        self.marks.cut(x)
        self._touch()

    def smooth(self, share: float) -> None:
        """How strongly the curves of steps are smoothed, 0 (as measured) up to but not including 1."""
        for curve in self._curves.values():
            curve.smooth(share)
        self._touch()

    def set_end(self, x: float) -> None:
        """Where the axis ends while nobody has zoomed."""
        if x != self._end:
            self._end = x
            self._touch()

    def set_chance(self, value: float, text: str) -> None:
        """The level that guessing reaches."""
        self.marks.set_chance(value, text)
        self._touch()

    def set_best(self, x: float, text: str) -> None:
        """Mark the epoch whose model is kept."""
        self.marks.set_best(x, text)
        self._touch()

    def mark_change(self, x: float, text: str) -> None:
        """Mark where settings were changed, and to what."""
        self.marks.add_change(x, text)
        self._touch()

    def hide_curve(self, key: str) -> None:
        """Take one switch and its curves away, such as those of a head that the run does not have."""
        self.head.button(key).hide()

    def show_all_curves(self) -> None:
        self.head.show_all()

    def point_at(self, x: float | None) -> None:
        """Put the crosshair at `x`, with the values that the curves have there; None takes it away."""
        self._pointed = x
        self._show_readout()

    @Slot()
    def reset_zoom(self) -> None:
        self._zoomed = False
        self.head.reset_button.hide()
        self._touch()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._dirty:
            self._timer.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self.point_at(None)

    @Slot()
    def _on_zoomed(self) -> None:
        self._zoomed = True
        self.head.reset_button.show()
        self._touch()

    @Slot(object)
    def _on_pointed(self, x: float | None) -> None:
        if x is not None:  # at the nearest point of any curve
            places = [curve.points.nearest(x) for curve in self._curves.values() if self._shown(curve.spec)]
            x = min((place for place in places if place is not None), key=partial(_distance, x), default=None)
        self.pointed.emit(x)
        self.point_at(x)

    @Slot()
    def _touch(self) -> None:
        if self._dirty:  # the timer runs, or it is shown anew; nearly always so, a dozen times each step
            return
        self._dirty = True
        if self.isVisible() and not self._timer.isActive():
            self._timer.start(1000 // REPAINTS_PER_SECOND)

    def _shown(self, spec: CurveSpec) -> bool:
        return not ({spec.switch, "validation" if spec.markers else ""} & self.head.switched_off)

    @Slot()
    def _redraw(self) -> None:
        self._dirty = False
        box = self.plot.getViewBox()
        (low, high), (bottom, _) = box.viewRange()
        if not self._zoomed:
            low, high = 0.0, self._end
        views = {key: curve.view(low, high) for key, curve in self._curves.items() if self._shown(curve.spec)}
        if not self._zoomed:
            top = self._top({key: y for key, (_, y) in views.items()})
            bottom = 0.0
            box.setRange(xRange=(low, high), yRange=(0, top), padding=0, disableAutoRange=True)
        for key, curve in self._curves.items():
            if key in views:
                curve.draw(views[key], low, high)
            else:
                curve.hide()
        self._hint.setVisible(not any(len(curve.points) for curve in self._curves.values()))
        self.marks.place(low, high, bottom)
        self._show_readout()

    def _top(self, shown: Mapping[str, Floats]) -> float:
        """Where the upper axis ends: in few steps, for each new one has the whole plot drawn anew."""
        if self._percent:
            return 1.0
        chance = self.marks.chance.value() if self.marks.chance.isVisible() else 0.0
        tops = [chance]
        for key, y in shown.items():
            finite = y[np.isfinite(y)]
            if len(finite):
                top = float(np.quantile(finite, _BELOW_SPIKES))
                wild = self._curves[key].spec.markers and chance > 0
                tops.append(min(top, _TIMES_CHANCE * chance) if wild else top)
        top = 1.1 * max(tops) or 1.0
        step = 10.0 ** math.floor(math.log10(top)) / 4
        return math.ceil(top / step) * step

    def _show_readout(self) -> None:
        x = self._pointed
        readings = [] if x is None else self._readings(x)
        (low, high), (bottom, _) = self.plot.getViewBox().viewRange()
        seen = bool(readings) and x is not None and low <= x <= high
        self._cross.setVisible(seen)
        self.readout.setVisible(seen)
        if x is not None and seen:
            self._cross.setValue(x)
            box = self.plot.getViewBox()
            at = self.plot.mapFromScene(box.mapViewToScene(QPointF(x, bottom)))
            room = self.plot.mapFromScene(box.sceneBoundingRect()).boundingRect()
            notes = tuple(self.marks.changes_near(x, (high - low) / 100))
            self.readout.show_beside(at.x(), room.toRectF(), self._place(x), readings, notes)

    def _readings(self, x: float) -> Sequence[Reading]:
        shown = [curve for curve in self._curves.values() if self._shown(curve.spec)]
        return [reading for curve in shown if (reading := curve.reading(x, self._words)) is not None]

    @Slot()
    def _restyle(self) -> None:
        self.plot.restyle()
        self.head.restyle()
        self.marks.restyle()
        for curve in self._curves.values():
            curve.restyle()
        self._cross.setPen(pg.mkPen(theme().color("text_muted"), width=1))
        self._touch()


def _distance(one: float, other: float) -> float:
    return abs(one - other)
