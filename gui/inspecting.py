"""What the Inside page asks of a network, one lane for each question. Part of the session; knows no page."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from core.config import Preprocessing
from gui.estimator import Estimator
from gui.jobs import CoreJobs
from gui.lane import JobState, Lane

if TYPE_CHECKING:
    from core.data.dataset import Dataset
    from core.explain.results import BranchId


class Inspecting(QObject):
    """Each lane answers the last question that it was asked: `succeeded` carries core's result."""

    state_changed = Signal(object)  # JobState: of the jobs that take long
    yielded = Signal(object)  # PhaseChanged, Progress: of these

    def __init__(self, jobs: CoreJobs, make_lane: Callable[[], Lane], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.network = make_lane()  # None: it is loaded
        self.picture = make_lane()  # uint8 (S, S, 3)
        self.lens = make_lane()  # BranchLens
        self.heats = make_lane()  # tuple of four HeatMap
        self.accuracy = make_lane()  # BranchesOff
        self.filters = make_lane()  # StemFilters
        self.neighbours = make_lane()  # Neighbours
        self.excitations = make_lane()  # Excitations
        self.depths = make_lane()  # Depths
        self.past = make_lane()  # RunPast
        self.arm = Estimator(jobs, make_lane(), self)  # how long one of the two runs would take
        self._long = (self.accuracy, self.neighbours, self.excitations, self.depths)
        for lane in self._long:
            lane.state_changed.connect(self._on_state)
            lane.yielded.connect(self.yielded)

    @property
    def state(self) -> JobState:
        """Of a job that takes long, where one runs."""
        return next((lane.state for lane in self._long if lane.state.active), JobState.IDLE)

    def prepare(self, model: Path) -> None:
        """Load this network, so that the first answer about it comes as soon as any other."""
        self.network.start(partial(self._jobs.prepare, model))

    def see(self, source: Any, preprocessing: Preprocessing) -> None:
        self.picture.start(partial(self._jobs.seen, source, preprocessing))

    def look_through(
        self, model: Path, source: Any, module: str, off: Collection[BranchId], label: str | None
    ) -> None:
        self.lens.start(partial(self._jobs.branch_lens, model, source, module, off, label))

    def find_heats(self, model: Path, source: Any, module: str, label: str | None) -> None:
        self.heats.start(partial(self._jobs.branch_heats, model, source, module, label))

    def measure_without(self, model: Path, dataset: Dataset, off: Collection[BranchId]) -> None:
        """The accuracy on the validation pictures with and without these branches."""
        self.accuracy.start(partial(self._jobs.branches_off, model, dataset, off))

    def find_filters(self, model: Path) -> None:
        self.filters.start(partial(self._jobs.stem_filters, model))

    def find_neighbours(self, model: Path, dataset: Dataset, source: Any) -> None:
        self.neighbours.start(partial(self._jobs.neighbours, model, dataset, source))

    def find_excitations(self, model: Path, dataset: Dataset, block: str, channel: int) -> None:
        self.excitations.start(partial(self._jobs.excitations, model, dataset, block, channel))

    def find_depths(self, model: Path, dataset: Dataset) -> None:
        self.depths.start(partial(self._jobs.three_depths, model, dataset))

    def read_past(self, run: Path) -> None:
        self.past.start(partial(self._jobs.read_past, run))

    @Slot(object)
    def _on_state(self, _state: JobState) -> None:
        self.state_changed.emit(self.state)
