"""Which kinds of picture Ninefold reads, told from a file's first bytes and never from its name.

An allow-list: what people train on, read by decoders that are well kept. Formats with a history of holes
(EPS, which runs Ghostscript; FLI, PSD, BLP, DDS), icons, and decoders written in Python that take minutes
are known by name only so that they can be refused by name. Decodes nothing.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

HEAD_BYTES = 64
"""As many of a file's first bytes as `sniff` wants to see."""

SUFFIXES: dict[str, tuple[str, ...]] = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    "PNG": (".png", ".apng"),
    "GIF": (".gif",),
    "BMP": (".bmp", ".dib"),
    "WEBP": (".webp",),
    "TIFF": (".tif", ".tiff", ".stk"),
    "AVIF": (".avif", ".avifs"),
    "JPEG2000": (".jp2", ".j2k", ".j2c", ".jpc", ".jpf", ".jpx"),
    "PPM": (".ppm", ".pgm", ".pbm", ".pnm"),
    "HEIF": (".heic", ".heif", ".hif"),
}
"""The allowed formats, by Pillow's names, each with the file name endings that suit it."""

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_AVIF_BRANDS = {b"avif", b"avis"}

_ALLOWED_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"\xff\x4f\xff\x51", "JPEG2000"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG2000"),
)

_REFUSED_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%!PS", "EPS"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
    (b"%PDF", "PDF"),
    (b"8BPS", "Photoshop"),
    (b"DDS ", "DDS"),
    (b"BLP1", "BLP"),
    (b"BLP2", "BLP"),
    (b"qoif", "QOI"),
    (b"\x8aMNG", "MNG"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\x01\xda", "SGI"),
    (b"\0\0\1\0", "ICO"),
    (b"\0\0\2\0", "CUR"),
    (b"icns", "ICNS"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x76\x2f\x31\x01", "OpenEXR"),
    (b"#?RADIANCE", "Radiance HDR"),
    (b"SIMPLE  =", "FITS"),
    (b"<svg", "SVG"),
    (b"IIRO", "camera raw"),
    (b"IIU\0", "camera raw"),
    (b"FUJIFILMCCD-RAW", "camera raw"),
)


def sniff(head: bytes) -> str | None:
    """The allowed format that a file's first bytes show, or None. `HEAD_BYTES` of them are enough."""
    for start, name in _ALLOWED_STARTS:
        if head.startswith(start):
            return None if _is_raw(head) else name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[:1] == b"P" and head[1:2] in (b"4", b"5", b"6") and head[2:3].isspace():
        return "PPM"
    brands = _brands(head)
    if brands & _AVIF_BRANDS:
        return "AVIF"
    if brands & _HEIF_BRANDS and reads_heif():
        return "HEIF"
    return None


def refused_format(head: bytes) -> str | None:
    """The name of a format that is known and not read, or None where the bytes show nothing."""
    if _is_raw(head):
        return "camera raw"
    if _brands(head) & _HEIF_BRANDS:
        return "HEIC"
    if _is_targa(head):
        return "TGA"
    return next((name for start, name in _REFUSED_STARTS if head.startswith(start)), None)


@cache
def reads_heif() -> bool:
    """Whether the optional reader of HEIC pictures is installed."""
    return find_spec("pi_heif") is not None


def _is_raw(head: bytes) -> bool:
    # Canon's CR2 is a TIFF whose first picture is only a preview.
    return head[:4] == b"II*\0" and head[8:10] == b"CR"


def _is_targa(head: bytes) -> bool:
    # It has no mark of its own, and begins as an icon may: only its fields together tell (Truevision 1991).
    if len(head) < 18 or not any(head[12:14]) or not any(head[14:16]) or head[17] & 0xC0:
        return False
    if head[2] in (1, 9):
        return head[1] == 1 and head[7] in (15, 16, 24, 32) and head[16] in (8, 16)
    return head[2] in (2, 3, 10, 11) and not any(head[3:8]) and head[16] in (8, 15, 16, 24, 32)


def _brands(head: bytes) -> set[bytes]:
    """The brands in the opening box of an ISO media file (ISO 14496-12): the major one and the compatible."""
    if head[4:8] != b"ftyp":
        return set()
    box = head[: int.from_bytes(head[:4], "big")]
    return {box[8:12]} | {box[i : i + 4] for i in range(16, len(box) - 3, 4)}
