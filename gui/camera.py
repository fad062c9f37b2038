"""A camera of this computer as a stream of pictures, where Qt can reach one. Knows no page and no network.

QtMultimedia is imported when it is first asked for: it takes time, and needs libraries that not every system
has. A test puts a source of its own in its place.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage


class CameraSource(QObject):
    """`frame` follows `start` for each picture until `stop`; `failed` carries what the system says."""

    frame = Signal(QImage)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._camera: Any = None
        self._session: Any = None
        self._sink: Any = None

    def available(self) -> bool:
        """Whether there is a camera, as far as Qt can tell."""
        multimedia = _multimedia()
        return multimedia is not None and bool(multimedia.QMediaDevices.videoInputs())

    def start(self) -> None:
        multimedia = _multimedia()
        if multimedia is None or self._camera is not None:
            return
        self._camera = multimedia.QCamera(multimedia.QMediaDevices.defaultVideoInput(), self)
        self._sink = multimedia.QVideoSink(self)
        self._session = multimedia.QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._camera.errorOccurred.connect(self._on_error)
        self._camera.start()

    def stop(self) -> None:
        if self._camera is not None:
            self._camera.stop()
            for part in (self._session, self._sink, self._camera):
                part.deleteLater()
            self._camera = self._session = self._sink = None

    @Slot(object)
    def _on_frame(self, frame: Any) -> None:
        image = frame.toImage()
        if not image.isNull():
            self.frame.emit(image)

    @Slot()
    def _on_error(self) -> None:
        if self._camera is not None and self._camera.errorString():
            self.failed.emit(self._camera.errorString())


def _multimedia() -> Any:
    """The module; None where this system lacks a library that it needs."""
    try:
        from PySide6 import QtMultimedia
    except ImportError:
        return None
    return QtMultimedia
