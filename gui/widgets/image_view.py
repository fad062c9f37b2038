"""One picture as large as there is room, decoded by core in the background; knows no dataset and no job."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.icons import pixmap
from gui.messages import sentence
from gui.text import plain
from gui.theme import SPACE, theme
from gui.thumbnails import Failed, Fit, Request, ThumbnailLoader

STEP = 256  # sizes are asked for in steps, so that resizing does not decode anew at every pixel
BUDGET = 48 * 2**20


class ImageView(QWidget):
    """Shows the picture of `path` whole, never enlarged above four times its size."""

    def __init__(self, parent: QWidget | None = None, *, wanted_height: int = 40 * SPACE) -> None:
        super().__init__(parent)
        self._wanted_height = wanted_height
        self._path: Path | None = None
        self._reason = ""
        self._loader = ThumbnailLoader(self, budget=BUDGET)
        self._loader.ready.connect(self._on_ready)
        self._scaled: QPixmap | None = None
        self._over: QImage | None = None
        self._over_box = (0.0, 0.0, 1.0, 1.0)
        self._over_opacity = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(16 * SPACE, 16 * SPACE)
        theme().changed.connect(self.update)

    def show_path(self, path: Path | None) -> None:
        self._path = path
        self._reason = ""
        self._scaled = None
        self._over = None
        self.setAccessibleName(plain(path.name) if path else "")
        self._ask()
        self.update()

    def show_reason(self, reason: str) -> None:
        """Show why there is no picture."""
        self.show_path(None)
        self._reason = reason

    def pin(self, path: Path, image: QImage) -> None:
        """Hold `image` for a `path` that is no file."""
        self._loader.pin(path, image)

    def lay_over(self, image: QImage | None, box: tuple[float, float, float, float], opacity: float) -> None:
        """Lay `image` over the part `box` (left, top, right, bottom; 0..1) of the picture.

        None takes it away, and so does another picture.
        """
        self._over, self._over_box, self._over_opacity = image, box, opacity
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """Of what lies over the picture, 0..1."""
        self._over_opacity = opacity
        self.update()

    @property
    def covered(self) -> bool:
        return self._over is not None

    def forget_pictures(self) -> None:
        self._loader.clear()
        self.show_path(None)

    def shutdown(self) -> None:
        self._loader.shutdown()

    def sizeHint(self) -> QSize:
        return QSize(40 * SPACE, self._wanted_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scaled = None
        self._ask()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        request = self._request()
        if request is None:
            if self._reason:
                self._paint_reason(painter, self._reason)
            return
        found = self._loader.find(request)
        if isinstance(found, Failed):
            self._paint_reason(painter, sentence(found.reason, found.data))
            return
        image = found or self._loader.stand_in(request.path)
        if image is None:
            return
        if self._scaled is None or found is None:
            self._scaled = self._fitted(image)
        picture = self._scaled.deviceIndependentSize().toSize()
        place = QRect(0, 0, picture.width(), picture.height())
        place.moveCenter(self.rect().center())
        painter.drawPixmap(place, self._scaled)
        if self._over is not None:
            left, top, right, bottom = self._over_box
            width, height = place.width(), place.height()
            part = QRectF(place.x() + left * width, place.y() + top * height, 0, 0)
            part.setSize(QSizeF((right - left) * width, (bottom - top) * height))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(self._over_opacity)
            painter.drawImage(part, self._over)

    @Slot(object)
    def _on_ready(self, _paths: object) -> None:
        self._scaled = None
        self.update()

    def _request(self) -> Request | None:
        if self._path is None:
            return None
        longest = max(self.width(), self.height()) * self.devicePixelRatioF()
        return Request(self._path, STEP * max(1, round(longest / STEP + 0.5)), Fit.WHOLE)

    def _ask(self) -> None:
        request = self._request()
        self._loader.want([request] if request else [])

    def _fitted(self, image: QImage) -> QPixmap:
        ratio = self.devicePixelRatioF()
        room = self.size() * ratio
        size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        if size.width() > 4 * image.width():
            size = image.size() * 4
        picture = QPixmap.fromImage(
            image.scaled(
                size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        picture.setDevicePixelRatio(ratio)
        return picture

    def _paint_reason(self, painter: QPainter, reason: str) -> None:
        side = 5 * SPACE
        mark = QRect(0, 0, side, side)
        mark.moveCenter(self.rect().center())
        mark.translate(0, -3 * SPACE)
        painter.drawPixmap(mark, pixmap("image-off", side, "text_muted", self.devicePixelRatioF()))
        painter.setFont(theme().font("body"))
        painter.setPen(theme().color("text_muted"))
        below = self.rect().adjusted(2 * SPACE, mark.bottom() + SPACE, -2 * SPACE, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(below, flags, reason)
