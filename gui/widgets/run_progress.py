"""Where a run stands: what is happening in words, a bar, and the few numbers. Knows no session."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from core.events import Phase
from gui.durations import duration
from gui.messages import phase_words
from gui.text import number, percent
from gui.theme import SPACE
from gui.training_progress import TrainingProgress
from gui.widgets.layouts import column, label

_STEPS = 1000
_NARROW = 84 * SPACE
"""Below this the speed gives way, which the strip at the bottom of the window has too."""


class RunProgress(QFrame):
    """Shows a TrainingProgress; `halted` replaces the words of its phase."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = label("", "heading")
        self._phase_more = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._values = {}
        self._boxes: dict[str, QWidget] = {}
        first = QHBoxLayout()
        first.setSpacing(SPACE * 3 // 2)
        first.addWidget(self.words)
        first.addWidget(self._phase_more, 1)
        figures = QHBoxLayout()
        figures.setSpacing(3 * SPACE)
        for key, title in (
            ("epoch", self.tr("Epoch")),
            ("step", self.tr("Step")),
            ("speed", self.tr("Pictures per second")),
            ("left", self.tr("Time left")),
            ("best", self.tr("Best so far")),
        ):
            box = self._boxes[key] = QWidget()
            figure = column(box, spacing=0)
            value = label("–", "heading")
            value.setMinimumWidth(8 * SPACE)
            value.setAccessibleName(title)
            figure.addWidget(label(title, "caption"))
            figure.addWidget(value)
            self._values[key] = value
            figures.addWidget(box)
        figures.addStretch()
        self._first = first
        lines = column(self, margin=2 * SPACE, spacing=SPACE * 3 // 2)
        lines.addLayout(first)
        lines.addWidget(self._bar)
        lines.addLayout(figures)

    def show_progress(self, progress: TrainingProgress, halted: str = "") -> None:
        words = halted or (phase_words(progress.phase) if progress.phase else self.tr("Starting"))
        self.words.setText(words)
        self._phase_more.setText("" if halted else self._more(progress))
        fraction = progress.fraction
        if fraction is None:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(_STEPS * fraction))
        of = self.tr("{0} of {1}")
        none = "–"
        left, best = progress.seconds_left, progress.best
        self._set("epoch", of.format(progress.epoch, progress.epochs) if progress.epochs else none)
        self._set("step", of.format(progress.step, progress.steps) if progress.steps else none)
        speed = progress.pictures_per_second
        self._set("speed", (f"{speed:.1f}" if speed < 10 else number(round(speed))) if speed else none)
        self._set("left", self.tr("about {0}").format(duration(left)) if left is not None else none)
        self._set(
            "best",
            self.tr("{0} (epoch {1})").format(percent(best.validation.main.accuracy), best.epoch)
            if best
            else none,
        )

    def add_button(self, button: QWidget) -> None:
        """What can be done about the run, at the end of the first line."""
        self._first.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._boxes["speed"].setVisible(self.width() >= _NARROW)

    def value(self, key: str) -> str:
        """What is shown for "epoch", "step", "speed", "left" or "best"."""
        return self._values[key].text()

    def _more(self, progress: TrainingProgress) -> str:
        if progress.phase is Phase.TRAINING and progress.started and progress.decoded is not None:
            return self.tr("{done} of {total} pictures decoded for later epochs").format(
                done=number(progress.decoded), total=number(progress.started.training_pictures)
            )
        if not progress.phase_total:
            return ""
        of = self.tr("{done} of {total}")
        return of.format(done=number(progress.phase_done), total=number(progress.phase_total))

    def _set(self, key: str, text: str) -> None:
        self._values[key].setText(text)
