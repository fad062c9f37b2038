"""The Results page: how good a model is on labelled pictures, and which labels look wrong.

Talks to the session only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QWidget

from core.events import Event, PhaseChanged, Progress, Warned
from gui.messages import remedy, sentence
from gui.session import JobState, Session
from gui.text import number, plain, tooltip
from gui.theme import SPACE, icon
from gui.widgets.apply_dialog import ApplyDialog
from gui.widgets.drop_area import DropArea, DropPage
from gui.widgets.job_progress import JobProgress
from gui.widgets.layouts import column
from gui.widgets.message_bar import MessageBar
from gui.widgets.results_header import OTHER, ResultsHeader
from gui.widgets.results_view import ResultsView

if TYPE_CHECKING:
    from core.data.dataset import Dataset, Item
    from core.evaluation.evaluation import Evaluation
    from core.evaluation.label_errors import LabelErrors
    from gui.editing import Editing

MARGIN = 4 * SPACE
MODEL_SUFFIX = ".safetensors"


class ResultsPage(DropPage):
    """Without a model it says how to get one; with one it offers to evaluate; then it shows the figures."""

    train_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._evaluating = session.evaluating
        self._homes: dict[Path, Path] = {}  # the folder that each run's model learned from
        self._other: Path | None = None
        self._back: Sequence[Any] = ()  # moves that undo the last ones
        self._latest: Dataset | None = None  # the one that the queue is about, with the latest edits
        self.message = MessageBar()
        self.done = MessageBar()
        self._undo_moves = QPushButton(icon("undo"), self.tr("Undo"))
        self._undo_moves.clicked.connect(self._on_undo_moves)
        self.done.add_button(self._undo_moves)
        self.progress = JobProgress()
        self.progress.cancelled.connect(self._evaluating.cancel)
        self.progress.hide()
        self.header = ResultsHeader(self.title())
        self.header.evaluate_wanted.connect(self.evaluate)
        self.header.part_chosen.connect(self._on_part)
        self.header.report_wanted.connect(self.choose_report)
        button = self.header.model_button
        button.about_to_show.connect(session.list_runs)
        button.model_chosen.connect(session.use_model)
        button.file_wanted.connect(self.choose_model)
        self.view = ResultsView()
        self.view.labels.search_wanted.connect(self.search_labels)
        queue = self.view.labels.queue
        queue.keep_wanted.connect(self._on_keep)
        queue.move_wanted.connect(self._on_move)
        queue.exclude_wanted.connect(self._on_exclude)
        queue.undo_wanted.connect(self._on_undo)
        queue.apply_wanted.connect(self._on_apply)
        self._no_model = _no_model(self)
        self._ready = self._ready_view()
        self._stack = QStackedWidget()
        for state in (self._no_model, self._ready, self.view):
            self._stack.addWidget(state)
        lines = column(self, margin=MARGIN, spacing=2 * SPACE)
        lines.setContentsMargins(MARGIN, MARGIN, MARGIN, 3 * SPACE)
        for widget in (self.header, self.message, self.progress):
            lines.addWidget(widget)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self.done)
        self.set_drop_text(self.tr("Let go to look at these labelled pictures"))
        self.dropped.connect(self.take)
        session.model_changed.connect(self._show_state)
        session.runs_listed.connect(self._on_runs)
        session.dataset_opened.connect(self._on_dataset)
        session.dataset_edited.connect(self._on_edited)
        evaluating = self._evaluating
        evaluating.editing.edited.connect(self._on_edited)
        evaluating.editing.failed.connect(self.message.say_failure)
        evaluating.state_changed.connect(self._on_state)
        evaluating.event.connect(self._on_event)
        evaluating.finished.connect(self._on_finished)
        evaluating.failed.connect(self.message.say_failure)
        evaluating.suspects_found.connect(self._on_suspects)
        evaluating.report_saved.connect(self._on_report)
        evaluating.planned.connect(self._on_planned)
        evaluating.applied.connect(self._on_applied)
        evaluating.file_failed.connect(self._on_file_failed)
        evaluating.side_failed.connect(self.message.say_failure)
        self._show_state()

    def title(self) -> str:
        return self.tr("Results")

    def icon_name(self) -> str:
        return "results"

    @Slot(object)
    def take(self, paths: Sequence[Path]) -> None:
        """A model file is the model to use; a folder has the pictures to look at."""
        if paths[0].suffix.lower() == MODEL_SUFFIX:
            self._session.open_model(paths[0])
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

    @Slot()
    def choose_model(self) -> None:
        kinds = self.tr("Models") + f" (*{MODEL_SUFFIX})"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a model file"), QDir.homePath(), kinds)
        if name:
            self.message.hide()
            self._session.open_model(Path(name))

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
    def _on_runs(self, runs: list[Any]) -> None:
        self._homes = {run.model: run.data for run in runs if run.model is not None}
        self.header.model_button.show_runs(runs)
        self._show_state()

    @Slot(object)
    def _on_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:
            self.done.hide()
            self.progress.begin(self.tr("Starting"))
        self.progress.setVisible(state.active)
        self.header.evaluate_button.setEnabled(not state.active)
        self.view.labels.search_button.setEnabled(not state.active)

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        match event:
            case PhaseChanged() | Progress():
                self.progress.follow(event)
            case Warned(code, data):
                self.message.say("warning", sentence(code, data), remedy(code, data))

    @Slot(object)
    def _on_finished(self, evaluation: Evaluation) -> None:
        self.view.show_evaluation(evaluation)
        found = self._evaluating.label_errors
        if found is None or found.dataset.root != evaluation.folder:
            self.view.labels.show_queue(False)
            self.view.name_labels(None)
        if evaluation.failed:
            words = self.tr("{count} files could not be read and are left out.")
            self.message.say("warning", words.format(count=number(len(evaluation.failed))))
        self._show_state()

    @Slot(object)
    def _on_suspects(self, found: LabelErrors) -> None:
        from core.data.edits import judged

        queue = self.view.labels.queue
        queue.show_suspects(found, judged(self._dataset_of(found)))
        self.view.labels.show_queue(True)
        self.view.name_labels(queue.open)
        self._show_apply(self._dataset_of(found))

    @Slot(object)
    def _on_dataset(self, _dataset: Dataset) -> None:
        self._show_state()

    # Labels

    @Slot(object)
    def _on_keep(self, item: Item) -> None:
        self._editing().keep([item.path])
        self.view.name_labels(self.view.labels.queue.open)

    @Slot(object, str)
    def _on_move(self, item: Item, name: str) -> None:
        self._editing().move([item.path], name)
        self.view.name_labels(self.view.labels.queue.open)

    @Slot(object)
    def _on_exclude(self, item: Item) -> None:
        self._editing().exclude([item.path], "wrong-label")
        self.view.name_labels(self.view.labels.queue.open)

    @Slot()
    def _on_undo(self) -> None:
        self._editing().undo()
        self.view.name_labels(self.view.labels.queue.open)

    @Slot(object)
    def _on_edited(self, dataset: Dataset) -> None:
        found = self._evaluating.label_errors
        if found is not None and dataset.root == found.dataset.root:
            self._show_apply(dataset)

    @Slot()
    def _on_apply(self) -> None:
        found = self._evaluating.label_errors
        if found is not None:
            self._evaluating.plan_changes(self._latest or self._dataset_of(found))

    @Slot(object)
    def _on_planned(self, plan: Any) -> None:
        if not plan.moves and not plan.excluded:
            self.message.say("info", self.tr("The folder is as it should be: there is nothing to move."))
            return
        dialog = ApplyDialog(plan, self)
        dialog.accepted_with.connect(self._evaluating.apply_changes)
        dialog.open()

    @Slot(object)
    def _on_applied(self, applied: Any) -> None:
        self._back = applied.back
        self._undo_moves.setVisible(bool(applied.back))
        parts = [self.tr("{count} files are in their new folders.").format(count=number(applied.moved))]
        if applied.binned:
            words = self.tr("{count} are in the recycle bin, which can give them back.")
            parts.append(words.format(count=number(applied.binned)))
        self.done.say("ok", " ".join(parts))
        self.view.labels.queue.apply_button.hide()
        dataset = self._session.dataset
        if dataset is not None and self._latest is not None and dataset.root == self._latest.root:
            self._session.open_folder(dataset.root)

    @Slot()
    def _on_undo_moves(self) -> None:
        back, self._back = self._back, ()
        self.done.hide()
        self._evaluating.apply_changes(back, ())

    @Slot(object)
    def _on_file_failed(self, event: Any) -> None:
        self.message.say("danger", sentence(event.reason, event.data), remedy(event.reason, event.data))

    @Slot(object)
    def _on_report(self, path: Path) -> None:
        self._undo_moves.hide()
        self.done.say("ok", self.tr("The report is in {path}.").format(path=plain(str(path))))

    @Slot()
    def _show_state(self) -> None:
        model = self._session.model
        self.header.model_button.show_model(model)
        shown = self._evaluating.evaluation
        self.header.model_line.set_full_text(self._about(shown) if shown is not None else _name(model))
        self.header.model_line.setToolTip(tooltip(plain(str(model))) if model else "")
        self.header.report_button.setVisible(shown is not None)
        for widget in (self.header.parts, self.header.evaluate_button, self.header.model_button):
            widget.setVisible(model is not None)
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
        words = [_name(shown.model), plain(shown.folder.name), parts.get(shown.part, self.tr("all pictures"))]
        return "  ·  ".join(words)

    def _folder(self) -> Path | None:
        """The pictures that are chosen: another folder, else the one that the model learned from."""
        if self.header.part == OTHER:
            return self._other
        home = self._homes.get(self._session.model) if self._session.model else None
        if home is None and self._session.dataset is not None:
            return self._session.dataset.root
        return home

    def _ask_folder(self) -> Path | None:
        title = self.tr("Choose a folder of labelled pictures")
        name = QFileDialog.getExistingDirectory(self, title, QDir.homePath())
        return Path(name) if name else None

    def _dataset_of(self, found: LabelErrors) -> Dataset:
        open_one = self._session.dataset
        return open_one if open_one is not None and open_one.root == found.dataset.root else found.dataset

    def _editing(self) -> Editing:
        found, open_one = self._evaluating.label_errors, self._session.dataset
        assert found is not None
        if open_one is not None and open_one.root == found.dataset.root:
            return self._session.editing
        return self._evaluating.editing

    def _show_apply(self, dataset: Dataset) -> None:
        """Offer to move the files themselves, once something was decided that concerns them."""
        from core.data.edits import judged

        self._latest = dataset
        self.view.labels.queue.apply_button.setVisible(bool(judged(dataset)) and dataset.root.is_dir())

    def _ready_view(self) -> QWidget:
        area = DropArea("results")
        area.set_text(
            self.tr("How good is this model?"),
            self.tr(
                "Its answers to pictures that it did not learn from: which classes it confuses, how sure it "
                "is, and which labels look wrong. Another folder of labelled pictures can be dropped here."
            ),
        )
        button = QPushButton(self.tr("Evaluate"))
        button.clicked.connect(self.evaluate)
        area.add_button(button)
        return area


def _no_model(page: ResultsPage) -> DropArea:
    area = DropArea("model")
    area.set_text(
        page.tr("Train a model first, or open a model file"),
        page.tr("Then this page shows how good it is, and what it confuses."),
    )
    train = QPushButton(page.tr("Go to Train"))
    train.setProperty("role", "primary")
    train.clicked.connect(page.train_requested)
    open_model = QPushButton(page.tr("Open a model file…"))
    open_model.clicked.connect(page.choose_model)
    area.add_button(train)
    area.add_button(open_model)
    return area


def _name(model: Path | None) -> str:
    if model is None:
        return ""
    return plain(model.parent.name if model.stem == "best" else model.stem)
