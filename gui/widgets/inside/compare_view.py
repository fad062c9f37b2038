"""Two runs over each other, one with the auxiliary losses and one without. Knows no job."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QWidget

from core.events import EpochDone, Event, GradientsMeasured, RunFinished, RunStarted, StepDone, StopReason
from gui.icons import icon
from gui.text import decimal, number, percent
from gui.theme import SPACE
from gui.widgets.curves import CurveSpec, SwitchSpec
from gui.widgets.heads import HeadLook
from gui.widgets.inside.explanation import Explanation
from gui.widgets.inside.subject import block_title
from gui.widgets.layouts import column, label, row
from gui.widgets.loss_chart import CurveChart
from gui.widgets.spin_box import SpinBox

WITH = HeadLook("with", "main", 2.5, (), "o")
WITHOUT = HeadLook("without", "total", 2.0, (5.0, 2.5), "s")
BLOCK = "inception3a"
_SMOOTH = 0.6
_SURE = 1.96  # standard deviations: 19 in 20 differences by chance are smaller


class CompareView(QWidget):
    start_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = 1
        self._pictures = 0  # that accuracies are measured on
        self._best: dict[str, float] = {}
        self._weight = 0.3
        self._under_way = False
        self._stopped = False
        self._gradients: dict[str, GradientsMeasured] = {}
        self.recipes = QComboBox()
        self.recipes.setAccessibleName(self.tr("What is trained"))
        self.epochs = SpinBox()
        self.epochs.setRange(1, 500)
        self.epochs.setSuffix(self.tr(" epochs"))
        self.epochs.setAccessibleName(self.tr("Epochs"))
        self.start = QPushButton(icon("play", "on_accent"), self.tr("Train twice"))
        self.start.setProperty("role", "primary")
        self.start.clicked.connect(self.start_wanted)
        self.note = label("", "muted", wrap=True)
        top = row()
        for widget in (label(self.tr("Train"), "muted"), self.recipes, self.epochs, self.start):
            top.addWidget(widget)
        top.addSpacing(SPACE)
        top.addWidget(self.note, 1)
        names = {WITH.key: self.tr("with heads"), WITHOUT.key: self.tr("without")}
        self.loss = self._chart(self.tr("Loss of the main head"), names, trained=True)
        self.accuracy = self._chart(self.tr("Validation accuracy"), names, percent_shown=True)
        self.gradient = self._chart(
            self.tr("Gradient that arrives at {block}").format(block=block_title(BLOCK)), names
        )
        self.charts = (self.loss, self.accuracy, self.gradient)
        self.result = label("", "heading", wrap=True)
        self.words = Explanation(
            self.tr(
                "The same network twice: the same weights to start from, the same pictures in the same "
                "order. In one run the losses of the two auxiliary heads count, in the other they do not. "
                "The gradient is that of all heads together, each with its weight, norms added up."
            ),
            self.tr(
                "The heads were meant against vanishing gradients. A year later their authors found that "
                "they do not speed up the start of training and act rather as regularisers (Szegedy et al. "
                "2015, “Rethinking the Inception Architecture”). Batch normalisation weakens the effect, "
                "which is why the notes' and the paper's networks are offered here. One pair of runs is an "
                "anecdote: another seed may say otherwise."
            ),
            "4-auxiliary-heads",
        )
        charts = QWidget()
        upper = row(spacing=2 * SPACE)
        for chart in (self.loss, self.accuracy):
            upper.addWidget(_card(chart), 1)
        lines = column(charts, spacing=2 * SPACE)
        lines.addLayout(upper, 1)
        lines.addWidget(_card(self.gradient), 1)
        side = QWidget()
        right = column(side, spacing=SPACE)
        right.addWidget(self.result)
        right.addWidget(self.words, 1)
        body = row(spacing=2 * SPACE)
        body.addWidget(charts, 5)
        body.addWidget(side, 2)
        whole = column(self, spacing=2 * SPACE)
        whole.addLayout(top)
        whole.addLayout(body, 1)
        self.clear()

    def offer(self, recipes: Iterable[tuple[str, str]]) -> None:
        """What can be trained: titles and keys."""
        for title, key in recipes:
            self.recipes.addItem(title, key)

    def clear(self) -> None:
        self._best, self._gradients = {}, {}
        self._stopped = False
        for chart in self.charts:
            chart.clear()
            chart.smooth(_SMOOTH)
        self.result.setText(self.tr("No comparison yet"))

    def show_arms(self, arms: Iterable[tuple[float, Iterable[Event]]]) -> None:
        """All of a comparison at once: the weight of the heads and the events of each run."""
        self.clear()
        for weight, events in arms:
            for event in events:
                self.take(weight, event)

    def set_under_way(self, on: bool) -> None:
        """Whether the runs still train, so that nothing is settled yet."""
        changed, self._under_way = on != self._under_way, on
        if changed or self._best:
            self._tell()

    def take(self, weight: float, event: Event) -> None:
        """One more event of the run whose auxiliary heads have `weight`."""
        key = WITH.key if weight > 0 else WITHOUT.key
        if weight > 0:
            self._weight = weight
        match event:
            case RunStarted():
                self._steps = max(event.steps_per_epoch, 1)
                self._pictures = event.validation_pictures
            case StepDone():
                self._append(self.loss, f"training {key}", self._x(event), event.losses.main)
            case EpochDone():
                self._append(self.loss, key, event.epoch, event.validation.main.loss)
                self._append(self.accuracy, key, event.epoch, event.validation.main.accuracy)
                self._best[key] = max(self._best.get(key, 0.0), event.validation.main.accuracy)
                self._tell()
            case GradientsMeasured():
                at = event.blocks.index(BLOCK)
                pulls = event.main[at]
                for norms, share in ((event.aux1, event.aux1_weight), (event.aux2, event.aux2_weight)):
                    pulls += share * norms[at] if norms is not None else 0.0
                self._append(self.gradient, key, self._x(event), pulls)
                self._gradients[key] = event
                self._tell()
            case RunFinished():
                self._stopped = event.reason is not StopReason.COMPLETED
                self._tell()

    @Slot()
    def _tell(self) -> None:
        if len(self._best) == 2 and not self._stopped:
            words = (
                self.tr("So far, with the heads {on} right, without them {off}")
                if self._under_way
                else self.tr("With the heads {on} right, without them {off}")
            )
            on, off = self._best[WITH.key], self._best[WITHOUT.key]
            self.result.setText(words.format(on=percent(on), off=percent(off)))
        else:
            self.result.setText(
                self.tr("The first run is under way")
                if self._under_way and not self._stopped
                else self.tr("Stopped before both runs were complete: they can only be compared by new runs.")
            )
        self.words.tell("\n".join(filter(None, (self._chance(), self._supplied()))))

    def _chance(self) -> str:
        """How much two accuracies on so few pictures differ by chance alone."""
        if len(self._best) < 2 or not self._pictures:
            return ""
        mean = sum(self._best.values()) / 2
        width = _SURE * math.sqrt(2 * mean * (1 - mean) / self._pictures)
        words = self.tr(
            "Accuracies are the best of each run, on {count} pictures: on so few, two runs that are equally "
            "good may well differ by {points} points."
        )
        return words.format(count=number(self._pictures), points=number(round(100 * width)))

    def _supplied(self) -> str:
        event = self._gradients.get(WITH.key)
        if event is None:
            return ""
        at = event.blocks.index(BLOCK)
        shares = event.shares()
        return self.tr(
            "Measured last with the heads (weight {weight}), at {block}: {main} from the main head, "
            "{aux1} from aux 1, {aux2} from aux 2."
        ).format(
            weight=decimal(self._weight, 1),
            block=block_title(BLOCK),
            main=percent(shares["main"][at]),
            aux1=percent(shares["aux1"][at]),
            aux2=percent(shares["aux2"][at]),
        )

    def _x(self, event: StepDone | GradientsMeasured) -> float:
        return event.epoch - 1 + event.step / self._steps

    def _append(self, chart: CurveChart, key: str, x: float, y: float) -> None:
        chart.append(key, x, y)
        ends = [float(curve.points.x[-1]) for curve in chart.curves.values() if len(curve.points)]
        chart.set_end(max(ends) * 1.02)

    def _chart(
        self, title: str, names: dict[str, str], *, trained: bool = False, percent_shown: bool = False
    ) -> CurveChart:
        looks = (WITH, WITHOUT)
        curves = [CurveSpec(look.key, look, look.key, markers=True, text=names[look.key]) for look in looks]
        if trained:
            training = self.tr("{0}, training")
            curves += [
                CurveSpec(
                    f"training {look.key}", look, look.key, text=training.format(names[look.key]), smooth=True
                )
                for look in looks
            ]
        made = CurveChart(
            title,
            curves,
            [SwitchSpec(look.key, names[look.key], look, markers=True) for look in looks],
            percent=percent_shown,
            hint=self.tr("Both runs appear here while they train"),
            words=percent if percent_shown else "{:.3g}".format,
            place=self._place,
        )
        made.head.export_button.hide()
        return made

    def _place(self, x: float) -> str:
        return self.tr("epoch {0}").format(f"{x:.1f}")


def _card(chart: CurveChart) -> QWidget:
    card = QFrame()
    card.setProperty("role", "card")
    card.setMinimumHeight(23 * SPACE)
    column(card, margin=SPACE // 2).addWidget(chart)
    return card
