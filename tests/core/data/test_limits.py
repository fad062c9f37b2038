"""What is refused from the header alone."""

from __future__ import annotations

import io
import re
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from core.data import limits
from core.data.decode import decode
from core.errors import PictureError


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises `width` x `height` pixels and has none."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b""))


def jpeg(size: tuple[int, int], **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("L", size, 90).save(file, "JPEG", **options)
    return file.getvalue()


def refusal(data: bytes, short_side: int | None = 64) -> PictureError:
    with pytest.raises(PictureError) as caught:
        decode(data, short_side)
    return caught.value


@pytest.mark.parametrize("size", [(6000, 6000), (10_000, 10_000), (20_000, 20_000), (2_000_000, 2_000_000)])
def test_too_many_pixels(size: tuple[int, int]) -> None:
    error = refusal(png_header(*size))
    assert (error.code, error.data) == ("picture-too-large", {"limit": 35})


def test_just_few_enough_pixels_are_not_judged_too_many() -> None:
    assert refusal(png_header(5900, 5900)).code != "picture-too-large"


@pytest.mark.parametrize("size", [(41, 1), (1, 41), (8200, 200)])
def test_extreme_shapes(size: tuple[int, int]) -> None:
    error = refusal(png_header(*size))
    assert error.code == "picture-extreme-shape"
    assert (error.data["width"], error.data["height"]) == size


def test_forty_to_one_is_allowed() -> None:
    assert decode(jpeg((400, 10))).size == (400, 10)


def test_a_jpeg_may_have_ninety_megapixels() -> None:
    decoded = decode(jpeg((9400, 9400)), 64)
    assert (decoded.size, decoded.pixels.shape) == ((9400, 9400), (64, 64, 3))
    error = refusal(jpeg((9600, 9600)))
    assert (error.code, error.data) == ("picture-too-large", {"limit": 90})


def test_a_jpeg_too_large_for_memory_comes_at_half_its_size() -> None:
    assert decode(jpeg((7000, 6400))).pixels.shape == (3200, 3500, 3)


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    data = jpeg((1600, 1600), progressive=True)
    last = data[[found.start() for found in re.finditer(b"\xff\xda", data)][-1] : -2]
    assert decode(data[:-2] + last * 20 + data[-2:], 64).size == (1600, 1600)
    assert refusal(data[:-2] + last * 600 + data[-2:]).code == "picture-too-slow"


def test_a_later_frame_may_not_stretch_the_canvas() -> None:
    file = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    data = bytearray(file.getvalue())
    second = data.rindex(b"\x2c\0\0\0\0\x09\0\x09\0")  # where a frame begins
    data[second + 1 : second + 5] = b"\xff\xff\xff\xff"
    assert decode(file.getvalue()).marks == ("palette", "animated")
    assert refusal(bytes(data)).code == "picture-too-large"


def test_a_preview_in_a_raw_file_is_no_picture() -> None:
    file = io.BytesIO()
    tags = {50706: b"\1\4\0\0"}  # DNGVersion
    Image.new("RGB", (9, 9)).save(file, "TIFF", tiffinfo=tags)
    error = refusal(file.getvalue())
    assert (error.code, error.data) == ("format-refused", {"format": "camera raw"})


def test_jpeg_2000_is_halved_by_its_own_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.BytesIO()
    ramp = np.tile(np.arange(256, dtype=np.uint8), (256, 1))
    Image.fromarray(ramp).resize((512, 512)).save(file, "JPEG2000", num_resolutions=4)
    monkeypatch.setattr(limits, "_MOST_MEGAPIXELS_J2K", 0.2)
    assert refusal(file.getvalue(), None).code == "picture-too-large"
    monkeypatch.setattr(limits, "_MOST_MEGAPIXELS_J2K", 6)
    pixels = decode(file.getvalue(), 32).pixels
    assert pixels.shape == (32, 32, 3)
    assert np.abs(pixels[16, :, 0].astype(int) - (np.arange(32) * 8 + 3.5)).max() < 6
