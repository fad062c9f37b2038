"""The allow-list, by first bytes."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from core.data import formats
from core.data.formats import HEAD_BYTES, SUFFIXES, refused_format, sniff


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF", "AVIF", "JPEG2000", "PPM"])
def test_what_pillow_writes_is_recognised(format_: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (9, 7), (10, 200, 30)).save(file, format_)
    assert sniff(file.getvalue()[:HEAD_BYTES]) == format_
    assert format_ in SUFFIXES


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%!PS-Adobe-3.0 EPSF-3.0", "EPS"),
        (b"8BPS\0\1", "Photoshop"),
        (b"DDS |\0\0\0", "DDS"),
        (b"BLP2\1\0\0\0", "BLP"),
        (b"%PDF-1.7", "PDF"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"II*\0\x10\0\0\0CR\x02\0", "camera raw"),
        (b"qoif\0\0\0\1", "QOI"),
        (b"\0\0\2\0\1\0 \0\0\0\0\0\1\0", "CUR"),
    ],
)
def test_known_formats_outside_the_list_are_refused_by_name(head: bytes, name: str) -> None:
    assert sniff(head) is None
    assert refused_format(head) == name


@pytest.mark.parametrize("mode", ["L", "P", "RGB", "RGBA"])
@pytest.mark.parametrize("compression", [None, "tga_rle"])
def test_a_targa_picture_is_not_taken_for_a_cursor(mode: str, compression: str | None) -> None:
    file = io.BytesIO()
    Image.new(mode, (300, 257)).save(file, "TGA", compression=compression)
    assert sniff(file.getvalue()[:HEAD_BYTES]) is None
    assert refused_format(file.getvalue()[:HEAD_BYTES]) == "TGA"


@pytest.mark.parametrize(
    "head", [b"", b"\xff", b"P6", b"hello world", b"RIFF\0\0\0\0WAVE", b"P7\n", b"\0" * 64]
)
def test_other_bytes_are_no_picture(head: bytes) -> None:
    assert sniff(head) is None
    assert refused_format(head) is None


def test_a_container_counts_by_its_brands(monkeypatch: pytest.MonkeyPatch) -> None:
    avif = b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf"
    heic = b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic"
    video = b"\0\0\0\x18ftypisom\0\0\0\0isommp42"
    late = b"\0\0\0\x10ftypisom\0\0\0\0avif"  # beyond the end of the box
    assert [sniff(head) for head in (avif, video, late)] == ["AVIF", None, None]
    monkeypatch.setattr(formats, "reads_heif", lambda: True)
    assert sniff(heic) == "HEIF"
    monkeypatch.setattr(formats, "reads_heif", lambda: False)
    assert sniff(heic) is None
    assert refused_format(heic) == "HEIC"
