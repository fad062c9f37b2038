"""A network to look into where there is none: the sample pictures are drawn and learned. Knows no view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from core.paths import data_dir
from core.training.recipes import recipe_config
from gui.messages import Failure
from gui.open_dataset import SAMPLE
from gui.session import Session

if TYPE_CHECKING:
    from core.data.dataset import Dataset

RECIPE = "quick"


class SampleRun(QObject):
    """After each epoch that is better, the session uses what has been learned so far."""

    changed = Signal()
    failed = Signal(object)  # Failure: of drawing or opening the pictures

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._drawing = False
        session.data.opened.connect(self._on_opened)
        session.data.failed.connect(self._on_failed)
        session.training_state_changed.connect(self.changed)

    @property
    def under_way(self) -> bool:
        """Whether the sample is drawn or learned now, or another run trains."""
        return self._drawing or self._session.training_state.active

    @Slot()
    def start(self) -> None:
        if not self.under_way:
            self._drawing = True
            self._session.data.draw_sample()
            self.changed.emit()

    @Slot(object)
    def _on_opened(self, dataset: Dataset) -> None:
        if not self._drawing:
            return
        self._drawing = False
        if dataset.root == data_dir() / SAMPLE:  # else another folder was opened meanwhile
            self._session.start_training(recipe_config(RECIPE, dataset.root))
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        if self._drawing:
            self._drawing = False
            self.failed.emit(failure)
            self.changed.emit()
