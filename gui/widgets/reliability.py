"""The reliability diagram: how often answers of a given confidence are right. Knows no job.

On the diagonal a model is as right as it says. Source: Guo et al. 2017, "On Calibration of Modern Neural
Networks", figure 1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.colors import mixed
from gui.text import number, per_cent
from gui.theme import SPACE, theme

if TYPE_CHECKING:
    from core.evaluation.calibration import Reliability

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
COUNTS = 6 * SPACE  # the height of the bars that say how many pictures a confidence has
DOT = 4.0


class ReliabilityDiagram(QWidget):
    """Bars are the shares of right answers as calibrated; rings are those before calibration."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._after: Reliability | None = None
        self._before: Reliability | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(30 * SPACE, 26 * SPACE)
        theme().changed.connect(self.update)

    def show_reliability(self, after: Reliability | None, before: Reliability | None) -> None:
        self._after, self._before = after, before
        self.setAccessibleName(self.tr("Reliability diagram"))
        self.setAccessibleDescription("; ".join(self.lines()))
        self.update()

    def lines(self) -> list[str]:
        """What each bar says."""
        shown = self._after
        if shown is None:
            return []
        words = self.tr("{low} to {high} confident: {right} right, {count} pictures")
        return [
            words.format(
                low=_percent(shown.edges[at]),
                high=_percent(shown.edges[at + 1]),
                right=_percent(shown.accuracy[at]),
                count=number(int(count)),
            )
            for at, count in enumerate(shown.counts)
            if count
        ]

    def sizeHint(self) -> QSize:
        return QSize(52 * SPACE, 44 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme().font("caption")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        left = metrics.horizontalAdvance(per_cent("100")) + SPACE
        below = metrics.height() + SPACE + COUNTS + SPACE
        side = min(self.width() - left - SPACE, self.height() - below - SPACE)
        plot = QRectF(left, SPACE, side, side)
        plot.moveLeft(max(left, (self.width() - side + left) / 2))
        self._paint_axes(painter, plot, metrics)
        if self._after is not None:
            self._paint_bars(painter, plot, self._after)
        diagonal = QPen(theme().color("text_muted"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(diagonal)
        painter.drawLine(plot.bottomLeft(), plot.topRight())
        if self._before is not None:
            self._paint_rings(painter, plot, self._before)

    def _paint_axes(self, painter: QPainter, plot: QRectF, metrics: QFontMetrics) -> None:
        foot = plot.bottom() + SPACE + COUNTS
        for tick in TICKS:
            y = plot.bottom() - tick * plot.height()
            x = plot.left() + tick * plot.width()
            painter.setPen(QPen(theme().color("border"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme().color("text_muted"))
            words = _percent(tick)
            width = metrics.horizontalAdvance(words)
            crowded = len(TICKS) * (width + SPACE) > plot.width()
            painter.drawText(QPointF(plot.left() - SPACE - width, y + metrics.ascent() / 2 - 1), words)
            if not crowded or tick in (0.0, 0.5, 1.0):
                painter.drawText(QPointF(x - width / 2, foot + metrics.ascent() + 2), words)

    def _paint_bars(self, painter: QPainter, plot: QRectF, shown: Reliability) -> None:
        most = max(1, int(max(shown.counts)))
        painter.setPen(Qt.PenStyle.NoPen)
        for at, count in enumerate(shown.counts):
            if not count:
                continue
            left = plot.left() + shown.edges[at] * plot.width() + 1
            width = (shown.edges[at + 1] - shown.edges[at]) * plot.width() - 2
            height = shown.accuracy[at] * plot.height()
            painter.setBrush(mixed("accent", "surface", 0.75))
            painter.drawRoundedRect(QRectF(left, plot.bottom() - height, width, height), 2, 2)
            tall = COUNTS * count / most
            painter.setBrush(theme().color("border_strong"))
            painter.drawRoundedRect(QRectF(left, plot.bottom() + SPACE + COUNTS - tall, width, tall), 2, 2)

    def _paint_rings(self, painter: QPainter, plot: QRectF, shown: Reliability) -> None:
        painter.setPen(QPen(theme().color("text"), 1.5))
        painter.setBrush(theme().color("surface"))
        for at, count in enumerate(shown.counts):
            if count:
                x = plot.left() + shown.confidence[at] * plot.width()
                y = plot.bottom() - shown.accuracy[at] * plot.height()
                painter.drawEllipse(QPointF(x, y), DOT, DOT)


def _percent(share: float) -> str:
    return per_cent("0" if math.isnan(share) else f"{100 * share:.0f}")
