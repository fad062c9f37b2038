"""A bar for each block, from the stem to 5b: which head supplies which share of what reaches it.

Knows core's measurement, and no run.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.events import GradientsMeasured
from gui.text import decimal, joined, percent
from gui.theme import SPACE, theme
from gui.widgets.heads import HEADS, HeadLook, head_title
from gui.widgets.inside.subject import block_title, module_title
from gui.widgets.keys import FocusPainted, led_to

_HATCH = {
    "aux1": Qt.BrushStyle.BDiagPattern,
    "aux2": Qt.BrushStyle.Dense6Pattern,
}
"""Laid over the colour, so that the heads are told apart without it."""


def supplied(event: GradientsMeasured, block: str) -> str:
    """In words, such as "At 3a, aux 1 (4a) supplies 62 %"."""
    at = event.blocks.index(block)
    shares = {key: of_head[at] for key, of_head in event.shares().items()}
    key = max(shares, key=lambda each: shares[each])
    words = QCoreApplication.translate("gradients", "At {block}, {head} supplies {share} of the gradient.")
    return words.format(block=block_title(block), head=head_title(key), share=percent(shares[key]))


class GradientBars(FocusPainted):
    """A click or an arrow key chooses a block, unless `quiet`."""

    chosen = Signal(str)

    def __init__(self, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.event_shown: GradientsMeasured | None = None
        self.block = "inception3a"
        self._quiet = quiet
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(26 * SPACE, 8 * SPACE)
        if not quiet:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.update)

    def show_gradients(self, event: GradientsMeasured | None) -> None:
        self.event_shown = event
        self.setAccessibleName(supplied(event, self.block) if event is not None else "")
        self.update()

    def choose(self, block: str) -> None:
        self.block = block
        self.show_gradients(self.event_shown)

    def sizeHint(self) -> QSize:
        return QSize(60 * SPACE, 24 * SPACE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.event_shown is not None and not self._quiet:
            at = int(event.position().x() / self.width() * len(self.event_shown.blocks))
            self._take(min(max(at, 0), len(self.event_shown.blocks) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self.event_shown
        to = (
            led_to(event.key(), shown.blocks.index(self.block), len(shown.blocks))
            if shown is not None
            else None
        )
        if to is not None:
            self._take(to)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.event_shown
        if shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = painter.fontMetrics().height()
        step = self.width() / len(shown.blocks)
        bar = min(step * 0.62, 7 * SPACE)
        top, bottom = line + 4.0, self.height() - line - 6.0
        shares = shown.shares()
        for at, block in enumerate(shown.blocks):
            middle = (at + 0.5) * step
            column = QRectF(middle - bar / 2, top, bar, bottom - top)
            chosen = block == self.block and not self._quiet
            if chosen:
                painter.setPen(QPen(theme().color("accent"), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(theme().color("accent_soft"))
                painter.drawRoundedRect(QRectF(at * step + 1, 1, step - 2, self.height() - 2), 6, 6)
            self._paint_column(painter, column, {look.key: shares[look.key][at] for look in HEADS})
            painter.setFont(theme().font("caption", strong=chosen))
            painter.setPen(theme().color("text" if chosen else "text_muted"))
            words = QRectF(middle - step / 2 - 8, bottom + 2, step + 16, line + 2)
            if painter.fontMetrics().horizontalAdvance(block_title(block)) <= step:
                painter.drawText(words, Qt.AlignmentFlag.AlignCenter, block_title(block))
            helped = percent(1 - shares["main"][at])
            above = QRectF(middle - step / 2, top - line - 2, step, line)
            if shares["main"][at] < 0.995 and painter.fontMetrics().horizontalAdvance(helped) <= step:
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, helped)

    def _paint_column(self, painter: QPainter, column: QRectF, shares: dict[str, float]) -> None:
        """From below: main, aux2, aux1, as they lie from the end of the network to its beginning."""
        bottom = column.bottom()
        painter.setPen(Qt.PenStyle.NoPen)
        for look in _from_below():
            height = column.height() * shares[look.key]
            if height < 0.5:
                continue
            part = QRectF(column.left(), bottom - height, column.width(), height)
            painter.setBrush(theme().color(look.token))
            painter.drawRect(part)
            paint_hatch(painter, part, look)
            bottom -= height
            painter.setPen(QPen(theme().color("surface"), 1))
            painter.drawLine(part.topLeft(), part.topRight())
            painter.setPen(Qt.PenStyle.NoPen)

    def _take(self, at: int) -> None:
        assert self.event_shown is not None
        self.choose(self.event_shown.blocks[at])
        self.chosen.emit(self.block)


class HeadLegend(QWidget):
    """The colour and the hatch of each head."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(joined(head_title(look.key) for look in HEADS))
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = sum(metrics.horizontalAdvance(head_title(look.key)) + 4 * SPACE for look in HEADS)
        return QSize(width, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme().font("caption"))
        metrics = painter.fontMetrics()
        x = 0.0
        for look in HEADS:
            sample = QRectF(x, self.height() / 2 - 5, 14, 10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color(look.token))
            painter.drawRect(sample)
            paint_hatch(painter, sample, look)
            painter.setPen(theme().color("text_muted"))
            baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(x + 20, baseline), head_title(look.key))
            x += 20 + metrics.horizontalAdvance(head_title(look.key)) + SPACE * 3 // 2


def paint_hatch(painter: QPainter, part: QRectF, look: HeadLook) -> None:
    """The pattern of an auxiliary head over its colour; the main head is plain."""
    if look.key in _HATCH:
        veil = theme().color("surface")
        veil.setAlphaF(0.55)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(veil, _HATCH[look.key]))
        painter.drawRect(part)


def _from_below() -> tuple[HeadLook, ...]:
    main, aux1, aux2 = HEADS
    return main, aux2, aux1


def strength_words(event: GradientsMeasured, block: str) -> str:
    """The norms at a block, and how far the heads agree."""
    at = event.blocks.index(block)
    parts = [
        f"{head_title(look.key)} {values[at]:.3g}"
        for look in HEADS
        if (values := getattr(event, look.key)) is not None and values[at] > 0
    ]
    said = [
        QCoreApplication.translate("gradients", "Norms at {block}, unweighted: {norms}.").format(
            block=module_title(block), norms=joined(parts)
        )
    ]
    for pair, first, second in (
        ("main_aux1", "main", "aux1"),
        ("main_aux2", "main", "aux2"),
        ("aux1_aux2", "aux1", "aux2"),
    ):
        cosines = getattr(event, pair)
        cosine = cosines[at] if cosines is not None else None
        if cosine is not None:
            words = QCoreApplication.translate("gradients", "{first} – {second}: {cosine}, {words}.")
            said.append(
                words.format(
                    first=head_title(first),
                    second=head_title(second),
                    cosine=decimal(cosine),
                    words=_agreement(cosine),
                )
            )
    return "\n".join(said)


def _agreement(cosine: float) -> str:
    if cosine > 0.5:
        return QCoreApplication.translate("gradients", "they pull in the same direction")
    if cosine > 0.1:
        return QCoreApplication.translate("gradients", "they partly agree")
    if cosine >= -0.1:
        return QCoreApplication.translate("gradients", "they have little to do with each other")
    return QCoreApplication.translate("gradients", "they pull against each other")
