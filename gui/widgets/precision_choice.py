"""How right sure answers shall be: what that means for the pictures on show, and keeping it. Knows no job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from gui.text import number, percent, sentences
from gui.theme import SPACE
from gui.widgets.layouts import column, label, row

if TYPE_CHECKING:
    from core.evaluation.evaluation import Evaluation

PRECISIONS = (0.8, 0.9, 0.95, 0.98, 0.99)


class PrecisionChoice(QWidget):
    keep_wanted = Signal(float)  # such a share of the sure answers shall be right, from now on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluation: Evaluation | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("How many of the sure answers shall be right"))
        self.choice.activated.connect(self._on_choice)
        self._meaning = label("", wrap=True)
        self._hint = label(
            self.tr("It can be changed where pictures are on show that the model has not learned from."),
            "muted",
            wrap=True,
        )
        self.keep = QPushButton(self.tr("Keep"))
        self.keep.setToolTip(
            self.tr("Write it into the model file, for every picture that is named from now on")
        )
        self.keep.clicked.connect(self._on_keep)
        wanted = row()
        wanted.addWidget(self.choice)
        wanted.addWidget(self.keep)
        wanted.addStretch(1)
        lines = column(self, spacing=SPACE)
        lines.addWidget(label(self.tr("Right when sure"), "muted"))
        lines.addLayout(wanted)
        lines.addWidget(self._meaning)
        lines.addWidget(self._hint)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        own = evaluation.header.precision
        self.choice.clear()
        for wanted in sorted({*PRECISIONS, *((own,) if own is not None else ())}):
            self.choice.addItem(percent(wanted), wanted)
        self.choice.setCurrentIndex(self.choice.findData(own))
        self.choice.setEnabled(not evaluation.learned_from)
        self._on_choice()

    @property
    def words(self) -> str:
        return sentences(self._meaning.text(), "" if self._hint.isHidden() else self._hint.text())

    @Slot()
    def _on_choice(self) -> None:
        evaluation, wanted = self._evaluation, self.choice.currentData()
        assert evaluation is not None
        changed = wanted is not None and wanted != evaluation.header.precision
        found: Evaluation | None = evaluation
        if changed:
            from core.evaluation.wanted_precision import with_precision

            found = with_precision(evaluation, wanted)
        self.keep.setVisible(changed and found is not None)
        if found is None:
            few = self.tr("These {count} pictures do not allow that: want less, or look at more pictures.")
            self._meaning.setText(few.format(count=number(len(evaluation.items))))
        else:
            self._meaning.setText(self._words(found))
        self._hint.setVisible(evaluation.learned_from)

    @Slot()
    def _on_keep(self) -> None:
        self.keep_wanted.emit(self.choice.currentData())

    def _words(self, evaluation: Evaluation) -> str:
        threshold = evaluation.header.threshold
        if threshold is None:
            return self.tr("This model has no threshold: it always answers.")
        sure = int(evaluation.sure.sum())
        right = int((evaluation.sure & (evaluation.predicted == evaluation.labels)).sum())
        words = sentences(
            self.tr("Below a probability of {threshold} it is not sure."),
            self.tr("Sure of {sure} of these {count} pictures, {share} of them right.")
            if sure
            else self.tr("Sure of none of these {count} pictures."),
        )
        return words.format(
            threshold=percent(threshold),
            sure=number(sure),
            count=number(len(evaluation.items)),
            share=percent(right / sure) if sure else "",
        )
