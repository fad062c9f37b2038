"""Lists of named bars, painted by one delegate: classes with their counts, classes with their probabilities.

Knows no dataset and no job; the rows come from a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.colors import mixed
from gui.theme import SPACE, theme

ROW = 4 * SPACE
BAR = SPACE
NAME_SHARE = 0.34
WIDEST_NAME = 26 * SPACE
BAR_ROLE = Qt.ItemDataRole.UserRole + 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. `segments` are shares of the whole width, from left to right; `value` stands at the right."""

    name: str
    segments: tuple[float, ...]
    value: str
    muted: bool = False
    strong: bool = False


class BarDelegate(QStyledItemDelegate):
    """Paints the `Bar` that a model gives for BAR_ROLE. `widest` is the widest value that will be shown."""

    def __init__(self, parent: QObject | None = None, least: int = ROW) -> None:
        """A row is at least `least` logical pixels high."""
        super().__init__(parent)
        self._least = least
        self.widest = "100 %"

    def height(self) -> int:
        """Of one row, in the present size of text."""
        return max(self._least, QFontMetrics(theme().font("body")).height() + SPACE)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, self.height())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Over the name."""
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(0, 0, -max(0, rect.width() - _name_width(rect) - 2 * SPACE), 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        bar: Bar = index.data(BAR_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        background = _background(option.state)
        if background:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color(background))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        paint_bar(painter, rect.adjusted(SPACE, 0, -SPACE, 0), bar, self.widest)
        painter.restore()


def paint_bar(painter: QPainter, rect: QRect, bar: Bar, widest: str, *, size: str = "body") -> None:
    """`bar.name`, the bar and `bar.value` in one line that fills `rect`."""
    font = theme().font(size, strong=bar.strong)
    metrics = QFontMetrics(font)
    value_width = max(metrics.horizontalAdvance(widest), metrics.horizontalAdvance(bar.value))
    name_width = _name_width(rect)
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.setFont(font)
    painter.setPen(theme().color("text_muted" if bar.muted else "text"))
    name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, name_width)
    painter.drawText(
        QRect(rect.left(), rect.top(), name_width, rect.height()), middle | Qt.AlignmentFlag.AlignLeft, name
    )
    value_left = rect.right() + 1 - value_width
    right = QRect(value_left, rect.top(), value_width, rect.height())
    painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, bar.value)
    left = rect.left() + name_width + 2 * SPACE
    groove = QRectF(left, rect.center().y() - BAR / 2 + 0.5, value_left - 2 * SPACE - left, BAR)
    if groove.width() > 2 * BAR:
        paint_segments(painter, groove, bar.segments)


def paint_segments(painter: QPainter, groove: QRectF, segments: Sequence[float]) -> None:
    """A rounded groove, filled from the left; each further segment is paler than the one before."""
    painter.setPen(Qt.PenStyle.NoPen)
    _paint_pill(painter, groove, theme().color("sunken"))
    for number in reversed(range(len(segments))):
        width = sum(segments[: number + 1]) * groove.width()
        if width >= 1:
            pill = QRectF(groove.left(), groove.top(), width, groove.height())
            _paint_pill(painter, pill, segment_color(number))


def segment_color(number: int) -> QColor:
    """The accent, paler for each further segment."""
    return mixed("accent", "surface", (1.0, 0.45, 0.2)[min(number, 2)])


def _paint_pill(painter: QPainter, rect: QRectF, color: QColor) -> None:
    radius = min(rect.width(), rect.height()) / 2
    painter.setBrush(color)
    painter.drawRoundedRect(rect, radius, radius)


def _name_width(rect: QRect) -> int:
    return min(round(rect.width() * NAME_SHARE), WIDEST_NAME)


def _background(state: QStyle.StateFlag) -> str | None:
    if state & QStyle.StateFlag.State_Selected:
        return "accent_soft"
    if state & QStyle.StateFlag.State_MouseOver:
        return "sunken"
    return None
