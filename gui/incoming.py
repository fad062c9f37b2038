"""Pictures that are to be named, as they come: files, or pixels from a clipboard, a program or a camera.

Between the session and what is dropped; knows no page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Signal

from core.errors import PictureError
from gui.clipboard import only_address, picture_in
from gui.messages import failure
from gui.session import Session
from gui.thumbnails import image_of


class Incoming(QObject):
    """Hands them to the session, or says why not."""

    accepted = Signal()  # something is going to be named
    pictured = Signal(object, object)  # Path, QImage: what stands for the path of a picture that is no file
    refused = Signal(str, str)  # why nothing is, and what to do
    failed = Signal(object)  # Failure

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._given = 0  # pictures that were no files

    def add_files(self, paths: Sequence[Path]) -> None:
        """Files, folders and archives."""
        if self._has_model():
            self.accepted.emit()
            self._session.classify(paths)

    def add_data(self, mime: QMimeData, nothing: str) -> None:
        """The picture that `mime` holds; `nothing` says that there is none."""
        try:
            pixels = picture_in(mime)
        except PictureError as error:
            self.failed.emit(failure(error.code, error.data, ""))
            return
        if pixels is not None:
            self.add_pixels(pixels, self.tr("Pasted picture {number}"))
        elif only_address(mime):
            self.refused.emit(
                self.tr("The browser handed over an address only, and Ninefold opens no connection."),
                self.tr("Choose “Copy image” in the browser, and paste it here."),
            )
        else:
            self.refused.emit(nothing, "")

    def add_pixels(self, pixels: Any, name: str) -> None:
        """`pixels` is uint8 (H, W, 3); `name` has a place for the {number} of the picture."""
        if self._has_model():
            self._given += 1
            name = name.format(number=self._given)
            self.pictured.emit(Path(name), image_of(pixels))
            self.accepted.emit()
            self._session.classify_pixels(name, pixels)

    def _has_model(self) -> bool:
        if self._session.model is None:
            self.refused.emit(
                self.tr("There is no model yet."), self.tr("Train one first, or open a model file.")
            )
        return self._session.model is not None
