"""A camera, what it sees and what the model says of it, tied together; off unless it is looked at.

Between the session and the widgets; knows no page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from core.events import ItemClassified
from gui.camera import CameraSource
from gui.clipboard import pixels_of
from gui.session import Session
from gui.text import plain
from gui.widgets.camera_view import CameraView

SIDE = 480  # pixels of the short side of a frame: more than a network sees


class LiveCamera(QObject):
    """`view` shows it."""

    switched = Signal(bool)
    kept = Signal(object)  # uint8 (H, W, 3): a frame that the user wants in the list
    refused = Signal(str, str)  # why there is no picture, and what to do

    def __init__(self, session: Session, source: CameraSource, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.on = False
        self.source = source
        source.setParent(self)
        source.frame.connect(self._on_frame)
        source.failed.connect(self._on_failed)
        self.view = CameraView()
        self.view.keep_button.clicked.connect(self._on_keep)
        session.watching.answered.connect(self._on_answer)
        session.model_changed.connect(self._on_model)
        self._model: Path | None = None  # that looks, while the camera is on

    @Slot(bool)
    def switch(self, on: bool) -> None:
        model = self._session.model
        if on == self.on:
            return
        if on and (model is None or not self.source.available()):
            self.switched.emit(False)
            self.refused.emit(
                self.tr("There is no camera that Ninefold can use."),
                self.tr("Connect one, or drop pictures here instead."),
            )
            return
        self.on = on
        if on and model is not None:
            self.view.forget()
            self._model = model
            self._session.watching.start(model)
            self.source.start()
        else:
            self.source.stop()
            self._session.watching.stop()
        self.switched.emit(on)

    @Slot(QImage)
    def _on_frame(self, image: QImage) -> None:
        self.view.show_frame(image)
        small = image
        if min(image.width(), image.height()) > SIDE:
            mode = Qt.TransformationMode.SmoothTransformation
            upright = image.width() < image.height()
            small = image.scaledToWidth(SIDE, mode) if upright else image.scaledToHeight(SIDE, mode)
        self._session.watching.put(pixels_of(small))

    @Slot(object)
    def _on_model(self, model: Path | None) -> None:
        """The newly chosen one goes on looking; a file that was only written anew is read anew by itself."""
        if self.on and model is not None and model != self._model:
            self._model = model
            self._session.watching.start(model)

    @Slot(object)
    def _on_answer(self, answer: ItemClassified) -> None:
        if self.on:
            self.view.show_answer(answer)

    @Slot(str)
    def _on_failed(self, words: str) -> None:
        self.switch(False)
        self.refused.emit(self.tr("The camera cannot be used: {words}").format(words=plain(words)), "")

    @Slot()
    def _on_keep(self) -> None:
        image: Any = self.view.picture.image
        if image is not None:
            self.kept.emit(pixels_of(image))
