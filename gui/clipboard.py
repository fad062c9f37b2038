"""Pictures from the clipboard, or dragged out of another program, as pixels; knows no page.

Where the clipboard holds an encoded picture, core decodes it, as it does every other; pixels that the system
hands over as they are need no decoding.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage, QPainter

from core.errors import PictureError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMATS = ("image/png", "image/jpeg", "image/webp", "image/tiff", "image/bmp", "image/gif")
SHORT_SIDE = 1024
LONGEST_DATA_URL = 50_000_000  # characters


def has_picture(mime: QMimeData) -> bool:
    """Whether `mime` brings the picture itself; asked while something hovers, so nothing is decoded."""
    return mime.hasImage() or any(mime.hasFormat(name) for name in FORMATS) or _data_url(mime) is not None


def only_address(mime: QMimeData) -> bool:
    """Whether `mime` has the address of something elsewhere, and not the thing itself."""
    remote = any(url.scheme() in ("http", "https") for url in mime.urls())
    return remote and not has_picture(mime)


def picture_in(mime: QMimeData) -> NDArray[np.uint8] | None:
    """The picture that `mime` holds, uint8 (H, W, 3); None where it holds none. Raises PictureError."""
    from core.data.decode import decode

    failure: PictureError | None = None
    for name in FORMATS:
        if mime.hasFormat(name):
            try:
                return decode(bytes(mime.data(name).data()), SHORT_SIDE).pixels
            except PictureError as error:
                failure = error
    packed = _data_url(mime) if failure is None else None
    if packed is not None:
        return decode(packed, SHORT_SIDE).pixels
    image = mime.imageData() if mime.hasImage() and failure is None else None
    if isinstance(image, QImage) and not image.isNull():
        return pixels_of(image)
    if failure is not None:
        raise failure
    return None


def _data_url(mime: QMimeData) -> bytes | None:
    """The picture that a browser put into the address itself."""
    for url in mime.urls():
        if url.scheme() == "data" and url.path().startswith("image/"):
            head, _, body = url.toString()[:LONGEST_DATA_URL].partition(",")
            if head.endswith(";base64"):
                try:
                    return base64.b64decode(body, validate=False)
                except ValueError:
                    return None
    return None


def pixels_of(image: QImage) -> NDArray[np.uint8]:
    """`image` on white as uint8 (H, W, 3), its own copy."""
    import numpy as np

    flat = QImage(image.size(), QImage.Format.Format_RGB888)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    painter.drawImage(flat.rect(), image)
    painter.end()
    lines = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.bytesPerLine())
    return lines[:, : 3 * flat.width()].reshape(flat.height(), flat.width(), 3).copy()
