"""Asks where a table, class folders or an exported model are to go, and says what became of it.

Between the session and the dialogs; knows no page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from core.events import Event, Quantised
from gui.export_words import export_words
from gui.model_choice import model_name
from gui.session import Session
from gui.tables import Result, events_of
from gui.text import number, plain, sentences
from gui.widgets.export_dialog import ExportDialog


class Saving(QObject):
    done = Signal(str, str)  # what was done, and more of it

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._output = session.output
        self._session = session
        self._window = window
        self._quantised: Quantised | None = None
        self._output.yielded.connect(self._on_event)
        self._output.table_saved.connect(self._on_table)
        self._output.sorted.connect(self._on_sorted)
        self._output.exported.connect(self._on_exported)

    def table(self, results: Sequence[Result]) -> None:
        """Write these rows as CSV."""
        start = str(Path(QDir.homePath()) / (self.tr("named pictures") + ".csv"))
        kinds = self.tr("Table") + " (*.csv)"
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save as CSV"), start, kinds)
        if name:
            path = Path(name)
            path = path if path.suffix else path.with_name(f"{path.name}.csv")
            self._output.save_table(path, events_of(results))

    def class_folders(self, results: Sequence[Result]) -> None:
        """Copy these pictures into folders of their classes."""
        title = self.tr("Choose the folder in which the class folders are made")
        name = QFileDialog.getExistingDirectory(self._window, title, QDir.homePath())
        if name:
            files = [result for result in results if not result.failed and result.path.is_absolute()]
            self._output.sort_into(Path(name), events_of(files), self.tr("not sure"))

    @Slot()
    def model(self) -> None:
        """Export the model in use."""
        model = self._session.model
        if model is not None:
            dialog = ExportDialog(model_name(model), self._session.home, self._window)
            dialog.accepted_with.connect(self._on_export)
            dialog.open()

    @Slot(object, bool, object)
    def _on_export(self, target: Path, int8: bool, pictures: Path | None) -> None:
        if self._session.model is not None:
            self._quantised = None
            self._output.export(self._session.model, target, int8, pictures)

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        if isinstance(event, Quantised):
            self._quantised = event

    @Slot(object)
    def _on_table(self, path: Path) -> None:
        self.done.emit(self.tr("The table is in {path}.").format(path=plain(str(path))), "")

    @Slot(object)
    def _on_sorted(self, finished: Any) -> None:
        words = [self.tr("{count} pictures were copied.").format(count=number(finished.copied))]
        if finished.renamed:
            taken = self.tr("{count} got a number, for their name was taken.")
            words.append(taken.format(count=number(finished.renamed)))
        if finished.failed:
            words.append(self.tr("{count} could not be copied.").format(count=number(finished.failed)))
        self.done.emit(sentences(*words), "")

    @Slot(object)
    def _on_exported(self, finished: Any) -> None:
        self.done.emit(*export_words(finished, self._quantised))
