# mypy: allow-untyped-calls
"""One live chart of named curves over the epochs; knows curves and colours, and no event.

Points are stored as they come, at any rate; the picture is redrawn by a timer, at most `REPAINTS_PER_SECOND`
times a second, and not at all while the chart is hidden.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QPen, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from gui.theme import SPACE, icon, theme
from gui.widgets.curves import CurveSpec, SwitchSpec
from gui.widgets.heads import SAMPLE_SIZE, sample_icon
from gui.widgets.plot import Plot
from gui.widgets.series import Floats, Series

REPAINTS_PER_SECOND = 20
MOST_POINTS = 200
"""Of each curve on the screen: a thick line of thousands of points takes too long to draw."""
_MARKER = 8
_BELOW_SPIKES = 0.98
"""This share of the points decides how high the plot is: a lone spike does not squash the curves."""
_TIMES_CHANCE = 2.0
"""Nor does a validation that went wild: unless one zooms, it is shown up to this many times chance."""
_MOST_MARKERS = 60


class CurveChart(QWidget):
    """A title, a legend that switches curves, and a plot that zooms by wheel and drag."""

    def __init__(
        self,
        title: str,
        curves: Sequence[CurveSpec],
        switches: Sequence[SwitchSpec],
        *,
        percent: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._percent = percent
        self._zoomed = False
        self._end = 1.0
        self._switched_off: set[str] = set()
        self._dirty = True
        self._specs = {spec.key: spec for spec in curves}
        self._series = {spec.key: Series() for spec in curves}

        self._plot = Plot(percent)
        self._plot.zoomed.connect(self._on_zoomed)
        self._plot.reset.connect(self.reset_zoom)
        self._chance = pg.InfiniteLine(angle=0, movable=False)
        self._chance_text = pg.TextItem(anchor=(1, 1))
        self._best = pg.InfiniteLine(angle=90, movable=False)
        self._best_text = pg.TextItem(anchor=(0, 1))
        for item in (self._chance, self._chance_text, self._best, self._best_text):
            item.setVisible(False)
            item.setZValue(100 if isinstance(item, pg.TextItem) else -1)
            self._plot.getPlotItem().addItem(item, ignoreBounds=True)
        self._items: dict[str, pg.PlotDataItem] = {}
        self._drawn: dict[str, tuple[int, float, float]] = {}  # what of each curve is on the screen
        for number, spec in enumerate(reversed(curves)):  # the first one lies on top
            curve = pg.PlotDataItem(connect="finite")
            curve.setZValue(number)
            self._plot.getPlotItem().addItem(curve)
            self._items[spec.key] = curve

        self._hint = QLabel(hint, self._plot)
        self._hint.setProperty("role", "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        over = QVBoxLayout(self._plot)
        over.addWidget(self._hint)

        self._switches = {spec.key: spec for spec in switches}
        self._buttons: dict[str, QPushButton] = {}
        self._reset_button = QToolButton()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        layout.addLayout(self._top_line(title))
        layout.addWidget(self._plot, 1)

        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(1000 // REPAINTS_PER_SECOND)
        self._timer.timeout.connect(self._redraw)
        theme().changed.connect(self._restyle)
        self._restyle()

    def append(self, key: str, x: float, y: float) -> None:
        """One more point; `x` is in epochs and never less than the one before."""
        self._series[key].append(x, y)
        self._touch()

    def points(self, key: str) -> Series:
        """All points of one curve."""
        return self._series[key]

    def clear(self) -> None:
        for series in self._series.values():
            series.clear()
        self._drawn.clear()
        self._best.setVisible(False)
        self._best_text.setVisible(False)
        self._end = 1.0
        self.reset_zoom()

    def cut(self, x: float) -> None:
        """Drop what comes at `x` and after."""
        for series in self._series.values():
            series.cut(x)
        self._drawn.clear()
        self._touch()

    def set_end(self, x: float) -> None:
        """Where the axis ends while nobody has zoomed."""
        if x != self._end:
            self._end = x
            self._touch()

    def set_chance(self, value: float, text: str) -> None:
        """The level that guessing reaches."""
        self._chance.setValue(value)
        self._chance_text.setText(text, color=theme().color("text_muted"))
        self._chance.setVisible(True)
        self._chance_text.setVisible(True)
        self._touch()

    def set_best(self, x: float, text: str) -> None:
        """Mark the epoch whose model is kept."""
        self._best.setValue(x)
        self._best_text.setText(text, color=theme().color("text_muted"))
        self._best.setVisible(True)
        self._best_text.setVisible(True)
        self._touch()

    def hide_curve(self, key: str) -> None:
        """Take one switch and its curves away, such as those of a head that the run does not have."""
        self._buttons[key].hide()

    def show_all_curves(self) -> None:
        for button in self._buttons.values():
            button.show()

    @Slot()
    def reset_zoom(self) -> None:
        self._zoomed = False
        self._reset_button.hide()
        self._touch()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._dirty:
            self._timer.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    @Slot()
    def _on_zoomed(self) -> None:
        self._zoomed = True
        self._reset_button.show()
        self._touch()

    @Slot(bool)
    def _on_switched(self, on: bool) -> None:
        button = self.sender()
        if on:
            self._switched_off.discard(button.objectName())
        else:
            self._switched_off.add(button.objectName())
        self._restyle_legend()
        self._touch()

    def _top_line(self, title: str) -> QHBoxLayout:
        heading = QLabel(title)
        heading.setProperty("role", "strong")
        legend = QHBoxLayout()
        legend.setSpacing(0)
        for switch in self._switches.values():
            button = QPushButton(switch.text)
            button.setProperty("role", "legend")
            button.setCheckable(True)
            button.setChecked(True)
            button.setIconSize(SAMPLE_SIZE)
            button.setObjectName(switch.key)
            button.setToolTip(self.tr("Show or hide this curve"))
            button.toggled.connect(self._on_switched)
            self._buttons[switch.key] = button
            legend.addWidget(button)
        legend.addStretch()
        self._head.addWidget(heading)
        self._head.addLayout(legend, 1)
        top = QHBoxLayout()
        top.addLayout(self._head, 1)
        self._reset_button.setIcon(icon("zoom-out", "text_muted"))
        self._reset_button.setToolTip(self.tr("Show everything"))
        self._reset_button.setAccessibleName(self.tr("Show everything"))
        self._reset_button.clicked.connect(self.reset_zoom)
        keep = self._reset_button.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._reset_button.setSizePolicy(keep)
        self._reset_button.hide()
        top.addWidget(self._reset_button)
        return top

    def _touch(self) -> None:
        self._dirty = True
        if self.isVisible() and not self._timer.isActive():
            self._timer.start(1000 // REPAINTS_PER_SECOND)

    def _shown(self, spec: CurveSpec) -> bool:
        return not ({spec.switch, "validation" if spec.markers else ""} & self._switched_off)

    @Slot()
    def _redraw(self) -> None:
        self._dirty = False
        box = self._plot.getViewBox()
        (low, high), (bottom, _) = box.viewRange()
        if not self._zoomed:
            low, high = 0.0, self._end
        views = {
            key: self._series[key].view(low, high, MOST_POINTS)
            for key, spec in self._specs.items()
            if self._shown(spec)
        }
        if not self._zoomed:
            top = self._top({key: y for key, (_, y) in views.items()})
            bottom = 0.0
            box.setRange(xRange=(low, high), yRange=(0, top), padding=0, disableAutoRange=True)
        for key, curve in self._items.items():
            curve.setVisible(key in views)
            drawn = (len(self._series[key]), low, high)
            if key in views and self._drawn.get(key) != drawn:
                self._drawn[key] = drawn
                x, y = views[key]
                spec = self._specs[key]
                marked = spec.markers and len(x) <= _MOST_MARKERS
                curve.setData(x, y, symbol=spec.look.symbol if marked else None)
        self._hint.setVisible(not any(len(series) for series in self._series.values()))
        self._chance_text.setPos(high, self._chance.value())
        self._best_text.setPos(self._best.value(), bottom)  # where a good accuracy is not
        self._best_text.setAnchor((1, 1) if self._best.value() > (low + high) / 2 else (0, 1))

    def _top(self, shown: Mapping[str, Floats]) -> float:
        """Where the upper axis ends: in few steps, for each new one has the whole plot drawn anew."""
        if self._percent:
            return 1.0
        chance = self._chance.value() if self._chance.isVisible() else 0.0
        tops = [chance]
        for key, y in shown.items():
            finite = y[np.isfinite(y)]
            if len(finite):
                top = float(np.quantile(finite, _BELOW_SPIKES))
                wild = self._specs[key].markers and chance > 0
                tops.append(min(top, _TIMES_CHANCE * chance) if wild else top)
        top = 1.1 * max(tops) or 1.0
        step = 10.0 ** math.floor(math.log10(top)) / 4
        return math.ceil(top / step) * step

    @Slot()
    def _restyle(self) -> None:
        self._plot.restyle()
        directions = QBoxLayout.Direction  # large words need a line of their own
        large = theme().text_scale > 1
        self._head.setDirection(directions.TopToBottom if large else directions.LeftToRight)
        self._head.setSpacing(0 if large else SPACE)
        for key, curve in self._items.items():
            spec = self._specs[key]
            color = theme().color(spec.look.token)
            pen = spec.look.pen()
            if spec.markers:
                pen.setWidthF(1.5)
                curve.setSymbolBrush(color)
                curve.setSymbolPen(pg.mkPen(theme().color("surface"), width=1))
                curve.setSymbolSize(_MARKER)
            curve.setPen(pen)
        thin = QPen(theme().color("text_muted"), 1.0, Qt.PenStyle.CustomDashLine)
        thin.setDashPattern([8.0, 4.0])
        thin.setCosmetic(True)
        self._chance.setPen(thin)
        fine = QPen(theme().color("border_strong"), 1.0)
        fine.setCosmetic(True)
        self._best.setPen(fine)
        for text in (self._chance_text, self._best_text):
            text.setColor(theme().color("text_muted"))
            text.setFont(theme().font("caption"))
            veil = theme().color("surface")
            veil.setAlpha(190)
            text.fill = pg.mkBrush(veil)  # curves that pass behind stay out of the words
        self._restyle_legend()
        self._touch()

    def _restyle_legend(self) -> None:
        for key, button in self._buttons.items():
            switch = self._switches[key]
            on = key not in self._switched_off
            button.setIcon(
                sample_icon(switch.look, on=on, markers=switch.markers, ratio=self.devicePixelRatioF())
            )
