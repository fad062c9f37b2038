"""What a picture may cost, judged from its header before anything is decoded: about 2 s and 300 MB a file.

A decoder that runs cannot be interrupted, so whatever would take longer or more has to be refused first.
The figures were measured with Pillow's own libraries. Knows formats and sizes, and reads no pixels.
"""

from __future__ import annotations

import math
from typing import IO, cast

from PIL import Image, JpegImagePlugin, TiffImagePlugin

from core.data.render import GAP
from core.errors import PictureError

MOST_MEGAPIXELS = 35
MOST_MEGAPIXELS_JPEG = 90
MOST_ASPECT = 40
MOST_MEGABYTES = 300

_MOST_SCAN_MEGAPIXELS = 1500  # a pass over a megapixel of a JPEG takes 0.8 ms, however empty the pass is
_MOST_MEGAPIXELS_J2K = 6  # OpenJPEG decodes 3 a second
_BYTES_PER_PIXEL = {"WEBP": 17.0, "AVIF": 12.5, "HEIF": 12.5}  # their libraries hold several copies
_LOADED = 4  # bytes a pixel in Pillow
_RESULT = 3
_SUBFILE_TYPE, _BITS, _COMPRESSION, _SAMPLES, _SUB_IFDS, _DNG_VERSION = 254, 258, 259, 277, 330, 50706


def judge(picture: Image.Image, format_: str, file: IO[bytes], short_side: int | None) -> int:
    """How often the decoder itself can halve the opened `picture` on its way to `short_side` pixels.

    Raises PictureError for what is too large, too long, too slow, or only a camera's raw file. `file`
    stands where Pillow left it and is put back there.
    """
    width, height = picture.size
    if max(width, height) > MOST_ASPECT * min(width, height):
        raise PictureError("picture-extreme-shape", width=width, height=height, limit=MOST_ASPECT)
    megapixels = width * height / 1e6
    wanted = _halvings(picture.size, short_side)
    if format_ == "JPEG":
        return _judge_jpeg(cast(JpegImagePlugin.JpegImageFile, picture), megapixels, file, min(wanted, 3))
    bytes_per_pixel = _BYTES_PER_PIXEL.get(format_, float(_LOADED))
    if format_ == "TIFF":
        bytes_per_pixel = _judge_tiff(cast(TiffImagePlugin.TiffImageFile, picture))
    _refuse_above(min(MOST_MEGAPIXELS, MOST_MEGABYTES / bytes_per_pixel), megapixels)
    if format_ != "JPEG2000":
        return 0
    halvings = min(wanted, _levels(file))
    _refuse_above(_MOST_MEGAPIXELS_J2K * 4**halvings, megapixels)
    return halvings


def _halvings(size: tuple[int, int], short_side: int | None) -> int:
    """How often `size` can be halved so that the short side keeps `GAP` times `short_side`."""
    if short_side is None:
        return 0
    return max(0, math.floor(math.log2(max(1.0, min(size) / (GAP * short_side)))))


def _refuse_above(limit: float, megapixels: float) -> None:
    if megapixels > limit:
        raise PictureError("picture-too-large", limit=math.floor(limit))


def _judge_jpeg(
    picture: JpegImagePlugin.JpegImageFile, megapixels: float, file: IO[bytes], halvings: int
) -> int:
    # A JPEG in several scans is held whole, as 2-byte coefficients, until the last of them is read.
    scans, held = 1, 0.0
    if "progressive" in picture.info or not _all_in_one_scan(picture, file):
        scans += _count(file, b"\xff\xda")
        most = max((h * v for _, h, v, _ in picture.layer), default=1)
        held = 2.0 * sum(h * v for _, h, v, _ in picture.layer) / max(most, 1)
    _refuse_above(min(MOST_MEGAPIXELS_JPEG, MOST_MEGABYTES / max(held, 1.0)), megapixels)
    if scans * megapixels > _MOST_SCAN_MEGAPIXELS:
        raise PictureError("picture-too-slow")
    while halvings < 3 and megapixels * (held + (_LOADED + _RESULT) / 4**halvings) > MOST_MEGABYTES:
        halvings += 1
    return halvings


def _all_in_one_scan(picture: JpegImagePlugin.JpegImageFile, file: IO[bytes]) -> bool:
    """Whether the first scan, whose header Pillow has just read, names every colour component."""
    components = len(picture.layer)
    start = file.tell()
    length = 6 + 2 * components
    file.seek(max(0, start - length - 2))
    header = file.read(length + 2)
    file.seek(start)
    return header[:5] == b"\xff\xda" + length.to_bytes(2, "big") + bytes([components])


def _count(file: IO[bytes], marker: bytes) -> int:
    start = file.tell()
    count, tail = 0, b""
    while block := file.read(1 << 20):
        count += (tail + block).count(marker)
        tail = block[-1:]
    file.seek(start)
    return count


def _judge_tiff(picture: TiffImagePlugin.TiffImageFile) -> float:
    """Bytes a pixel. A compressed strip is unpacked beside the picture, and may be all of it."""
    tags = picture.tag_v2
    # DNG, NEF and their like are TIFFs whose first picture is only a preview.
    if _DNG_VERSION in tags or (tags.get(_SUBFILE_TYPE) == 1 and _SUB_IFDS in tags):
        raise PictureError("format-refused", format="camera raw")
    if tags.get(_COMPRESSION, 1) == 1:
        return _LOADED
    bits = tags.get(_BITS, (1,))
    return float(_LOADED + tags.get(_SAMPLES, 1) * max(bits if isinstance(bits, tuple) else (bits,)) / 8)


def _levels(file: IO[bytes]) -> int:
    """How often a JPEG 2000 picture was halved when it was saved (ISO 15444-1, A.6.1: the COD marker)."""
    start = file.tell()
    file.seek(0)
    head = file.read(1 << 16)
    file.seek(start)
    marker = head.find(b"\xff\x52\x00")
    return head[marker + 9] if 0 <= marker < len(head) - 9 else 0
