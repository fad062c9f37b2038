"""Which model is in use, as chosen from a menu, a dialog or a drop. Between the session and the widgets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.session import Session
from gui.text import plain
from gui.widgets.model_button import ModelButton

if TYPE_CHECKING:
    from core.training.runs import RunSummary

SUFFIX = ".safetensors"


class ModelChoice(QObject):
    """Ties `button` to the session."""

    opening = Signal()  # a file is about to be: the session's `model_changed` or `classify_failed` follows
    homes_known = Signal()

    def __init__(self, session: Session, button: ModelButton, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._button = button
        self._homes: dict[Path, Path] = {}
        button.about_to_show.connect(session.list_runs)
        button.model_chosen.connect(session.use_model)
        button.file_wanted.connect(self.ask)
        button.show_model(session.model)
        session.model_changed.connect(self._on_model)
        session.runs_listed.connect(self._on_runs)

    @property
    def home(self) -> Path | None:
        """The folder that the model in use learned from, where its run is known."""
        model = self._session.model
        return self._homes.get(model) if model is not None else None

    @Slot()
    def ask(self) -> None:
        """Let the user choose a model file, and open it."""
        kinds = self.tr("Models") + f" (*{SUFFIX})"
        title = self.tr("Open a model file")
        name, _ = QFileDialog.getOpenFileName(self._window, title, QDir.homePath(), kinds)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        self.opening.emit()
        self._session.open_model(path)

    @Slot(object)
    def _on_model(self, model: Path | None) -> None:
        self._button.show_model(model)

    @Slot(object)
    def _on_runs(self, runs: list[RunSummary]) -> None:
        self._homes = {run.model: run.data for run in runs if run.model is not None}
        self._button.show_runs(runs)
        self.homes_known.emit()


def is_model(path: Path) -> bool:
    """Whether its name is that of a model file."""
    return path.suffix.lower() == SUFFIX


def model_name(model: Path) -> str:
    """Of a run's own model, that of the run; as plain text."""
    return plain(model.parent.name if model.stem == "best" else model.stem)
