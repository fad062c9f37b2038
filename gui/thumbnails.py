"""Pictures for the window, decoded by core in the background and kept within a budget of memory.

Knows no widget and no dataset: a path goes in, a QImage comes out. What is shown is what `core.data.decode`
decoded and what the network sees, never Qt's own reader.

The threads share one plain Python object with the loader and never touch a Qt object of the window; a timer
fetches what they have done. So nothing is delivered late to a widget that is gone, and many pictures that
arrive at once cost one repaint. Core's decoder is imported by the first thread that needs it, for its import
takes as long as that of the rest of the window.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QImage, QPainter

from core.errors import PictureError

if TYPE_CHECKING:
    import numpy as np

THREADS = 2
TICK_MS = 30
BUDGET = 96 * 2**20  # bytes; 1,100 squares of 150 pixels


class Fit(StrEnum):
    CROP = "crop"  # the square in the middle, corners rounded
    WHOLE = "whole"  # all of the picture, its long side at most the side asked for


@dataclass(frozen=True, slots=True)
class Request:
    """One picture at one size, in device pixels."""

    path: Path
    side: int
    fit: Fit = Fit.CROP
    radius: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be decoded, and why: a code of `core.messages` and its data."""

    reason: str
    data: Mapping[str, Any]


def image_of(pixels: np.ndarray[Any, Any]) -> QImage:
    """A QImage with its own copy of `pixels`, uint8 (H, W, 3) RGB."""
    import numpy as np

    pixels = np.ascontiguousarray(pixels)
    height, width, _ = pixels.shape
    borrowed = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)


def see_through(pixels: np.ndarray[Any, Any], opacity: np.ndarray[Any, Any]) -> QImage:
    """As `image_of`; `opacity`, 0..1 (H, W), says how much each place hides what lies below it."""
    import numpy as np

    alpha = (255 * opacity.clip(0, 1)).round().astype(np.uint8)
    four = np.ascontiguousarray(np.dstack([pixels, alpha]))
    height, width, _ = four.shape
    return QImage(four.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def fitted(image: QImage, request: Request) -> QImage:
    """`image` cut or shrunk as `request` asks; never enlarged beyond a cropped square."""
    smooth = Qt.TransformationMode.SmoothTransformation
    if request.fit is Fit.WHOLE:
        if max(image.width(), image.height()) <= request.side:
            return image
        return image.scaled(request.side, request.side, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    side = min(image.width(), image.height())
    square = image.copy((image.width() - side) // 2, (image.height() - side) // 2, side, side)
    if side != request.side:
        square = square.scaled(request.side, request.side, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return _rounded(square, request.radius) if request.radius else square


class ThumbnailLoader(QObject):
    """Looks pictures up and fetches the missing ones; the newest wish replaces all earlier ones."""

    ready = Signal(object)  # tuple[Path, ...]: pictures, or reasons, that can now be looked up

    def __init__(self, parent: QObject | None = None, *, budget: int = BUDGET) -> None:
        super().__init__(parent)
        self._budget = budget
        self._bytes = 0
        self._known: OrderedDict[Request, QImage | Failed] = OrderedDict()
        self._latest: dict[Path, Request] = {}
        self._pinned: dict[Path, QImage] = {}
        self._work = _Work()
        self._threads: list[threading.Thread] = []
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._fetch)
        work = self._work
        self.destroyed.connect(lambda: work.close())  # plain Python: safe in whatever thread it runs

    def find(self, request: Request) -> QImage | Failed | None:
        """The picture or the reason why there is none; None where it was not decoded yet."""
        known = self._known.get(request)
        if known is not None:
            self._known.move_to_end(request)
            return known
        pinned = self._pinned.get(request.path)
        if pinned is None:
            return None
        self._keep(request, fitted(pinned, request))
        return self._known[request]

    def stand_in(self, path: Path) -> QImage | None:
        """The picture in another size, to be drawn until the right one is there."""
        latest = self._latest.get(path)
        known = self._known.get(latest) if latest else None
        return known if isinstance(known, QImage) else None

    def want(self, requests: Iterable[Request]) -> None:
        """Decode these, the first one first, and forget what was wanted before and has not begun."""
        missing = [request for request in requests if self.find(request) is None]
        for _ in range(self._work.replace(missing)):
            thread = threading.Thread(target=_decode_all, args=(self._work,), name="thumbnails", daemon=True)
            self._threads.append(thread)
            thread.start()
        if missing and not self._timer.isActive():  # a restart at every frame would hold the arrivals back
            self._timer.start()

    def pin(self, path: Path, image: QImage) -> None:
        """Hold `image` for a `path` that is no file, such as a picture from the clipboard."""
        self._pinned[path] = image

    def clear(self) -> None:
        """Forget everything: the files may have changed."""
        self._work.replace([])
        self._known.clear()
        self._latest.clear()
        self._pinned.clear()
        self._bytes = 0

    def shutdown(self) -> None:
        """End the threads and wait for them; each ends with the picture that it is decoding."""
        self._timer.stop()
        self._work.close()
        for thread in self._threads:
            thread.join()

    def _fetch(self) -> None:
        if self._work.is_idle():  # asked first: what is done after this question is fetched by a later call
            self._timer.stop()
            self._threads = [thread for thread in self._threads if thread.is_alive()]
        arrived = self._work.collect()
        for request, result in arrived:
            self._keep(request, result)
        if arrived:
            self.ready.emit(tuple(request.path for request, _ in arrived))

    def _keep(self, request: Request, result: QImage | Failed) -> None:
        self._known[request] = result
        self._latest[request.path] = request
        self._bytes += _size(result)
        while self._bytes > self._budget and len(self._known) > 1:
            key, oldest = self._known.popitem(last=False)
            self._bytes -= _size(oldest)
            if self._latest.get(key.path) == key:
                del self._latest[key.path]


@dataclass
class _Work:
    """What the threads and the loader share. Every method may be called from any thread."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    pending: deque[Request] = field(default_factory=deque)
    under_way: set[Request] = field(default_factory=set)
    done: dict[Request, QImage | Failed] = field(default_factory=dict)
    threads: int = 0
    closed: bool = False

    def replace(self, requests: list[Request]) -> int:
        """Put `requests` in place of what is pending; the number of threads that must be started for them."""
        with self.lock:
            known = self.under_way | self.done.keys()
            self.pending = deque(r for r in requests if not self.closed and r not in known)
            needed = max(0, min(THREADS - self.threads, len(self.pending)))
            self.threads += needed
            return needed

    def take(self) -> Request | None:
        """The next one; None, after which the thread must end."""
        with self.lock:
            if not self.pending:
                self.threads -= 1
                return None
            request = self.pending.popleft()
            self.under_way.add(request)
            return request

    def give(self, request: Request, result: QImage | Failed) -> None:
        with self.lock:
            self.under_way.discard(request)
            self.done[request] = result

    def collect(self) -> list[tuple[Request, QImage | Failed]]:
        with self.lock:
            results = list(self.done.items())
            self.done.clear()
            return results

    def is_idle(self) -> bool:
        with self.lock:
            return not self.pending and not self.under_way

    def close(self) -> None:
        with self.lock:
            self.closed = True
            self.pending.clear()


def _decode_all(work: _Work) -> None:
    while (request := work.take()) is not None:
        work.give(request, _decoded(request))


def _decoded(request: Request) -> QImage | Failed:
    from core.data.decode import decode

    try:
        return fitted(image_of(decode(request.path, request.side).pixels), request)
    except PictureError as error:
        return Failed(error.code, error.data)


def _rounded(square: QImage, radius: int) -> QImage:
    out = QImage(square.size(), QImage.Format.Format_ARGB32_Premultiplied)
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(square))
    painter.drawRoundedRect(QRectF(square.rect()), radius, radius)
    painter.end()
    return out


def _size(result: QImage | Failed) -> int:
    return result.sizeInBytes() if isinstance(result, QImage) else 0
