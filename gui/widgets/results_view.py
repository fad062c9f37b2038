"""An evaluation in full: the figures in large, and below them one section at a time. Knows no session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QWidget

from gui.evaluated import pictures_of_class
from gui.icons import icon
from gui.tables import Result
from gui.text import decimal, number, percent, plain
from gui.theme import SPACE
from gui.widgets.calibration_view import CalibrationView
from gui.widgets.class_table import ClassTable
from gui.widgets.confusion_matrix import ConfusionMatrix
from gui.widgets.evaluated_pane import EvaluatedPane
from gui.widgets.head_cards import HeadCards
from gui.widgets.headline import Headline
from gui.widgets.labels_view import LabelsView
from gui.widgets.layouts import column, label, row
from gui.widgets.pairs_list import PairsList
from gui.widgets.result_detail import ResultDetail
from gui.widgets.section_bar import SectionBar

if TYPE_CHECKING:
    from core.evaluation.evaluation import Evaluation

MOST_MISTAKES = 500
MOST_PAIRS = 20
TIGHT = 70 * SPACE
LEFT_SHARE = 56  # per cent of the width, where pictures stand beside a table


class ResultsView(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluation: Evaluation | None = None
        self.headline = Headline(4)
        self.sections = SectionBar()
        self.matrix = ConfusionMatrix()
        self.matrix.chosen.connect(self._on_cell)
        self.pairs = PairsList()
        self.pairs.chosen.connect(self.matrix.choose)
        self.table = ClassTable()
        self.table.chosen.connect(self._on_class)
        self.calibration = CalibrationView()
        self.mistakes = EvaluatedPane()
        self.heads = HeadCards()
        self.labels = LabelsView()
        self.cell_pictures = EvaluatedPane()
        self.class_pictures = EvaluatedPane()
        self._stack = QStackedWidget()
        self._views: dict[str, QWidget] = {}
        for key, text, view in (
            ("confusion", self.tr("Confusion"), self._confusion_view()),
            ("classes", self.tr("Classes"), _beside(_card(self.table), self.class_pictures)),
            ("mistakes", self.tr("Mistakes"), self.mistakes),
            ("calibration", self.tr("Calibration"), self.calibration),
            ("heads", self.tr("Three heads"), self.heads),
            ("labels", self.tr("Labels"), self.labels),
        ):
            self.sections.add(key, text)
            self._stack.addWidget(view)
            self._views[key] = view
        self.detail = ResultDetail(wide=True)
        self._large = self._detail_view()
        self._stack.addWidget(self._large)
        for pane in (self.cell_pictures, self.class_pictures, self.mistakes):
            pane.opened.connect(self._on_opened)
        self.sections.chosen.connect(self._on_section)
        lines = column(self, spacing=SPACE * 3 // 2)
        lines.addWidget(self.headline)
        lines.addWidget(self.sections)
        lines.addWidget(self._stack, 1)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        for pane in (self.cell_pictures, self.class_pictures, self.mistakes):
            pane.forget_pictures()
        self._show_headline(evaluation)
        self.matrix.show_matrix(evaluation.classes, evaluation.confusion)
        self.pairs.show_pairs(evaluation.classes, evaluation.most_confused(MOST_PAIRS))
        self.cell_pictures.say(self.tr("Choose a cell to see its pictures."))
        self.table.show_classes(evaluation.figures.classes)
        self.class_pictures.say(self.tr("Choose a class to see its pictures, the mistakes first."))
        worst = evaluation.worst_mistakes(MOST_MISTAKES)
        title = self.tr("The mistakes that the model was surest of")
        self.mistakes.show_pictures(evaluation, worst, title, "", self.tr("Not a single mistake."))
        wrong = int((evaluation.predicted != evaluation.labels).sum())
        self.sections.name("mistakes", self.tr("Mistakes {count}").format(count=number(wrong)))
        self.calibration.show_evaluation(evaluation)
        self.heads.show_heads(evaluation.figures, evaluation.aux1_figures, evaluation.aux2_figures)
        if not self.sections.current:
            self.sections.choose("confusion")

    def name_labels(self, open_ones: int | None) -> None:
        """How many labels wait for a decision; None while nobody has looked for them."""
        words = self.tr("Labels") if open_ones is None else self.tr("Labels {count}").format(count=open_ones)
        self.sections.name("labels", words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.detail.isVisible():
            self.close_detail()
        else:
            super().keyPressEvent(event)

    def shutdown(self) -> None:
        self.detail.shutdown()
        for pane in (self.cell_pictures, self.class_pictures, self.mistakes, self.labels):
            pane.shutdown()

    @Slot(str)
    def _on_section(self, key: str) -> None:
        self._stack.setCurrentWidget(self._views[key])
        self._give_room()

    @Slot(object, str)
    def _on_opened(self, result: Result, true: str) -> None:
        self.detail.show_result(result)
        self.detail.say(self.tr("The folder says: {name}").format(name=plain(true)))
        self._stack.setCurrentWidget(self._large)
        self._give_room()
        self._back.setFocus()

    @Slot()
    def close_detail(self) -> None:
        """Back to the section that the picture was opened from."""
        view = self._views[self.sections.current]
        self._stack.setCurrentWidget(view)
        self._give_room()
        panes = view.findChildren(EvaluatedPane) or ([view] if isinstance(view, EvaluatedPane) else [])
        if panes:
            panes[0].gallery.setFocus()

    @Slot(int, int)
    def _on_cell(self, true: int, answer: int) -> None:
        evaluation = self._evaluation
        assert evaluation is not None
        names = {"true": plain(evaluation.classes[true]), "answer": plain(evaluation.classes[answer])}
        if true == answer:
            title = self.tr("{true}, and rightly so").format(**names)
        else:
            title = self.tr("{true} taken for {answer}").format(**names)
        self.cell_pictures.show_pictures(
            evaluation,
            evaluation.cell(true, answer),
            title,
            self.tr("{count} of {total}").format(
                count=number(int(evaluation.confusion[true, answer])),
                total=number(int(evaluation.confusion[true].sum())),
            ),
            self.tr("No picture of {true} was taken for {answer}.").format(**names),
        )

    @Slot(int)
    def _on_class(self, chosen: int) -> None:
        evaluation = self._evaluation
        assert evaluation is not None
        pictures = pictures_of_class(evaluation, chosen)
        wrong = len(pictures) - int(evaluation.confusion[chosen, chosen])
        note = self.tr("{count} pictures, {wrong} of them wrong").format(
            count=number(len(pictures)), wrong=number(wrong)
        )
        self.class_pictures.show_pictures(
            evaluation, pictures, plain(evaluation.classes[chosen]), note, self.tr("No pictures here")
        )

    def _give_room(self) -> None:
        """Where there is little, what needs much of it goes without the figures above."""
        large = self._stack.currentWidget() is self._large
        needs_much = large or self.sections.current in ("labels", "calibration")
        self.headline.setVisible(not (self.height() < TIGHT and needs_much))

    def _show_headline(self, evaluation: Evaluation) -> None:
        figures = evaluation.figures
        count = number(len(evaluation.items))
        note = self.tr("Of {count} pictures. Of all such pictures, most likely between {low} and {high}.")
        self.headline.show_figure(
            0,
            percent(figures.accuracy),
            self.tr("right"),
            note.format(count=count, low=percent(figures.low), high=percent(figures.high)),
        )
        self.headline.show_figure(
            1,
            percent(figures.balanced_accuracy),
            self.tr("balanced"),
            self.tr("Mean over the classes: a rare one counts as much as a common one."),
        )
        self.headline.show_figure(
            2,
            decimal(figures.macro_f1),
            self.tr("macro F1"),
            self.tr("1 is perfect: found all, and called nothing else so."),
        )
        sure = evaluation.sure
        right = evaluation.predicted == evaluation.labels
        share = float(right[sure].mean()) if sure.any() else 0.0
        words = self.tr("Where it is sure, {share} are right; to the rest it says “not sure”.")
        if evaluation.header.threshold is None:
            words = self.tr("This model has no threshold: it always answers.")
        self.headline.show_figure(
            3, percent(float(sure.mean())), self.tr("sure"), words.format(share=percent(share))
        )

    def _detail_view(self) -> QWidget:
        self._back = QPushButton(icon("arrow-left", "accent"), self.tr("Back to the pictures"))
        self._back.setProperty("role", "quiet")
        self._back.setToolTip(self.tr("Back to the pictures (Esc)"))
        self._back.clicked.connect(self.close_detail)
        top = row()
        top.addWidget(self._back)
        top.addStretch(1)
        view = QWidget()
        lines = column(view)
        lines.addLayout(top)
        lines.addWidget(self.detail, 1)
        return view

    def _confusion_view(self) -> QWidget:
        hint = label(self.tr("Rows: what the folder says. Columns: what the model says."), "caption")
        matrix = _card(self.matrix, hint)
        right = QWidget()
        lines = column(right, spacing=SPACE * 3 // 2)
        lines.addWidget(self.pairs)
        lines.addWidget(self.cell_pictures, 1)
        return _beside(matrix, right)


def _card(*widgets: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    lines = column(card, margin=SPACE)
    for at, widget in enumerate(widgets):
        lines.addWidget(widget, 0 if at else 1)
    return card


def _beside(left: QWidget, right: QWidget) -> QWidget:
    view = QWidget()
    halves = row(spacing=2 * SPACE)
    view.setLayout(halves)
    halves.addWidget(left, LEFT_SHARE)
    halves.addWidget(right, 100 - LEFT_SHARE)
    return view
