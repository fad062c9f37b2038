"""A model on labelled pictures, and the search for wrong labels. Part of the session; knows no page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from core.events import ItemFailed
from gui.editing import Editing
from gui.jobs import CoreJobs
from gui.lane import JobState, Lane

if TYPE_CHECKING:
    from core.evaluation.evaluation import Evaluation
    from core.evaluation.label_errors import LabelErrors


class Evaluating(QObject):
    """`evaluation` and `label_errors` are the last ones that were found, None before."""

    state_changed = Signal(object)  # JobState: of both kinds of job
    yielded = Signal(object)  # PhaseChanged, Progress, Warned, ItemFailed
    finished = Signal(object)  # Evaluation
    suspects_found = Signal(object)  # LabelErrors
    failed = Signal(object)  # Failure: of either job
    report_saved = Signal(object)  # Path
    applied = Signal(object)  # core.data.apply.Applied
    kept = Signal(object)  # Evaluation: with the precision that the model file keeps now
    planned = Signal(object)  # core.data.apply.FolderPlan
    file_failed = Signal(object)  # ItemFailed: a file of the user that could not be moved
    side_failed = Signal(object)  # Failure: of a report, or of moving files

    def __init__(self, jobs: CoreJobs, lanes: Sequence[Lane], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._evaluate, self._search, self._report, self._keep, self._plan, self.applying, edit = lanes
        self.evaluation: Evaluation | None = None
        self.label_errors: LabelErrors | None = None
        self.editing = Editing(jobs, edit, self)
        """Of the dataset that label errors were found in, where that is not the open one."""
        self._saving: Path | None = None
        for lane, done in ((self._evaluate, self._on_evaluated), (self._search, self._on_searched)):
            lane.state_changed.connect(self._on_state)
            lane.yielded.connect(self.yielded)
            lane.succeeded.connect(done)
            lane.failed.connect(self.failed)
        self._report.succeeded.connect(self._on_saved)
        self._keep.succeeded.connect(self._on_kept)
        self._plan.succeeded.connect(self.planned)
        self.applying.yielded.connect(self._on_apply_event)
        self.applying.succeeded.connect(self.applied)
        for lane in (self._report, self._keep, self._plan, self.applying):
            lane.failed.connect(self.side_failed)

    @property
    def state(self) -> JobState:
        return self._search.state if self._search.state.active else self._evaluate.state

    def evaluate(self, model: Path, folder: Path, part: str | None) -> None:
        """`finished` follows; `part` is one of core's PARTS, None for whatever fits the folder."""
        self._search.cancel()
        self._evaluate.start(partial(self._jobs.evaluate, model, folder, part))

    def find_label_errors(self, model: Path, folder: Path) -> None:
        """`suspects_found` follows."""
        self._evaluate.cancel()
        self._search.start(partial(self._jobs.find_label_errors, model, folder))

    def cancel(self) -> None:
        self._evaluate.cancel()
        self._search.cancel()

    def save_report(self, path: Path) -> None:
        """As one HTML file, or as CSV where `path` ends so; `report_saved` follows."""
        if self.evaluation is not None:
            self._saving = path
            self._report.start(partial(self._jobs.write_report, self.evaluation, path))

    def keep_precision(self, wanted: float) -> None:
        """Such a share of the sure answers shall be right: the model file keeps that; `kept` follows."""
        if self.evaluation is not None and not self._keep.state.active:
            self._keep.start(partial(self._jobs.keep_precision, self.evaluation, wanted))

    def plan_changes(self, dataset: Any) -> None:
        """What it would take for the user's folder to agree with `dataset`; `planned` follows.

        Not while files are being moved: of an interrupted job nobody would know how to undo what it did.
        """
        if not self.applying.state.active:
            self._plan.start(partial(self._jobs.plan_changes, dataset))

    def apply_changes(self, moves: Sequence[Any], to_bin: Sequence[Path]) -> None:
        """Move files of the user; `applied` follows. One after the other, as for a plan."""
        if not self.applying.state.active:
            self.applying.start(partial(self._jobs.apply_changes, moves, to_bin))

    @Slot(object)
    def _on_state(self, _state: JobState) -> None:
        self.state_changed.emit(self.state)

    @Slot(object)
    def _on_evaluated(self, evaluation: Any) -> None:
        self.evaluation = evaluation
        self.finished.emit(evaluation)

    @Slot(object)
    def _on_searched(self, found: Any) -> None:
        self.label_errors = found
        self.editing.use(found.dataset)
        self.suspects_found.emit(found)

    @Slot(object)
    def _on_saved(self, _nothing: object) -> None:
        self.report_saved.emit(self._saving)

    @Slot(object)
    def _on_kept(self, evaluation: Any) -> None:
        self.evaluation = evaluation
        self.kept.emit(evaluation)

    @Slot(object)
    def _on_apply_event(self, event: Any) -> None:
        if isinstance(event, ItemFailed):
            self.file_failed.emit(event)
