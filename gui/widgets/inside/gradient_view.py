"""The gradient meter of a run: who reaches which block now, and one block over time. Knows no job."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QSlider, QStackedWidget, QWidget

from core.events import Event, GradientsMeasured, RunStarted
from gui.icons import icon
from gui.text import number
from gui.theme import SPACE
from gui.widgets.cards import Card
from gui.widgets.curves import CurveSpec, SwitchSpec
from gui.widgets.drop_area import DropArea
from gui.widgets.heads import HEADS, head_title
from gui.widgets.inside.explanation import Explanation
from gui.widgets.inside.gradient_bars import GradientBars, HeadLegend, strength_words, supplied
from gui.widgets.layouts import column, label, row
from gui.widgets.loss_chart import CurveChart


class GradientView(QWidget):
    """Feed it every event of a run, in order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = 1
        self._measured: list[GradientsMeasured] = []
        self.bars = GradientBars()
        self.bars.chosen.connect(self._on_block)
        self.time = QSlider(Qt.Orientation.Horizontal)
        self.time.setAccessibleName(self.tr("Which measurement"))
        self.time.valueChanged.connect(self._show_measured)
        self.when = label("", "muted")
        moment = row()
        moment.setContentsMargins(SPACE, 0, SPACE, 0)
        moment.addWidget(self.when)
        moment.addWidget(self.time, 1)
        body = QWidget()
        lines = column(body)
        lines.addWidget(self.bars, 1)
        lines.addLayout(moment)
        top = Card(self.tr("Whose gradient reaches which block"), (HeadLegend(),), body)
        self.chart = CurveChart(
            self.tr("At the chosen block, over time"),
            [CurveSpec(look.key, look, look.key, markers=True, text=head_title(look.key)) for look in HEADS],
            [SwitchSpec(look.key, head_title(look.key), look, markers=True) for look in HEADS],
            percent=True,
            place=self._place,
        )
        self.chart.head.export_button.hide()
        below = QFrame()
        below.setProperty("role", "card")
        column(below, margin=SPACE // 2).addWidget(self.chart)
        self.words = Explanation(
            self.tr(
                "On one fixed batch of your pictures, each head's loss was sent back alone. A bar shows how "
                "much of the gradient that reaches a block comes from which head: its weight times its "
                "gradient, out of the sum. The number above is what the two auxiliary heads supply "
                "together."
            ),
            self.tr(
                "A gradient that has to travel from the end may have faded at the stem; a head half-way is "
                "a shorter way. A head reaches only what comes before it: from 4e on the main head is "
                "alone. A small gradient is not yet a bad sign: a network that has learned has little left "
                "to correct."
            ),
            "5-vanishing-gradients",
        )
        charts = QWidget()
        both = column(charts, spacing=2 * SPACE)
        both.addWidget(top, 1)
        both.addWidget(below, 1)
        full = QWidget()
        line = row(spacing=2 * SPACE)
        full.setLayout(line)
        line.addWidget(charts, 5)
        line.addWidget(self.words, 2)
        self._empty = DropArea("train")
        self.sample = QPushButton(icon("sample"), self.tr("Learn the sample pictures"))
        self._empty.add_button(self.sample)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(full)
        column(self).addWidget(self._stack)
        self.show_nothing()

    @property
    def measured(self) -> int:
        """How many measurements there are."""
        return len(self._measured)

    def show_nothing(self) -> None:
        """Forget the run."""
        self._measured = []
        self.chart.clear()
        self._empty.set_text(
            self.tr("No gradients were measured yet"),
            self.tr(
                "They are measured while a run trains, a few seconds after it has begun: start one on the "
                "Train page. While all blocks are frozen there is nothing to measure."
            ),
        )
        self._stack.setCurrentIndex(0)

    def show_run(self, events: Iterable[Event]) -> None:
        """All of a run at once."""
        self.show_nothing()
        for event in events:
            self.take(event)

    def take(self, event: Event) -> None:
        if isinstance(event, RunStarted):
            if not event.resumed:
                self.show_nothing()
            self._steps = max(event.steps_per_epoch, 1)
        elif isinstance(event, GradientsMeasured):
            followed = self.time.value() == self.time.maximum()
            self._measured.append(event)
            self._append(event)
            with QSignalBlocker(self.time):
                self.time.setRange(0, len(self._measured) - 1)
                if followed:
                    self.time.setValue(len(self._measured) - 1)
            self._stack.setCurrentIndex(1)
            self._show_measured()

    @Slot()
    def _show_measured(self) -> None:
        if not self._measured:
            return
        event = self._measured[min(self.time.value(), len(self._measured) - 1)]
        self.bars.show_gradients(event)
        self.when.setText(self.tr("epoch {0}, step {1}").format(number(event.epoch), number(event.step)))
        block = self.bars.block
        self.words.tell(f"{supplied(event, block)}\n{strength_words(event, block)}")

    @Slot()
    def _on_block(self) -> None:
        self.chart.clear()
        for event in self._measured:
            self._append(event)
        self._show_measured()

    def _append(self, event: GradientsMeasured) -> None:
        at = event.blocks.index(self.bars.block)
        x = event.epoch - 1 + event.step / self._steps
        for key, shares in event.shares().items():
            self.chart.append(key, x, shares[at])
        self.chart.set_end(max(x * 1.02, 1e-3))

    def _place(self, x: float) -> str:
        return self.tr("epoch {0}").format(f"{x:.1f}")
