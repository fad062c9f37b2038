"""How far the probabilities can be believed: a diagram, and what it means in words. Knows no job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from gui.text import decimal, number, per_cent, sentences
from gui.theme import SPACE
from gui.widgets.layouts import column, label, row, scrolling
from gui.widgets.precision_choice import PrecisionChoice
from gui.widgets.reliability import ReliabilityDiagram

if TYPE_CHECKING:
    from core.evaluation.evaluation import Evaluation

FEWEST = 100


class CalibrationView(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.diagram = ReliabilityDiagram()
        self._too_few = label("", "muted", wrap=True)
        self._too_few.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._place = QStackedWidget()
        self._place.addWidget(self.diagram)
        self._place.addWidget(self._too_few)
        left = QFrame()
        left.setProperty("role", "card")
        plot = column(left, margin=2 * SPACE)
        plot.addWidget(label(self.tr("Share of right answers, by how sure the model is"), "strong"))
        plot.addWidget(self._place, 1)
        self._error = label("", "title")
        self._error_words = label("", wrap=True)
        self._reading = label("", "muted", wrap=True)
        self.precision = PrecisionChoice()
        inner = QWidget()
        inner.setProperty("role", "plain")
        lines = column(inner, margin=SPACE)
        lines.addWidget(label(self.tr("Calibration error"), "strong"))
        lines.addWidget(self._error)
        lines.addWidget(self._error_words)
        lines.addWidget(self._reading)
        lines.addSpacing(2 * SPACE)
        lines.addWidget(label(self.tr("When it says “not sure”"), "strong"))
        lines.addWidget(self.precision)
        lines.addStretch(1)
        right = QFrame()
        right.setProperty("role", "card")
        column(right, margin=SPACE).addWidget(scrolling(inner))
        line = row(spacing=2 * SPACE)
        self.setLayout(line)
        line.addWidget(left, 3)
        line.addWidget(right, 2)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        figures = evaluation.calibration
        shown = figures.after or figures.before
        self._place.setCurrentIndex(0 if shown is not None else 1)
        self._reading.setVisible(shown is not None)
        if shown is None:
            few = self.tr("Too few pictures: {count}. A calibration needs {fewest} or more to be judged.")
            self._too_few.setText(few.format(count=number(len(evaluation.items)), fewest=FEWEST))
            self._error.setText("–")
            self._error_words.setText("")
        else:
            self.diagram.show_reliability(shown, figures.before if figures.after is not None else None)
            self._error.setText(_points(shown.ece))
            self._error_words.setText(self._words(evaluation))
            self._reading.setText(
                self.tr(
                    "Bars: the share of right answers among those of that confidence. On the dashed line the "
                    "model is as right as it says; below it, it is too sure. Rings: before calibration."
                )
                if figures.after is not None
                else self.tr(
                    "Bars: the share of right answers among those of that confidence. On the dashed line the "
                    "model is as right as it says; below it, it is too sure."
                )
            )
        self.precision.show_evaluation(evaluation)

    @property
    def words(self) -> str:
        """All that is said beside the diagram."""
        shown = (self._error, self._error_words, self._too_few)
        return "\n".join([*(part.text() for part in shown), self.precision.words])

    def _words(self, evaluation: Evaluation) -> str:
        figures = evaluation.calibration
        if figures.after is None or figures.before is None:
            return self.tr("This model was not calibrated: its probabilities are the network's own.")
        words = self.tr("It was {before} before its temperature of {temperature} was fitted.").format(
            before=_points(figures.before.ece), temperature=decimal(evaluation.header.temperature or 1.0)
        )
        if figures.cross_fitted:
            fairly = self.tr(
                "Measured fairly: each fifth of the pictures at the temperature of the other four."
            )
            return sentences(words, fairly)
        return words


def _points(error: float) -> str:
    """An error in per cent, with one digit after the sign: differences are small."""
    return per_cent(decimal(100 * error, 1))
