"""The two live charts of a run: losses and accuracies. Knows core's events and turns them into points."""

from __future__ import annotations

import math

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from core.events import EpochDone, Event, RunStarted, StepDone
from gui.text import percent
from gui.theme import SPACE
from gui.widgets.curves import CurveSpec, SwitchSpec
from gui.widgets.heads import AUX1, AUX2, HEADS, TOTAL, head_title
from gui.widgets.loss_chart import CurveChart

NARROW = 108 * SPACE
"""Below this the charts stand one above the other, so that their legends have room."""


class TrainingCharts(QWidget):
    """Feed it every event of a run, in order; x is in epochs, so that both charts share one axis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heads = [SwitchSpec(look.key, head_title(look.key), look) for look in HEADS]
        trained = [CurveSpec(look.key, look, look.key) for look in (*HEADS, TOTAL)]
        validated = [CurveSpec(f"validation {look.key}", look, look.key, markers=True) for look in HEADS]
        self.loss = CurveChart(
            self.tr("Loss"),
            [*validated, *trained],
            [
                *heads,
                SwitchSpec("total", head_title("total"), TOTAL),
                SwitchSpec("validation", self.tr("validation"), TOTAL, markers=True),
            ],
            hint=self.tr("The losses of the three heads appear here with the first batch"),
        )
        self.accuracy = CurveChart(
            self.tr("Validation accuracy"),
            [CurveSpec(look.key, look, look.key, markers=True) for look in HEADS],
            [SwitchSpec(look.key, head_title(look.key), look, markers=True) for look in HEADS],
            percent=True,
            hint=self.tr("Measured on unseen pictures after each epoch"),
        )
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.setMinimumWidth(NARROW // 2)  # of the charts one above the other
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * SPACE)
        for chart in (self.loss, self.accuracy):
            card = QFrame()
            card.setProperty("role", "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(SPACE // 2, SPACE // 2, SPACE // 2, SPACE // 2)
            inside.addWidget(chart)
            self._layout.addWidget(card, 1)

    def clear(self) -> None:
        self.loss.clear()
        self.accuracy.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        narrow = self.width() < NARROW
        self._layout.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def take(self, event: Event) -> None:
        match event:
            case RunStarted():
                self._start(event)
            case StepDone():
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
                self._reach(event.epoch)
            case EpochDone():
                for look in HEADS:
                    score = getattr(event.validation, look.key)
                    if score is not None:
                        self.loss.append(f"validation {look.key}", event.epoch, score.loss)
                        self.accuracy.append(look.key, event.epoch, score.accuracy)
                if event.best:
                    share = percent(event.validation.main.accuracy)
                    self.accuracy.set_best(
                        event.epoch, self.tr("best: epoch {0}, {1}").format(event.epoch, share)
                    )
                self._reach(event.epoch)

    def _start(self, event: RunStarted) -> None:
        if event.resumed:
            # What came after the checkpoint is done once more. Validation stands at whole epochs: one at
            # the very edge was done before the checkpoint and stays.
            edge = event.first_epoch - 1 + (event.first_step - 0.5) / max(event.steps_per_epoch, 1)
            self.loss.cut(edge)
            self.accuracy.cut(edge)
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

    def _reach(self, epoch: int) -> None:
        # A little air at the right, so that the last marker is whole.
        self.loss.set_end(epoch * 1.02)
        self.accuracy.set_end(epoch * 1.02)
