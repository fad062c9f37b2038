"""The values of every curve at one place of a chart, in a small veil beside the crosshair. Knows no chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.theme import SPACE, theme
from gui.widgets.heads import SAMPLE_SIZE, HeadLook, paint_sample

_LINE = 18  # pixels at a text scale of 1
_GAP = SPACE


@dataclass(frozen=True, slots=True)
class Reading:
    """One curve: its look, its name, its value and, where it is smoothed, the measured one."""

    look: HeadLook
    markers: bool
    name: str
    value: str
    raw: str = ""


class Readout(QWidget):
    """Lies over a plot and lets the pointer through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.title = ""
        self.readings: Sequence[Reading] = ()
        self.notes: Sequence[str] = ()
        self.hide()

    def show_beside(
        self, x: float, room: QRectF, title: str, readings: Sequence[Reading], notes: Sequence[str]
    ) -> None:
        """At the side of `x` (pixels of the parent) that has more of `room`, the plot's inside."""
        self.title, self.readings, self.notes = title, readings, notes
        self.setAccessibleName(", ".join([title, *(f"{each.name} {each.value}" for each in readings)]))
        room = room.adjusted(0, SPACE / 2, 0, 0)
        size = self._needed().boundedTo(room.toAlignedRect().size())
        left = x - _GAP - size.width() if x > room.center().x() else x + _GAP
        left = min(max(left, room.left()), room.right() - size.width())
        self.setGeometry(QRect(round(left), round(room.top()), size.width(), size.height()))
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = theme().color("surface")
        veil.setAlpha(232)
        painter.setBrush(veil)
        painter.setPen(theme().color("border"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        font, strong = theme().font("caption"), theme().font("caption", strong=True)
        names, values, raws = self._columns()
        line = self._line()
        y = SPACE / 2
        painter.setFont(strong)
        painter.setPen(theme().color("text"))
        self._write(painter, SPACE, y, self.title)
        left = SPACE + SAMPLE_SIZE.width() + _GAP
        for each in self.readings:
            y += line
            middle = QPointF(SPACE, y + (line - SAMPLE_SIZE.height()) / 2)
            painter.save()
            painter.translate(middle)
            paint_sample(painter, each.look, markers=each.markers)
            painter.restore()
            painter.setFont(font)
            painter.setPen(theme().color("text_muted"))
            self._write(painter, left, y, each.name)
            self._write(painter, left + names + values + 2 * _GAP, y, each.raw, raws)
            painter.setPen(theme().color("text"))
            painter.setFont(strong)
            self._write(painter, left + names + _GAP, y, each.value, values)
        painter.setFont(font)
        painter.setPen(theme().color("accent"))
        for note in self.notes:
            y += line
            self._write(painter, SPACE, y, note)
        painter.end()

    def _write(self, painter: QPainter, x: float, y: float, text: str, width: float = 0) -> None:
        """`text` in the line at `y`; with a `width`, at the right of that."""
        flags = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if width else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(QRectF(x, y, width or self.width() - x, self._line()), int(flags), text)

    def _line(self) -> int:
        return round(_LINE * theme().text_scale)

    def _columns(self) -> tuple[int, int, int]:
        """The widths of names, values and measured values."""
        plain = QFontMetrics(theme().font("caption"))
        strong = QFontMetrics(theme().font("caption", strong=True))
        names = max((plain.horizontalAdvance(each.name) for each in self.readings), default=0)
        values = max((strong.horizontalAdvance(each.value) for each in self.readings), default=0)
        raws = max((plain.horizontalAdvance(each.raw) for each in self.readings), default=0)
        return names, values, raws

    def _needed(self) -> QSize:
        plain = QFontMetrics(theme().font("caption"))
        strong = QFontMetrics(theme().font("caption", strong=True))
        names, values, raws = self._columns()
        table = SAMPLE_SIZE.width() + names + values + 2 * _GAP + (raws + _GAP if raws else 0)
        widths = [
            strong.horizontalAdvance(self.title),
            table,
            *(plain.horizontalAdvance(note) for note in self.notes),
        ]
        lines = 1 + len(self.readings) + len(self.notes)
        return QSize(max(widths) + 2 * SPACE, lines * self._line() + SPACE)
