# mypy: allow-untyped-calls
"""A plot dressed in the theme, that zooms by wheel and drag. Knows pyqtgraph, and no curve."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Signal, Slot
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSceneMouseEvent

from gui.text import per_cent
from gui.theme import theme


class _PercentAxis(pg.AxisItem):
    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [per_cent(f"{100 * value:.0f}") for value in values]


class _EpochAxis(pg.AxisItem):
    """Ticks at whole epochs only, for there is nothing to read off between them."""

    def tickSpacing(self, minimum: float, maximum: float, size: float) -> list[tuple[float, float]]:
        spacings = super().tickSpacing(minimum, maximum, size)
        return [(spacing, offset) for spacing, offset in spacings if spacing >= 1] or [(1.0, 0.0)]


class _ViewBox(pg.ViewBox):
    """Drag zooms into a rectangle, double click shows everything."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(enableMenu=False)
        self._owner = plot
        self.setMouseMode(pg.ViewBox.RectMode)
        self.sigRangeChangedManually.connect(plot.on_manual_range)

    def mouseDoubleClickEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        self._owner.reset.emit()
        event.accept()


class Plot(pg.PlotWidget):
    """The plot itself, dressed in the theme. x counts epochs or, where `logarithmic`, is a power of ten."""

    zoomed = Signal()
    reset = Signal()
    pointed = Signal(object)  # float | None: the x under the pointer

    def __init__(self, percent: bool, *, logarithmic: bool = False) -> None:
        left = _PercentAxis("left") if percent else pg.AxisItem("left")
        bottom = pg.AxisItem("bottom") if logarithmic else _EpochAxis("bottom")
        bottom.setLogMode(logarithmic, False)  # type: ignore[arg-type]
        super().__init__(viewBox=_ViewBox(self), axisItems={"left": left, "bottom": bottom}, enableMenu=False)
        self.setAntialiasing(True)
        self.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)
        self.setMinimumSize(240, 120)
        self.getViewBox().setLimits(xMin=None if logarithmic else 0, yMin=0)
        self.getAxis("left").setWidth(44)
        self.getAxis("left").setTickDensity(0.6)
        for name in ("left", "bottom"):
            # An axis is a recorded picture, and playing it back takes longer than all the curves together.
            self.getAxis(name).setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.showGrid(x=False, y=True, alpha=0.25)
        self.sceneObj.sigMouseMoved.connect(self.on_mouse_moved)

    def restyle(self) -> None:
        self.setBackground(theme().color("surface"))
        self.getViewBox().rbScaleBox.setPen(pg.mkPen(theme().color("accent"), width=1))
        fill = theme().color("accent")
        fill.setAlpha(40)
        self.getViewBox().rbScaleBox.setBrush(pg.mkBrush(fill))
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(pg.mkPen(theme().color("border_strong"), width=1))
            axis.setTextPen(theme().color("text_muted"))
            axis.setTickFont(theme().font("caption"))
            axis.setStyle(tickLength=0, tickTextOffset=6)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    @Slot(object)
    def on_mouse_moved(self, at: QPointF) -> None:
        box = self.getViewBox()
        inside = box.sceneBoundingRect().contains(at)
        self.pointed.emit(box.mapSceneToView(at).x() if inside else None)

    @Slot()
    def on_manual_range(self) -> None:
        self.zoomed.emit()
