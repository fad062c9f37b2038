"""The three heads side by side: how good each is alone. Knows no job."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from core.events import HeadFigures
from gui.text import decimal, percent
from gui.theme import SPACE, theme
from gui.widgets.head_table import HeadTable
from gui.widgets.heads import HEADS, HeadLook, head_title, sample_icon
from gui.widgets.layouts import column, label, row, scrolling

SAMPLE = QSize(48, 20)
TABLE = 14 * SPACE  # the least height: a heading and some rows


class HeadCards(QWidget):
    """In the order in which a picture meets them: aux 1, aux 2, main."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        after = {
            "aux1": self.tr("after Inception 4a"),
            "aux2": self.tr("after Inception 4d"),
            "main": self.tr("after all nine modules"),
        }
        by_key = {look.key: look for look in HEADS}
        self.cards = {key: _HeadCard(by_key[key], where) for key, where in after.items()}
        line = row(spacing=2 * SPACE)
        for card in self.cards.values():
            line.addWidget(card, 1)
        self._note = label("", "muted", wrap=True)
        inner = QWidget()
        inner.setProperty("role", "plain")
        column(self).addWidget(scrolling(inner))
        lines = column(inner, spacing=2 * SPACE)
        lines.addLayout(line)
        lines.addWidget(self._note)
        self.table = HeadTable()
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.setMinimumHeight(TABLE)
        below = QFrame()
        below.setProperty("role", "card")
        column(below, margin=SPACE).addWidget(self.table)
        lines.addWidget(below, 1)

    def show_heads(self, main: HeadFigures, aux1: HeadFigures | None, aux2: HeadFigures | None) -> None:
        for key, figures in (("main", main), ("aux1", aux1), ("aux2", aux2)):
            self.cards[key].show_figures(figures)
        if aux1 is None and aux2 is None:
            words = self.tr("This model file was saved without its auxiliary heads.")
        else:
            words = self.tr(
                "The auxiliary heads help in training only: their losses are added to that of the main head. "
                "When pictures are named, the main head alone decides."
            )
        self._note.setText(words)
        self.table.show_heads(main, aux1, aux2)


class _HeadCard(QFrame):
    def __init__(self, look: HeadLook, where: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._look = look
        self._sample = QLabel()
        self._accuracy = label("", "title")
        self._interval = label("", "caption", wrap=True)
        self._more = [label("", "") for _ in range(3)]
        names = (self.tr("balanced accuracy"), self.tr("macro F1"), self.tr("right among the first"))
        self._names = [label(name, "muted") for name in names]
        self._name = head_title(look.key)
        top = row()
        top.addWidget(self._sample)
        top.addWidget(label(self._name, "strong"))
        top.addWidget(label(where, "caption"), 1)
        lines = column(self, margin=2 * SPACE)
        lines.addLayout(top)
        lines.addWidget(self._accuracy)
        lines.addWidget(self._interval)
        lines.addSpacing(SPACE)
        for value, name in zip(self._more, self._names, strict=True):
            line = row()
            line.addWidget(name, 1)
            line.addWidget(value)
            lines.addLayout(line)
        theme().changed.connect(self._on_theme)
        self._on_theme()

    def show_figures(self, figures: HeadFigures | None) -> None:
        self.setEnabled(figures is not None)
        for widget in (*self._more, *self._names):
            widget.setVisible(figures is not None)
        if figures is None:
            self._accuracy.setText("–")
            self._interval.setText(self.tr("not in this file"))
            return
        self._accuracy.setText(percent(figures.accuracy))
        words = self.tr("right, most likely between {low} and {high}")
        self._interval.setText(words.format(low=percent(figures.low), high=percent(figures.high)))
        self._more[0].setText(percent(figures.balanced_accuracy))
        self._more[1].setText(decimal(figures.macro_f1))
        several = [(k, share) for k, share in figures.top_k if k > 1]
        for widget in (self._more[2], self._names[2]):
            widget.setVisible(bool(several))
        if several:
            k, share = several[0]
            self._names[2].setText(self.tr("right among the first {k}").format(k=k))
            self._more[2].setText(percent(share))
        self.setAccessibleName(f"{self._name}: {percent(figures.accuracy)}")

    @property
    def accuracy_text(self) -> str:
        return self._accuracy.text()

    @Slot()
    def _on_theme(self) -> None:
        self._sample.setPixmap(sample_icon(self._look).pixmap(SAMPLE))
