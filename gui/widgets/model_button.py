"""A button whose menu offers the models there are: those of all runs, the last one first, and any file.

Knows no session.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from gui.text import label_text, percent

if TYPE_CHECKING:
    from core.training.runs import RunSummary

MOST_RUNS = 20


class ModelButton(QPushButton):
    about_to_show = Signal()  # time to look for new runs
    model_chosen = Signal(object)  # Path
    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Model"))
        self.setProperty("menu", True)
        self._runs: Sequence[RunSummary] = ()
        self._model: Path | None = None
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._on_chosen)
        self.setMenu(self._menu)

    def show_runs(self, runs: Sequence[RunSummary]) -> None:
        """All runs, the newest first; those without a model are left out."""
        self._runs = [run for run in runs if run.model is not None][:MOST_RUNS]

    def show_model(self, model: Path | None) -> None:
        """The model in use."""
        self._model = model

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        for number, run in enumerate(self._runs):
            words = label_text(run.name)
            if run.best_accuracy is not None:
                words += "  ·  " + percent(run.best_accuracy)
            if number == 0:
                words = self.tr("Last run: {name}").format(name=words)
            action = self._menu.addAction(words)
            action.setData(run.model)
            action.setCheckable(True)
            action.setChecked(run.model == self._model)
        if not self._runs:
            self._menu.addAction(self.tr("No run has a model yet")).setEnabled(False)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Open a model file…"))
        self.about_to_show.emit()

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        if isinstance(action.data(), Path):
            self.model_chosen.emit(action.data())
        else:
            self.file_wanted.emit()
