"""Reads what a model file says about itself, in a thread: files may lie on slow disks. Part of the session.

Knows no network and no page.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from gui.jobs import CoreJobs
from gui.lane import Lane


class ModelReader(QObject):
    """Two questions: is this a model that can be used (`open`), and what is the one in use (`describe`)."""

    opened = Signal(object)  # Path
    failed = Signal(object)  # Failure
    described = Signal(object)  # core.model.file.ModelHeader | None
    unreadable = Signal(object)  # Failure: of the one in use

    def __init__(self, jobs: CoreJobs, opening: Lane, describing: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.header: Any = None
        """core.model.file.ModelHeader of the model in use; None until it is read, or if it cannot be."""
        self._asked: Path | None = None
        self._opening = opening
        self._describing = describing
        opening.succeeded.connect(self._on_opened)
        opening.failed.connect(self.failed)
        describing.succeeded.connect(self._on_described)
        describing.failed.connect(self.unreadable)

    @property
    def describing(self) -> bool:
        """Whether the file in use is being read."""
        return self._describing.state.active

    def open(self, path: Path) -> None:
        """Name pictures with this file from now on, if it is a model: `opened` follows, else `failed`.

        The last call wins.
        """
        self._asked = path
        self._opening.start(partial(self._jobs.read_header, path))

    def describe(self, path: Path | None) -> None:
        """`described` follows at once with None, then with what is read; or `unreadable` does."""
        if path is None:
            self._describing.cancel()
        else:
            self._describing.start(partial(self._jobs.read_header, path))
        self._on_described(None)

    @Slot(object)
    def _on_opened(self, _header: Any) -> None:
        self.opened.emit(self._asked)

    @Slot(object)
    def _on_described(self, header: Any) -> None:
        self.header = header
        self.described.emit(header)
