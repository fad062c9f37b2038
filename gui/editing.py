"""The user's edits of the open dataset, one after the other, each in a thread. Part of the session.

Knows which edits there are, and no page.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.jobs import CoreJobs
from gui.lane import Lane
from gui.messages import Failure

if TYPE_CHECKING:
    from core.data.dataset import Dataset

Change = Callable[["Dataset"], "Dataset"]


class Editing(QObject):
    """An edit that is asked for while another is being written waits for its turn."""

    edited = Signal(object)  # Dataset
    failed = Signal(object)  # Failure

    def __init__(self, jobs: CoreJobs, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._dataset: Dataset | None = None
        self._waiting: deque[Change] = deque()
        self._lane = lane
        lane.succeeded.connect(self._on_done)
        lane.failed.connect(self._on_failed)

    def use(self, dataset: Dataset) -> None:
        """Edit this one from now on; what was asked for another is forgotten."""
        self._waiting.clear()
        self._lane.cancel()
        self._dataset = dataset

    def exclude(self, paths: Collection[Path], reason: str = "") -> None:
        """Leave these pictures out of training; `reason` is the kind of the finding that they are from."""
        self._ask(partial(_exclude, paths=frozenset(paths), reason=reason))

    def include(self, paths: Collection[Path]) -> None:
        """Take excluded pictures back."""
        self._ask(partial(_include, paths=frozenset(paths)))

    def move(self, paths: Collection[Path], name: str) -> None:
        """Count these pictures as of the class shown as `name`."""
        self._ask(partial(_move, paths=frozenset(paths), name=name))

    def keep(self, paths: Collection[Path]) -> None:
        """Note that these pictures are in the right class."""
        self._ask(partial(_keep, paths=frozenset(paths)))

    def leave_out(self, names: Sequence[str]) -> None:
        """Leave the classes shown under these names out of training."""
        for name in names:
            self._ask(partial(_edits().leave_out, name=name))

    def bring_back(self, folder_classes: Sequence[str]) -> None:
        for name in folder_classes:
            self._ask(partial(_edits().bring_back, folder_class=name))

    def merge(self, names: Sequence[str], name: str) -> None:
        """Make one class of these, shown as `name`."""
        self._ask(partial(_edits().merge, names=names, name=name))

    def rename(self, name: str, new: str) -> None:
        """Show a class under another name."""
        self._ask(partial(_edits().rename, name=name, new=new))

    def take_over(self, checked: Dataset) -> None:
        """Go on with the dataset as a check has left it, and with the edits made since then."""
        if self._dataset is not None and not self._dataset.settled:  # else no side can have changed
            self._ask(partial(_newer_of, checked=checked))

    def undo(self) -> None:
        """Take the last edit back."""
        self._ask(_edits().undo)

    @Slot(object)
    def _on_done(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._next()
        self.edited.emit(dataset)

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._waiting.clear()
        self.failed.emit(failure)

    def _ask(self, change: Change) -> None:
        self._waiting.append(change)
        if not self._lane.state.active:
            self._next()

    def _next(self) -> None:
        if self._waiting and self._dataset is not None:
            self._lane.start(partial(self._jobs.edit, self._dataset, self._waiting.popleft()))


def _edits() -> ModuleType:
    """Core's edits, imported for the first one: by then the window is on show."""
    from core.data import edits

    return edits


def _newer_of(dataset: Dataset, checked: Dataset) -> Dataset:
    from core.data import edits

    return checked if checked.edits == dataset.edits else edits.as_recorded(dataset)


def _exclude(dataset: Dataset, paths: frozenset[Path], reason: str) -> Dataset:
    from core.data import edits

    return edits.exclude(dataset, [item for item in dataset.items if item.path in paths], reason)


def _include(dataset: Dataset, paths: frozenset[Path]) -> Dataset:
    from core.data import edits

    return edits.include(dataset, [picture for picture in dataset.excluded if picture.path in paths])


def _move(dataset: Dataset, paths: frozenset[Path], name: str) -> Dataset:
    from core.data import edits

    return edits.move(dataset, [item for item in dataset.items if item.path in paths], name)


def _keep(dataset: Dataset, paths: frozenset[Path]) -> Dataset:
    from core.data import edits

    return edits.keep(dataset, [item for item in dataset.items if item.path in paths])
