"""Pictures as the network sees them, with a word below each and, where there is one, a box. Knows no job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.config import Preprocessing
from core.data.transforms import seen_part
from gui.theme import SPACE, theme
from gui.thumbnails import Fit, Request, ThumbnailLoader

_DECODED = 256
_LEAST = 7 * SPACE
"""The side of a tile on which something can be seen."""


@dataclass(frozen=True, slots=True)
class Tile:
    """`words` are a line or two. `box` is left, top, right, bottom in pixels of what the network sees.

    It may reach beyond.
    """

    path: Path
    words: str
    box: tuple[float, float, float, float] | None = None


class SeenTiles(QWidget):
    """All in one block, as large as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: Sequence[Tile] = ()
        self._preprocessing = Preprocessing()
        self._hint = ""
        self._loader = ThumbnailLoader(self)
        self._loader.ready.connect(self.update)
        self.setMinimumSize(30 * SPACE, 14 * SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def show_tiles(self, tiles: Sequence[Tile], preprocessing: Preprocessing) -> None:
        self.tiles, self._preprocessing = tiles, preprocessing
        self.setAccessibleName(", ".join(tile.words for tile in tiles))
        self.update()

    def show_hint(self, text: str) -> None:
        """What is said while there are no pictures."""
        self._hint = text
        self.show_tiles((), self._preprocessing)

    def shutdown(self) -> None:
        self._loader.shutdown()

    def sizeHint(self) -> QSize:
        return QSize(60 * SPACE, 20 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(theme().font("caption"))
        if not self.tiles:
            painter.setFont(theme().font("body"))
            painter.setPen(theme().color("text_muted"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(SPACE, 0, -SPACE, 0), int(flags), self._hint)
            return
        lines = max(tile.words.count("\n") for tile in self.tiles) + 1
        line = lines * painter.fontMetrics().lineSpacing() + 2
        count, columns, side = self._measures(line)
        for number, tile in enumerate(self.tiles[:count]):
            at_row, at_column = divmod(number, columns)
            cell = QRectF(at_column * (side + SPACE), at_row * (side + line + SPACE), side, side)
            self._paint_tile(painter, cell, tile)
            painter.setPen(theme().color("text_muted"))
            words = QRectF(cell.left() - 4, cell.bottom(), side + 8, line)
            text = [
                painter.fontMetrics().elidedText(each, Qt.TextElideMode.ElideRight, int(side) + 8)
                for each in tile.words.split("\n")
            ]
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, "\n".join(text))
        painter.end()
        self._loader.want(self._request(tile) for tile in self.tiles)

    def _paint_tile(self, painter: QPainter, cell: QRectF, tile: Tile) -> None:
        found = self._loader.find(self._request(tile))
        if not isinstance(found, QImage):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("sunken"))
            painter.drawRect(cell)
            return
        width, height = found.width(), found.height()
        left, top, right, bottom = seen_part(width, height, self._preprocessing)
        part = QRectF(left * width, top * height, (right - left) * width, (bottom - top) * height)
        painter.drawImage(cell, found, part)
        if tile.box is not None:
            scale = cell.width() / self._preprocessing.size
            x, y, x_end, y_end = (scale * edge for edge in tile.box)
            seen = QRectF(cell.left() + x, cell.top() + y, x_end - x, y_end - y) & cell
            for token, thick in (("surface", 3.5), ("accent", 1.5)):
                painter.setPen(QPen(theme().color(token), thick))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(seen.adjusted(1, 1, -1, -1))

    def _measures(self, line: int) -> tuple[int, int, float]:
        """How many tiles, in how many columns and how large: all where they have room, else the first."""
        for count in range(len(self.tiles), 0, -1):
            columns, side = self._largest(count, line)
            if side >= _LEAST:
                return count, columns, side
        return 1, 1, float(self.height() - line)

    def _largest(self, count: int, line: int) -> tuple[int, float]:
        best = (1, 1.0)
        for columns in range(1, count + 1):
            rows = -(-count // columns)
            side = min(
                (self.width() - (columns - 1) * SPACE) / columns,
                (self.height() + SPACE) / rows - line - SPACE,
            )
            if side > best[1]:
                best = (columns, side)
        return best

    def _request(self, tile: Tile) -> Request:
        return Request(tile.path, _DECODED, Fit.WHOLE)
