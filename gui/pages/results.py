"""The Results page: how good a model is on labelled pictures, and which labels look wrong.

Talks to the session only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QWidget

from gui.label_work import LabelWork
from gui.messages import remedy, sentence
from gui.model_choice import ModelChoice, model_name, model_of
from gui.session import JobState, Session
from gui.text import number, percent, plain, tooltip
from gui.widgets.done_bar import DoneBar
from gui.widgets.drop_area import DropArea
from gui.widgets.no_model import NoModel
from gui.widgets.page import JobPage
from gui.widgets.results_header import OTHER, ResultsHeader
from gui.widgets.results_view import ResultsView

if TYPE_CHECKING:
    from core.data.dataset import Dataset
    from core.evaluation.evaluation import Evaluation


class ResultsPage(JobPage):
    """Without a model it says how to get one; with one it offers to evaluate; then it shows the figures."""

    train_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._evaluating = session.evaluating
        self._other: Path | None = None
        self.done = DoneBar()
        self.done.undo_wanted.connect(self._on_undo_moves)
        self.progress.cancelled.connect(self._evaluating.cancel)
        self.header = ResultsHeader(self.title())
        self.header.evaluate_wanted.connect(self.evaluate)
        self.header.part_chosen.connect(self._on_part)
        self.header.report_wanted.connect(self.choose_report)
        self.choice = ModelChoice(session, self.header.model_button, self)
        self.choice.opening.connect(self.message.hide)
        self.choice.failed.connect(self.message.say_failure)
        self.view = ResultsView()
        self.view.labels.search_wanted.connect(self.search_labels)
        self.view.calibration.precision.keep_wanted.connect(self._evaluating.keep_precision)
        self.labels = LabelWork(session, self.view.labels, self)
        self.labels.counted.connect(self.view.name_labels)
        self.labels.applied.connect(self._on_applied)
        self.labels.nothing_to_move.connect(self._on_nothing_to_move)
        self._no_model = NoModel(self.tr("Then this page shows how good it is, and what it confuses."))
        self._no_model.train_wanted.connect(self.train_requested)
        self._no_model.model_wanted.connect(self.choice.ask)
        self._ready = self._ready_view()
        self._stack = QStackedWidget()
        for state in (self._no_model, self._ready, self.view):
            self._stack.addWidget(state)
        self.lay_out([self.header, self.message, self.progress], self._stack, [self.done])
        self.set_drop_text(self.tr("Let go to look at these labelled pictures"))
        self.dropped.connect(self.take)
        session.model_changed.connect(self._show_state)
        session.data.opened.connect(self._on_dataset)
        evaluating = self._evaluating
        evaluating.editing.failed.connect(self.message.say_failure)
        evaluating.state_changed.connect(self._on_state)
        evaluating.yielded.connect(self.follow)
        evaluating.finished.connect(self._on_finished)
        evaluating.failed.connect(self.message.say_failure)
        evaluating.report_saved.connect(self._on_report)
        evaluating.kept.connect(self._on_kept)
        evaluating.file_failed.connect(self._on_file_failed)
        evaluating.side_failed.connect(self.message.say_failure)
        self._show_state()

    def title(self) -> str:
        return self.tr("Results")

    @Slot(object)
    def take(self, paths: Sequence[Path]) -> None:
        """A model, or a run that has one, is the model to use; a folder has the pictures to look at."""
        model = model_of(paths[0])
        if model is not None:
            self.choice.open(model)
            return
        self._other = paths[0]
        self.header.show_folder(self._other, plain(self._other.name))
        self.header.parts.setCurrentIndex(self.header.parts.findData(OTHER))
        if self._session.model is not None:
            self.evaluate()

    @Slot()
    def evaluate(self) -> None:
        """Look at the chosen pictures with the model in use."""
        model = self._session.model
        folder = self._folder()
        if model is not None and folder is None:
            folder = self._ask_folder()
        if model is not None and folder is not None:
            self.message.hide()
            part = self.header.part
            self._evaluating.evaluate(model, folder, None if part == OTHER else part)

    @Slot()
    def search_labels(self) -> None:
        """Look for wrong labels in the folder of the evaluation on show."""
        shown = self._evaluating.evaluation
        if shown is not None:
            self.message.hide()
            self._evaluating.find_label_errors(shown.model, shown.folder)

    def shutdown(self) -> None:
        """End the threads that decode pictures."""
        self.view.shutdown()

    # Slots

    @Slot(str)
    def choose_report(self, suffix: str) -> None:
        """Ask where the report goes, and write it."""
        kinds = {".html": self.tr("Web page"), ".csv": self.tr("Table")}[suffix] + f" (*{suffix})"
        start = str(Path(QDir.homePath()) / (self.tr("report") + suffix))
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the report"), start, kinds)
        if name:
            path = Path(name)
            self._evaluating.save_report(path if path.suffix else path.with_name(path.name + suffix))

    @Slot(str)
    def _on_part(self, part: str) -> None:
        if part == OTHER:
            self._other = self._ask_folder()
        else:
            self._other = None
        self.header.show_folder(self._other, plain(self._other.name) if self._other else "")

    @Slot(object)
    def _on_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:
            self.done.hide()
            self.begin()
        self.progress.setVisible(state.active)
        for button in (self.header.evaluate_button, self.first_button):
            if button.hasFocus():  # else it would go to the next widget, wherever that is
                self.setFocus()
            button.setEnabled(not state.active)
        self.view.labels.search_button.setEnabled(not state.active)

    @Slot(object)
    def _on_finished(self, evaluation: Evaluation) -> None:
        self.view.show_evaluation(evaluation)
        self.labels.show_for(evaluation)
        if evaluation.failed:
            words = self.tr("{count} files could not be read and are left out.")
            self.message.say("warning", words.format(count=number(len(evaluation.failed))))
        self._show_state()

    @Slot(object)
    def _on_dataset(self, _dataset: Dataset) -> None:
        self._show_state()

    @Slot()
    def _on_nothing_to_move(self) -> None:
        self.message.say("info", self.tr("The folder is as it should be: there is nothing to move."))

    @Slot(str, bool)
    def _on_applied(self, words: str, undoable: bool) -> None:
        self.done.tell(words, undoable=undoable)

    @Slot()
    def _on_undo_moves(self) -> None:
        self.done.hide()
        self.labels.undo_moves()

    @Slot(object)
    def _on_kept(self, evaluation: Evaluation) -> None:
        self.view.show_evaluation(evaluation)
        words = self.tr("{model} is sure where {share} of such answers are right, from now on.")
        share = percent(evaluation.header.precision or 0.0)
        self.done.tell(words.format(model=model_name(evaluation.model), share=share), undoable=False)

    @Slot(object)
    def _on_file_failed(self, event: Any) -> None:
        self.message.say("danger", sentence(event.reason, event.data), remedy(event.reason, event.data))

    @Slot(object)
    def _on_report(self, path: Path) -> None:
        self.done.tell(self.tr("The report is in {path}.").format(path=plain(str(path))), undoable=False)

    @Slot()
    def _show_state(self) -> None:
        model = self._session.model
        name = model_name(model) if model is not None else ""
        shown = self._evaluating.evaluation
        self.header.model_line.set_full_text(self._about(shown) if shown is not None else name)
        self.header.model_line.setToolTip(tooltip(plain(str(model))) if model else "")
        self.header.report_button.setVisible(shown is not None)
        for widget in (self.header.parts, self.header.model_button):
            widget.setVisible(model is not None)
        self.header.evaluate_button.setVisible(model is not None and shown is not None)
        if shown is not None:
            self._stack.setCurrentWidget(self.view)
        else:
            self._stack.setCurrentWidget(self._no_model if model is None else self._ready)

    # Inside

    def _about(self, shown: Evaluation) -> str:
        parts = {
            "validation": self.tr("validation"),
            "test": self.tr("test"),
            "train": self.tr("training"),
        }
        words = [
            model_name(shown.model),
            plain(shown.folder.name),
            parts.get(shown.part, self.tr("all pictures")),
        ]
        return "  ·  ".join(words)

    def _folder(self) -> Path | None:
        """The pictures that are chosen: another folder, else the one that the model learned from."""
        if self.header.part == OTHER:
            return self._other
        home = self._session.home
        if home is None and self._session.data.dataset is not None:
            return self._session.data.dataset.root
        return home

    def _ask_folder(self) -> Path | None:
        title = self.tr("Choose a folder of labelled pictures")
        name = QFileDialog.getExistingDirectory(self, title, QDir.homePath())
        return Path(name) if name else None

    def _ready_view(self) -> QWidget:
        area = DropArea("results")
        area.set_text(
            self.tr("How good is this model?"),
            self.tr(
                "What it confuses, how sure it is, and which labels look wrong. "
                "A folder of other labelled pictures can be dropped here."
            ),
        )
        self.first_button = QPushButton(self.tr("Evaluate"))
        self.first_button.setProperty("role", "primary")
        self.first_button.clicked.connect(self.evaluate)
        area.add_button(self.first_button)
        return area
