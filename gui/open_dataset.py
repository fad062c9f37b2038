"""The open dataset: how it is opened, its checks, previews and edits. Part of the session; knows no page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from core.config import TrainConfig
from core.events import Event, Finding
from core.paths import data_dir
from gui.editing import Editing
from gui.jobs import CoreJobs
from gui.lane import JobState, Lane
from gui.worker import MakeJob

if TYPE_CHECKING:
    from core.data.dataset import Dataset


SAMPLE = "sample"
"""The folder of the sample pictures, in Ninefold's own."""


class OpenDataset(QObject):
    """`dataset` stays until another is there; `findings` are those of its last check."""

    state_changed = Signal(object)  # JobState: of opening and drawing
    check_state_changed = Signal(object)  # JobState
    yielded = Signal(object)  # PhaseChanged, Progress, Warned, Finding: of opening, drawing and checking
    opened = Signal(object)  # Dataset
    edited = Signal(object)  # Dataset: the open one, after an edit
    checked = Signal(object)  # HealthReport
    failed = Signal(object)  # Failure: of opening, drawing or checking
    preview_ready = Signal(object)  # tuple of uint8 (S, S, 3): draws of one training picture
    preview_failed = Signal(object)  # Failure

    def __init__(self, jobs: CoreJobs, make_lane: Callable[[], Lane], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.dataset: Dataset | None = None
        self.asked: Path | None = None
        """What is being opened, or was last, whoever asked for it; None stands for the sample."""
        self.findings: list[Finding] = []
        self._open = make_lane()
        self._open.state_changed.connect(self.state_changed)
        self._open.yielded.connect(self.yielded)
        self._open.succeeded.connect(self._on_opened)
        self._open.failed.connect(self.failed)
        self._check = make_lane()
        self._check.state_changed.connect(self.check_state_changed)
        self._check.yielded.connect(self._on_check_event)
        self._check.succeeded.connect(self._on_checked)
        self._check.failed.connect(self.failed)
        self._preview = make_lane()
        self._preview.succeeded.connect(self.preview_ready)
        self._preview.failed.connect(self.preview_failed)
        self.editing = Editing(jobs, make_lane(), self)
        self.editing.edited.connect(self._on_edited)

    @property
    def state(self) -> JobState:
        return self._open.state

    @property
    def check_state(self) -> JobState:
        return self._check.state

    def open(self, path: Path) -> None:
        """Open `path` as the dataset; the one that is open stays until the new one is there."""
        self.asked = Path(path)
        self._start(partial(self._jobs.open_dataset, self.asked))

    def draw_sample(self) -> None:
        """Draw the sample dataset into Ninefold's own data folder, and open it."""
        self.asked = None
        self._start(partial(self._jobs.draw_sample, data_dir() / SAMPLE))

    @Slot()
    def cancel(self) -> None:
        self._open.cancel()
        self._check.cancel()

    @Slot()
    def check(self) -> None:
        """Check the open dataset; each thing found arrives as a Finding."""
        if self.dataset is not None:
            self.findings = []
            self._check.start(partial(self._jobs.check, self.dataset))

    def preview(self, path: Path, config: TrainConfig | None, seed: int) -> None:
        """Draw one picture twelve times as a run would; `preview_ready` follows, the last call wins."""
        self._preview.start(partial(self._jobs.preview, path, config, seed))

    def class_folder(self, root: Path, name: str) -> Path:
        """Where a picture of the class shown as `name` belongs below `root`; the folder need not exist."""
        from core.data.apply import class_folder
        from core.inference.results import folder_name

        if self.dataset is not None and self.dataset.root == root:
            known = class_folder(self.dataset, name)
            if known is not None:
                return known
        return root / folder_name(name)

    @Slot(object)
    def _on_opened(self, result: Any) -> None:
        if isinstance(result, Path):  # the sample is drawn: open it
            self._start(partial(self._jobs.open_dataset, result))
            return
        self.dataset = result
        self.editing.use(result)
        self.findings = []
        self.opened.emit(result)

    @Slot(object)
    def _on_edited(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.edited.emit(dataset)

    @Slot(object)
    def _on_checked(self, report: Any) -> None:
        self.checked.emit(report)
        if report is not None:  # near duplicates are known now: that may have changed provisional sides
            self.editing.take_over(report.dataset)

    @Slot(object)
    def _on_check_event(self, event: Event) -> None:
        if isinstance(event, Finding):
            self.findings.append(event)
        self.yielded.emit(event)

    def _start(self, make: MakeJob) -> None:
        self._check.cancel()
        self._open.start(make)
