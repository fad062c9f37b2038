"""The live charts of a run: how its heads learn, and how its steps go. Turns core's events into points."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from core.events import EpochDone, Event, GradientsMeasured, RunStarted, SettingsChanged, StepDone
from gui.text import joined, number, per_cent, percent, valued
from gui.widgets.cards import Card
from gui.widgets.chart_deck import ChartDeck
from gui.widgets.chart_saver import ChartSaver
from gui.widgets.curves import CurveSpec, SwitchSpec
from gui.widgets.heads import AUX1, AUX2, HEADS, MEASURE, TOTAL, head_title
from gui.widgets.inside.gradient_bars import GradientBars, supplied
from gui.widgets.layouts import column, label
from gui.widgets.loss_chart import CurveChart
from gui.widgets.setting_words import setting_title, value_words


class TrainingCharts(QWidget):
    """Feed it every event of a run, in order; x is in epochs, so that all charts share one axis."""

    save_failed = Signal(str)  # one sentence

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = 1
        self.loss = self._loss_chart()
        self.accuracy = self._accuracy_chart()
        self.rate = self._step_chart(self.tr("Learning rate"), "{:.3g}".format, smooth=False)
        self.speed = self._step_chart(self.tr("Pictures per second"), "{:.3g}".format)
        self.gradient = self._step_chart(self.tr("Gradient norm"), "{:.3g}".format)
        self.charts = (self.loss, self.accuracy, self.rate, self.speed, self.gradient)
        self.shares = GradientBars(quiet=True)
        self._shares_note = label("", "caption")
        self.deck = ChartDeck(
            self.charts[:2],
            self.charts[2:],
            self.tr("Loss and accuracy"),
            self.tr("Steps and gradients"),
            self._shares_card(),
        )
        self.saver = ChartSaver(self)
        self.saver.failed.connect(self.save_failed)
        for chart in self.charts:
            chart.pointed.connect(self._on_pointed)
            self.saver.serve(chart)
        column(self).addWidget(self.deck)

    def clear(self) -> None:
        for chart in self.charts:
            chart.clear()
        self._show_shares(None)

    def take(self, event: Event) -> None:
        match event:
            case RunStarted():
                self._start(event)
            case StepDone():
                self._take_step(event)
            case EpochDone():
                self._take_epoch(event)
            case GradientsMeasured():
                self._show_shares(event)
            case SettingsChanged():
                x = self._x(event.epoch, event.step)
                for chart in self.charts:
                    chart.mark_change(x, change_words(event.settings))

    def _start(self, event: RunStarted) -> None:
        self._steps = max(event.steps_per_epoch, 1)
        self.saver.name = event.run.name
        if event.resumed:
            # What came after the checkpoint is done once more. Validation stands at whole epochs: one at
            # the very edge was done before the checkpoint and stays.
            edge = self._x(event.first_epoch, event.first_step - 0.5)
            for chart in self.charts:
                chart.cut(edge)
        else:
            self.clear()
        for chart in (self.loss, self.accuracy):
            chart.show_all_curves()
            if not event.config.get("aux_heads", True):
                chart.hide_curve(AUX1.key)
                chart.hide_curve(AUX2.key)
        classes = max(len(event.classes), 2)
        chance = math.log(classes)
        self.loss.set_chance(chance, self.tr("chance: ln({0}) = {1:.2f}").format(classes, chance))
        self.accuracy.set_chance(1 / classes, self.tr("chance: {0}").format(percent(1 / classes)))
        self._reach(event.first_epoch)

    def _take_step(self, event: StepDone) -> None:
        x = event.epoch - 1 + event.step / event.steps
        losses = event.losses
        for key, value in (
            ("main", losses.main),
            ("aux1", losses.aux1),
            ("aux2", losses.aux2),
            ("total", losses.total),
        ):
            if value is not None:
                self.loss.append(key, x, value)
        self.rate.append(MEASURE.key, x, event.learning_rate)
        self.speed.append(MEASURE.key, x, event.pictures_per_second)
        self.gradient.append(MEASURE.key, x, event.gradient_norm)
        self._reach(event.epoch)

    def _take_epoch(self, event: EpochDone) -> None:
        for look in HEADS:
            score = getattr(event.validation, look.key)
            if score is not None:
                self.loss.append(f"validation {look.key}", event.epoch, score.loss)
                self.accuracy.append(look.key, event.epoch, score.accuracy)
        if event.best:
            share = percent(event.validation.main.accuracy)
            self.accuracy.set_best(event.epoch, self.tr("best: epoch {0}, {1}").format(event.epoch, share))
            self.loss.set_best(event.epoch, "")
        self._reach(event.epoch)

    @Slot(object)
    def _on_pointed(self, x: float | None) -> None:
        pointed = self.sender()
        for chart in self.charts:
            if chart is not pointed:
                chart.point_at(x)

    def _show_shares(self, event: GradientsMeasured | None) -> None:
        self.shares.show_gradients(event)
        self._shares_note.setText(
            supplied(event, self.shares.block) if event is not None else self.tr("Measured after some steps")
        )

    def _shares_card(self) -> QWidget:
        body = QWidget()
        lines = column(body, spacing=0)
        lines.addWidget(self.shares, 1)
        lines.addWidget(self._shares_note)
        self._show_shares(None)
        return Card(self.tr("Gradient by head"), (), body)

    def _x(self, epoch: int, step: float) -> float:
        return epoch - 1 + step / self._steps

    def _place(self, x: float) -> str:
        """Where a step is, in words."""
        epoch = max(math.ceil(x - 1e-6), 1)
        step = round((x - epoch + 1) * self._steps)
        return self.tr("epoch {0}, step {1} of {2}").format(number(epoch), number(step), number(self._steps))

    def _reach(self, epoch: int) -> None:
        # A little air at the right, so that the last marker is whole.
        for chart in self.charts:
            chart.set_end(epoch * 1.02)

    def _loss_chart(self) -> CurveChart:
        trained = [
            CurveSpec(look.key, look, look.key, text=head_title(look.key), smooth=True)
            for look in (*HEADS, TOTAL)
        ]
        validated = [
            CurveSpec(f"validation {look.key}", look, look.key, markers=True, text=self._validated(look.key))
            for look in HEADS
        ]
        return CurveChart(
            self.tr("Loss"),
            [*validated, *trained],
            [
                *(SwitchSpec(look.key, head_title(look.key), look) for look in (*HEADS, TOTAL)),
                SwitchSpec("validation", self.tr("validation"), TOTAL, markers=True),
            ],
            hint=self.tr("The losses of the three heads appear here with the first batch"),
            words="{:.3f}".format,
            place=self._place,
        )

    def _accuracy_chart(self) -> CurveChart:
        return CurveChart(
            self.tr("Validation accuracy"),
            [CurveSpec(look.key, look, look.key, markers=True, text=head_title(look.key)) for look in HEADS],
            [SwitchSpec(look.key, head_title(look.key), look, markers=True) for look in HEADS],
            percent=True,
            hint=self.tr("Measured on unseen pictures after each epoch"),
            words=_exact_percent,
            place=self._place,
        )

    def _step_chart(self, title: str, words: Any, *, smooth: bool = True) -> CurveChart:
        curve = CurveSpec(MEASURE.key, MEASURE, "", text=title, smooth=smooth)
        return CurveChart(title, [curve], small=True, words=words, place=self._place)

    def _validated(self, head: str) -> str:
        return self.tr("{0}, validation").format(head_title(head))


def change_words(settings: Mapping[str, Any]) -> str:
    """What was changed in a run, such as "Learning rate: 0.001"."""
    return joined(valued(setting_title(path), value_words(value, path)) for path, value in settings.items())


def _exact_percent(share: float) -> str:
    return per_cent(f"{100 * share:.1f}")
