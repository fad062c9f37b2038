from __future__ import annotations

import io

import pytest
from PIL import Image

from core.data.decode import decode
from core.errors import PictureError


def test_a_damaged_tiff_writes_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    file = io.BytesIO()
    Image.effect_mandelbrot((64, 64), (-3, -2.5, 2, 2.5), 100).save(
        file, "TIFF", compression="tiff_adobe_deflate"
    )
    data = bytearray(file.getvalue())
    data[20:60] = bytes(40)
    with pytest.raises(PictureError):
        decode(bytes(data))
    assert capfd.readouterr() == ("", "")


def test_a_tiff_of_too_many_samples_writes_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "TIFF")
    samples_per_pixel = b"\x15\x01\x03\x00\x01\x00\x00\x00"
    assert samples_per_pixel + b"\x03\x00" in file.getvalue()
    with pytest.raises(PictureError):
        decode(file.getvalue().replace(samples_per_pixel + b"\x03\x00", samples_per_pixel + b"\xff\xff"))
    assert capfd.readouterr() == ("", "")
