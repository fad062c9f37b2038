"""What is on the clipboard becomes pixels, encoded pictures by way of core's decoder."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QColor, QImage

from core.errors import PictureError
from gui.clipboard import picture_in, pixels_of

PIXELS = np.random.default_rng(0).integers(0, 256, (7, 5, 3), np.uint8)


def encoded(format_name: str) -> QByteArray:
    file = io.BytesIO()
    Image.fromarray(PIXELS).save(file, format_name)
    return QByteArray(file.getvalue())


@pytest.mark.parametrize("kind", ["png", "bmp", "tiff"])
def test_an_encoded_picture_is_decoded_by_core(kind: str, qapp: Any) -> None:
    mime = QMimeData()
    mime.setData(f"image/{kind}", encoded(kind))
    assert np.array_equal(picture_in(mime), PIXELS)


def test_plain_pixels_are_taken_as_they_are(qapp: Any) -> None:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    for x in range(3):
        for y in range(2):
            image.setPixelColor(x, y, QColor(10 * x, 20 * y, 30))
    mime = QMimeData()
    mime.setImageData(image)
    pixels = picture_in(mime)
    assert pixels is not None
    assert [[tuple(pixel) for pixel in line] for line in pixels] == [
        [(10 * x, 20 * y, 30) for x in range(3)] for y in range(2)
    ]


def test_what_is_transparent_becomes_white(qapp: Any) -> None:
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    assert (pixels_of(image) == 255).all()


def test_text_is_no_picture(qapp: Any) -> None:
    mime = QMimeData()
    mime.setText("hello")
    assert picture_in(mime) is None


def test_a_broken_picture_has_its_reason(qapp: Any) -> None:
    mime = QMimeData()
    mime.setData("image/png", encoded("png")[:40])
    with pytest.raises(PictureError):
        picture_in(mime)
