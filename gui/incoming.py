"""Pictures that are to be named, as they come: opened, dropped, pasted, or as pixels of a camera.

Between the session and what they come from; knows no page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import PictureError
from gui.clipboard import only_address, picture_in
from gui.messages import failure
from gui.model_choice import ModelChoice, model_of
from gui.session import Session
from gui.thumbnails import image_of
from gui.widgets.drop_area import local_paths


class Incoming(QObject):
    """Hands them to the session, or says why not."""

    accepted = Signal()  # something is going to be named
    pictured = Signal(object, object)  # Path, QImage: what stands for the path of a picture that is no file
    refused = Signal(str, str)  # why nothing is named, and what to do
    failed = Signal(object)  # Failure

    def __init__(self, session: Session, choice: ModelChoice, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._choice = choice
        self._window = window
        self._given = 0  # pictures that were no files
        self._awaited: Path | None = None  # a model that is being opened for
        self._waiting: Sequence[Path] = ()  # what came with it
        session.model_changed.connect(self._on_model)
        choice.failed.connect(self._on_no_model)

    @Slot(object)
    def take(self, paths: Sequence[Path]) -> None:
        """Name these files, folders and archives; a model among them is the model to use."""
        models = [model for path in paths if (model := model_of(path)) is not None]
        pictures = [path for path in paths if model_of(path) is None]
        if models:
            self._awaited, self._waiting = models[0], pictures
            self._choice.open(models[0])
        else:
            self._name(pictures)

    @Slot()
    def choose_pictures(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open pictures"), QDir.homePath())
        if names:
            self.take([Path(name) for name in names])

    @Slot()
    def choose_folder(self) -> None:
        title = self.tr("Open a folder of pictures")
        name = QFileDialog.getExistingDirectory(self._window, title, QDir.homePath())
        if name:
            self.take([Path(name)])

    @Slot()
    def paste(self) -> None:
        """Name what the clipboard holds: files, or a picture."""
        self._take_data(
            QGuiApplication.clipboard().mimeData(), self.tr("There is no picture on the clipboard.")
        )

    def take_dropped(self, mime: QMimeData) -> None:
        """Name what was dropped: files, or a picture that another program hands over."""
        self._take_data(mime, self.tr("There is no picture in what was dropped."))

    @Slot(object)
    def take_frame(self, pixels: Any) -> None:
        """Name a picture of the camera, uint8 (H, W, 3)."""
        self._take_pixels(pixels, self.tr("Camera picture {number}"))

    @Slot(object)
    def _on_model(self, model: Path | None) -> None:
        if model is not None and model == self._awaited:
            pictures, self._awaited, self._waiting = self._waiting, None, ()
            self._name(pictures)

    @Slot()
    def _on_no_model(self) -> None:
        self._awaited, self._waiting = None, ()

    # Inside

    def _name(self, pictures: Sequence[Path]) -> None:
        if pictures and self._has_model():
            self.accepted.emit()
            self._session.classify(pictures)

    def _take_data(self, mime: QMimeData, nothing: str) -> None:
        paths = local_paths(mime)
        if paths:
            self.take(paths)
            return
        try:
            pixels = picture_in(mime)
        except PictureError as error:
            self.failed.emit(failure(error.code, error.data, ""))
            return
        if pixels is not None:
            self._take_pixels(pixels, self.tr("Pasted picture {number}"))
        elif only_address(mime):
            self.refused.emit(
                self.tr("The browser handed over an address only, and Ninefold opens no connection."),
                self.tr("Choose “Copy image” in the browser, and paste it here."),
            )
        else:
            self.refused.emit(nothing, "")

    def _take_pixels(self, pixels: Any, name: str) -> None:
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
