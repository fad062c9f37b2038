"""A line of small pictures, of which one is chosen to be looked at. Knows paths, and no dataset."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.text import file_name
from gui.theme import SPACE, theme
from gui.thumbnails import Request, ThumbnailLoader
from gui.widgets.keys import FocusPainted, led_to
from gui.widgets.picture_place import RADIUS, paint_picture

SIDE = 6 * SPACE
_STEP = SIDE + SPACE


class PictureStrip(FocusPainted):
    """As many as there is room for, the chosen one always among them. The arrow keys go along."""

    chosen = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: list[Path] = []
        self.current: Path | None = None
        self._loader = ThumbnailLoader(self)
        self._loader.ready.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Pictures to look at"))
        theme().changed.connect(self.update)

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Offer these, and choose the first of them."""
        self._paths = list(paths)
        self._choose(self._paths[0] if paths else None)

    def add(self, path: Path, image: QImage | None = None) -> None:
        """Put one more in front, and choose it. `image` stands for a path that is no file."""
        if image is not None:
            self._loader.pin(path, image)
        self._paths = [path, *(other for other in self._paths if other != path)]
        self._choose(path)

    @property
    def paths(self) -> Sequence[Path]:
        return self._paths

    def shutdown(self) -> None:
        self._loader.shutdown()

    def sizeHint(self) -> QSize:
        return QSize(8 * _STEP, SIDE + SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, path in enumerate(self._shown()):
            cell = self._cell(number)
            found = self._loader.find(self._request(path))
            paint_picture(painter, cell, found if isinstance(found, QImage) else None)
            if path == self.current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme().color("accent"), 3))
                painter.drawRoundedRect(QRectF(cell).adjusted(-1.5, -1.5, 1.5, 1.5), RADIUS + 1, RADIUS + 1)
                if self.hasFocus():
                    painter.setPen(QPen(theme().color("text"), 1))
                    edge = QRectF(cell).adjusted(-3.5, -3.5, 3.5, 3.5)
                    painter.drawRoundedRect(edge, RADIUS + 3, RADIUS + 3)
        painter.end()
        self._loader.want(self._request(path) for path in self._shown())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, path in enumerate(self._shown()):
            if self._cell(number).contains(event.position().toPoint()):
                self._choose(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self._paths.index(self.current) if self.current in self._paths else 0
        to = led_to(event.key(), at, len(self._paths))
        if to is not None:
            self._choose(self._paths[to])
        else:
            super().keyPressEvent(event)

    def _choose(self, path: Path | None) -> None:
        self.current = path
        self.setAccessibleDescription(file_name(path) if path else "")
        self.update()
        self.chosen.emit(path)

    def _shown(self) -> list[Path]:
        room = max(1, (self.width() - SPACE) // _STEP)
        at = self._paths.index(self.current) if self.current in self._paths else 0
        first = max(0, min(at - room // 2, len(self._paths) - room))
        return self._paths[first : first + room]

    def _cell(self, number: int) -> QRect:
        return QRect(SPACE // 2 + number * _STEP, SPACE // 2, SIDE, SIDE)

    def _request(self, path: Path) -> Request:
        ratio = self.devicePixelRatioF()
        return Request(path, round(SIDE * ratio), radius=round(RADIUS * ratio))
