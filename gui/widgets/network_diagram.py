"""The whole network from left to right, each part as large as its map is. Knows shapes, and no network.

Heights are sides of maps and widths are numbers of channels, each to one scale for all parts.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gui.colors import laid_over, mixed
from gui.theme import SPACE, theme
from gui.widgets.heads import HEADS, head_title
from gui.widgets.inside.subject import block_title, branch_color
from gui.widgets.keys import FocusPainted, led_to
from gui.widgets.network_layout import GAP, Part, depth_of, lay_out

_LEAST = QSize(78 * SPACE, 19 * SPACE)
_ZOOMS = (1.0, 1.5, 2.0, 3.0)


class NetworkDiagram(QScrollArea):
    """The arrow keys go from part to part; Ctrl and the wheel, or + and -, make it larger."""

    chosen = Signal(str)
    hovered = Signal(str)  # empty where the pointer leaves

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = _Canvas(self)
        self._zoom = 0
        self.setWidget(self.canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(_LEAST.height())

    def show_parts(self, parts: Sequence[Part]) -> None:
        self.canvas.show_parts(parts)

    def choose(self, name: str) -> None:
        """Mark a part as chosen, without a signal."""
        self.canvas.choose(name)

    @property
    def current(self) -> str:
        return self.canvas.current

    @property
    def zoom(self) -> float:
        return _ZOOMS[self._zoom]

    def zoom_by(self, steps: int) -> None:
        self._zoom = min(max(self._zoom + steps, 0), len(_ZOOMS) - 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().size().expandedTo(_LEAST)
        self.canvas.resize(room * self.zoom if self._zoom else room)


class _Canvas(FocusPainted):
    def __init__(self, diagram: NetworkDiagram) -> None:
        super().__init__()
        self._diagram = diagram
        self._parts: Sequence[Part] = ()
        self._columns: dict[str, QRectF] = {}
        self._bodies: dict[str, QRectF] = {}
        self._under = ""
        self.current = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("role", "plain")
        self.setAccessibleName(self.tr("The network"))
        theme().changed.connect(self._lay_out)

    def show_parts(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._lay_out()

    def choose(self, name: str) -> None:
        self.current = name
        self.setAccessibleDescription(block_title(name) if name else "")
        column = self._columns.get(name)
        if column is not None:
            self._diagram.ensureVisible(round(column.center().x()), round(column.center().y()), 60, 40)
        self.update()

    def place_of(self, name: str) -> QPointF:
        """The middle of a part."""
        return self._columns[name].center()

    def body(self, name: str) -> QRectF:
        """The front of a part: its width is that of its channels, its height that of its map."""
        return self._bodies[name]

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        name = self._at(event.position())
        if name:
            self._take(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._diagram.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        names = [part.name for part in self._parts]
        at = names.index(self.current) if self.current in names else 0
        to = led_to(event.key(), at, len(names))
        if to is not None:
            self._take(names[to])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._diagram.zoom_by(1)
        elif event.key() == Qt.Key.Key_Minus:
            self._diagram.zoom_by(-1)
        else:
            super().keyPressEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font("caption"))
        for name, token in ((self._under, "sunken"), (self.current, "accent_soft")):
            if name in self._columns:
                painter.setPen(Qt.PenStyle.NoPen)
                if name == self.current and self.hasFocus():
                    painter.setPen(QPen(theme().color("accent"), 1.5))
                painter.setBrush(theme().color(token))
                painter.drawRoundedRect(self._columns[name].adjusted(1, 1, -1, -1), 6, 6)
        self._paint_way(painter)
        for part in self._parts:
            if part.hangs_on or part.kind == "linear":
                self._paint_head(painter, part)
            else:
                self._paint_slab(painter, part)
        self._paint_sizes(painter)

    def _paint_way(self, painter: QPainter) -> None:
        """The line along which the picture goes."""
        on_it = [self._bodies[part.name] for part in self._parts if not part.hangs_on]
        if on_it:
            painter.setPen(QPen(theme().color("border_strong"), 1.5))
            painter.drawLine(on_it[0].center() - QPointF(on_it[0].width() / 2 + GAP, 0), on_it[-1].center())

    def _paint_slab(self, painter: QPainter, part: Part) -> None:
        body = self._bodies[part.name]
        depth = depth_of(body.height())
        back = QPointF(depth, -depth)
        fill = _fill(part)
        ground = theme().color("surface")
        edge = mixed("text_muted", "surface", 0.55)
        painter.setPen(QPen(edge, 0.75))
        top = QPolygonF([body.topLeft(), body.topLeft() + back, body.topRight() + back, body.topRight()])
        side = QPolygonF(
            [body.topRight(), body.topRight() + back, body.bottomRight() + back, body.bottomRight()]
        )
        painter.setBrush(laid_over(fill, ground, 0.72))
        painter.drawPolygon(top)
        painter.setBrush(laid_over(branch_color(3) if part.branches else fill, ground, 0.5))
        painter.drawPolygon(side)
        painter.setBrush(fill)
        painter.drawRect(body)
        left = body.left()
        painter.setPen(Qt.PenStyle.NoPen)
        for number, channels in enumerate(part.branches):
            width = body.width() * channels / part.channels
            painter.setBrush(branch_color(number))
            painter.drawRect(QRectF(left, body.top(), width, body.height()))
            left += width
        painter.setPen(QPen(edge, 0.75))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(body)
        painter.setPen(theme().color("text" if part.branches else "text_muted"))
        column = self._columns[part.name]
        words = QRectF(column.left() - 20, body.bottom() + 3, column.width() + 40, 2 * SPACE)
        painter.setFont(theme().font("caption", strong=bool(part.branches)))
        painter.drawText(
            words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, block_title(part.name)
        )

    def _paint_head(self, painter: QPainter, part: Part) -> None:
        body = self._bodies[part.name]
        key = "main" if part.kind == "linear" else part.name
        look = next(look for look in HEADS if look.key == key)
        painter.setPen(look.pen())
        if part.hangs_on in self._bodies:
            slab = self._bodies[part.hangs_on]
            foot = QPointF(slab.center().x(), slab.top() - depth_of(slab.height()) / 2)
            painter.drawLine(foot, QPointF(foot.x(), body.bottom()))
        token = {self.current: "accent_soft", self._under: "sunken"}.get(part.name, "surface")
        painter.setBrush(theme().color(token))
        painter.drawRoundedRect(body, 7, 7)
        painter.setPen(theme().color("text"))
        painter.setFont(theme().font("caption", strong=True))
        painter.drawText(body, Qt.AlignmentFlag.AlignCenter, head_title(key))

    def _paint_sizes(self, painter: QPainter) -> None:
        """Below, how large the maps are: one bracket for neighbours of one size."""
        painter.setFont(theme().font("caption"))
        y = self.height() - 2.5 * SPACE
        groups: list[tuple[int, QRectF]] = []
        for part in self._parts:
            if part.hangs_on or part.kind == "linear":
                continue
            column = self._columns[part.name]
            if groups and groups[-1][0] == part.side:
                groups[-1] = (part.side, groups[-1][1].united(column))
            else:
                groups.append((part.side, column))
        for side, span in groups:
            painter.setPen(QPen(theme().color("border_strong"), 1))
            painter.drawLine(QPointF(span.left() + 4, y), QPointF(span.right() - 4, y))
            painter.setPen(theme().color("text_muted"))
            words = QRectF(span.left() - 30, y + 2, span.width() + 60, 2 * SPACE)
            short = f"{side}²" if span.width() < 7 * SPACE else f"{side} × {side}"
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, short)

    # Places

    def _lay_out(self) -> None:
        places = lay_out(self._parts, self.width(), self.height())
        self._columns, self._bodies = places.columns, places.bodies
        self.choose(self.current)

    def _at(self, point: QPointF) -> str:
        heads = [part.name for part in self._parts if part.hangs_on]
        order = [*heads, *(name for name in self._columns if name not in heads)]  # a head lies over a column
        return next((name for name in order if self._columns[name].contains(point)), "")

    def _hover(self, name: str) -> None:
        if name != self._under:
            self._under = name
            self.update()
            self.setCursor(Qt.CursorShape.PointingHandCursor if name else Qt.CursorShape.ArrowCursor)
            self._diagram.hovered.emit(name)

    def _take(self, name: str) -> None:
        self.choose(name)
        self._diagram.chosen.emit(name)


def _fill(part: Part) -> QColor:
    if part.branches:
        return branch_color(0)
    return mixed("text_muted", "surface", 0.45 if part.kind == "convolution" else 0.12)
