"""Wrong answers: the user says what a picture is, and it is copied for the next training, until undone.

Between the session and a dialog; knows no page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.session import Session
from gui.tables import Result
from gui.text import file_name, plain
from gui.widgets.correction_dialog import CorrectionDialog


class Corrections(QObject):
    done = Signal(str, bool)  # what was done, and whether it can be undone

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.root: Path | None = None
        """The folder of class folders that was chosen last."""
        self._path: Path | None = None
        self._copy: Path | None = None
        session.output.placed.connect(self._on_placed)
        session.output.taken_back.connect(self._on_taken_back)

    def ask(self, result: Result, classes: Sequence[str], parent: QWidget) -> None:
        """What is this picture really, and where shall its copy go?"""
        self._path = result.path
        dialog = CorrectionDialog(
            file_name(result.path), classes, self._proposed(), self._session.data.class_folder, parent
        )
        dialog.accepted_with.connect(self._on_accepted)
        dialog.open()

    @Slot()
    def undo(self) -> None:
        """Remove the last copy."""
        if self._copy is not None:
            self._session.output.take_back(self._copy)
            self._copy = None

    def _proposed(self) -> Path:
        dataset = self._session.data.dataset
        if self.root is not None:
            return self.root
        if dataset is not None and dataset.root.is_dir():
            return dataset.root
        return Path(QDir.homePath()) / self.tr("Ninefold pictures")

    @Slot(str, object)
    def _on_accepted(self, name: str, root: Path) -> None:
        if self._path is not None:
            self.root = root
            source = self._session.source_of(self._path)
            self._session.output.place(source, self._session.data.class_folder(root, name))

    @Slot(object)
    def _on_placed(self, copy: Path) -> None:
        self._copy = copy
        self.done.emit(self.tr("Copied to {path}.").format(path=plain(str(copy))), True)

    @Slot()
    def _on_taken_back(self) -> None:
        self.done.emit(self.tr("The copy is gone again."), False)
