"""The look of the three heads: one colour and one dash each, the same in every curve, bar and legend."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from core.messages import HEADS as HEAD_NAMES
from gui.theme import theme


@dataclass(frozen=True, slots=True)
class HeadLook:
    """`token` names the colour in the theme; `dashes` are in pen widths; `symbol` is pyqtgraph's letter."""

    key: str
    token: str
    width: float
    dashes: tuple[float, ...]
    symbol: str

    def pen(self, color: QColor | None = None) -> QPen:
        pen = QPen(color or theme().color(self.token), self.width)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if self.dashes:
            pen.setDashPattern(list(self.dashes))
        return pen


MAIN = HeadLook("main", "main", 2.5, (), "o")
AUX1 = HeadLook("aux1", "aux1", 2.0, (5.0, 2.5), "s")
AUX2 = HeadLook("aux2", "aux2", 2.0, (1.2, 1.8), "t")
TOTAL = HeadLook("total", "total", 1.0, (), "x")
MEASURE = HeadLook("measure", "accent", 1.5, (), "o")
"""Of what belongs to no head, such as the learning rate."""

HEADS = (MAIN, AUX1, AUX2)
BY_DEPTH = (AUX1, AUX2, MAIN)
"""In the order in which a picture meets them."""
SAMPLE_SIZE = QSize(24, 14)


def head_title(key: str) -> str:
    """The name of a head, or of the total, for a legend."""
    if key in HEAD_NAMES:
        return QCoreApplication.translate("core", HEAD_NAMES[key])
    return QCoreApplication.translate("heads", "total")


def sample_icon(look: HeadLook, *, on: bool = True, markers: bool = False, ratio: float = 2.0) -> QIcon:
    """A short piece of the curve, for a legend; pale where the curve is switched off."""
    picture = QPixmap(SAMPLE_SIZE * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_sample(painter, look, on=on, markers=markers)
    painter.end()
    return QIcon(picture)


def paint_sample(painter: QPainter, look: HeadLook, *, on: bool = True, markers: bool = False) -> None:
    """The same piece, `SAMPLE_SIZE` large, at the painter's origin."""
    color = theme().color(look.token if on else "border_strong")
    middle = SAMPLE_SIZE.height() / 2
    painter.setPen(look.pen(color))
    painter.drawLine(QPointF(1, middle), QPointF(SAMPLE_SIZE.width() - 1, middle))
    if markers:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        _draw_marker(painter, look.symbol, QPointF(SAMPLE_SIZE.width() / 2, middle))


def _draw_marker(painter: QPainter, symbol: str, at: QPointF) -> None:
    if symbol == "s":
        painter.drawRect(QRectF(at.x() - 3.5, at.y() - 3.5, 7, 7))
    elif symbol == "t":
        corners = [QPointF(-4.5, -3.5), QPointF(4.5, -3.5), QPointF(0, 4)]
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
    else:
        painter.drawEllipse(at, 4, 4)
