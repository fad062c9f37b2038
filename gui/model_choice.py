"""Which model is in use, as chosen from a menu, a dialog or a drop. Between the session and the widgets."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.current_run import BEST_MODEL
from gui.messages import Failure
from gui.session import Session
from gui.text import plain
from gui.widgets.model_button import ModelButton

SUFFIX = ".safetensors"
OF_OTHERS = (".pt", ".pth", ".ckpt", ".onnx", ".pkl", ".keras", ".h5")


class ModelChoice(QObject):
    """Ties `button` to the session."""

    opening = Signal()  # a file is about to be: the session's `model_changed` or `failed` follows
    failed = Signal(object)  # Failure: the file that was chosen here is no model

    def __init__(self, session: Session, button: ModelButton, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._button = button
        self._opening = False
        button.about_to_show.connect(session.list_runs)
        button.model_chosen.connect(session.use_model)
        button.file_wanted.connect(self.ask)
        button.show_model(session.model)
        session.model_changed.connect(self._on_model)
        session.models.failed.connect(self._on_failed)
        session.runs_listed.connect(button.show_runs)

    @Slot()
    def ask(self) -> None:
        """Let the user choose a model file, and open it."""
        kinds = self.tr("Models") + f" (*{SUFFIX})"
        title = self.tr("Open a model file")
        name, _ = QFileDialog.getOpenFileName(self._window, title, QDir.homePath(), kinds)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        self._opening = True
        self.opening.emit()
        self._session.models.open(path)

    @Slot(object)
    def _on_model(self, model: Path | None) -> None:
        self._opening = False
        self._button.show_model(model)

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        if self._opening:  # else another page tells of it
            self._opening = False
            self.failed.emit(failure)


def model_of(path: Path) -> Path | None:
    """What to open as a model where `path` is one by its name, another program's too (opening says what is
    wrong with it), or is the folder of a run, which has one.
    """
    if path.suffix.lower() in (SUFFIX, *OF_OTHERS):
        return path
    in_run = path / BEST_MODEL
    return in_run if os.path.isfile(in_run) else None  # noqa: PTH113  (never raises)


def model_name(model: Path) -> str:
    """Of a run's own model, that of the run; as plain text."""
    return plain(model.parent.name if model.stem == "best" else model.stem)
