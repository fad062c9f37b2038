"""What leaves the window: tables, copies in class folders, corrections, exported models. Part of the session.

Knows no page. Nothing of the user is overwritten by any of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from gui.jobs import CoreJobs
from gui.lane import JobState, Lane


class Output(QObject):
    """One thing at a time; `yielded` and `state_changed` are of sorting and exporting, which take longer."""

    state_changed = Signal(object)  # JobState
    yielded = Signal(object)  # PhaseChanged, Progress, Warned, ItemFailed, Quantised
    table_saved = Signal(object)  # Path
    sorted = Signal(object)  # SortFinished
    placed = Signal(object)  # Path: the copy
    taken_back = Signal()
    exported = Signal(object)  # ExportFinished
    failed = Signal(object)  # Failure

    def __init__(self, jobs: CoreJobs, lanes: Sequence[Lane], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._table, self._sort, self._place, self._take_back, self._export = lanes
        self._saving: Path | None = None
        self._table.succeeded.connect(self._on_saved)
        self._sort.succeeded.connect(self.sorted)
        self._place.succeeded.connect(self.placed)
        self._take_back.succeeded.connect(self._on_taken_back)
        self._export.succeeded.connect(self.exported)
        for lane in lanes:
            lane.failed.connect(self.failed)
        for lane in (self._sort, self._export):
            lane.yielded.connect(self.yielded)
            lane.state_changed.connect(self.state_changed)

    @property
    def state(self) -> JobState:
        return self._sort.state if self._sort.state.active else self._export.state

    def save_table(self, path: Path, answers: Sequence[Any]) -> None:
        """`answers` are ItemClassified and ItemFailed; `table_saved` follows."""
        self._saving = path
        self._table.start(partial(self._jobs.write_answers, path, answers))

    def sort_into(self, folder: Path, answers: Sequence[Any], unsure: str) -> None:
        """Copy each picture into a folder of its class, doubtful ones into `unsure`; `sorted` follows."""
        self._sort.start(partial(self._jobs.sort_into, folder, answers, unsure))

    def place(self, source: Any, folder: Path) -> None:
        """Copy one picture, a path or NamedPixels, into `folder`; `placed` follows."""
        self._place.start(partial(self._jobs.place, source, folder))

    def take_back(self, copy: Path) -> None:
        """Remove a copy that was placed; `taken_back` follows."""
        self._take_back.start(partial(self._jobs.take_back, copy))

    def export(self, model: Path, target: Path, int8: bool, pictures: Path | None) -> None:
        """Write the model for other programs, compared on `pictures`, None: its run's; `exported` follows."""
        self._export.start(partial(self._jobs.export, model, target, int8, pictures))

    def cancel(self) -> None:
        self._sort.cancel()
        self._export.cancel()

    @Slot(object)
    def _on_saved(self, _nothing: object) -> None:
        self.table_saved.emit(self._saving)

    @Slot(object)
    def _on_taken_back(self, _nothing: object) -> None:
        self.taken_back.emit()
