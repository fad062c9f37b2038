"""The decoder against Pillow's own conversions, hand arithmetic and hand-made files."""

from __future__ import annotations

import io
import os
import struct
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile, ImageOps

from core.data.decode import decode
from core.errors import PictureError
from core.messages import remedy, sentence

Pixels = npt.NDArray[np.uint8]


def scene(width: int, height: int, seed: int = 0) -> Image.Image:
    """Something like a photo: coarse random colours, blown up."""
    coarse = np.random.default_rng(seed).integers(0, 256, (8, 10, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)


def saved(picture: Image.Image, format_: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, format_, **options)
    return file.getvalue()


def refusal(source: Path | bytes) -> str:
    with pytest.raises(PictureError) as caught:
        decode(source, 64)
    assert sentence(caught.value.code, caught.value.data)
    assert isinstance(remedy(caught.value.code, caught.value.data), str)
    return caught.value.code


def png(width: int, height: int, depth: int, colour: int, rows: bytes) -> bytes:
    """A PNG as the standard says, for what Pillow cannot write."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_the_array_is_what_others_can_use() -> None:
    decoded = decode(saved(scene(40, 30), "PNG"))
    assert decoded.pixels.shape == (30, 40, 3)
    assert decoded.pixels.dtype == np.uint8
    assert decoded.pixels.flags.c_contiguous
    assert decoded.pixels.flags.writeable
    assert (decoded.size, decoded.format, decoded.marks) == ((40, 30), "PNG", ())
    assert (decoded.pixels == np.asarray(scene(40, 30))).all()


@pytest.mark.parametrize(("short_side", "shape"), [(15, (15, 20, 3)), (30, (30, 40, 3)), (500, (30, 40, 3))])
def test_the_short_side_is_shrunk_and_never_enlarged(short_side: int, shape: tuple[int, ...]) -> None:
    decoded = decode(saved(scene(40, 30), "PNG"), short_side)
    assert decoded.pixels.shape == shape
    assert decoded.size == (40, 30)


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "JPEG2000"])
def test_proportions_are_those_of_the_original_however_it_is_shrunk(format_: str) -> None:
    assert decode(saved(scene(341, 256), format_), 64).pixels.shape == (64, 85, 3)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("format_", ["PNG", "TIFF", "WEBP", "JPEG", "AVIF"])
@pytest.mark.parametrize("short_side", [None, 20])
def test_exif_orientation(turn: int, format_: str, short_side: int | None) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    options = {"lossless": True} if format_ == "WEBP" else {"quality": 100} if format_ == "JPEG" else {}
    data = saved(scene(40, 30), format_, exif=exif, **options)
    with Image.open(io.BytesIO(data)) as opened:
        expected = ImageOps.exif_transpose(opened).convert("RGB")
    decoded = decode(data, short_side)
    assert decoded.size == expected.size
    assert ("rotated" in decoded.marks) == (turn != 1)
    if short_side:
        expected = expected.resize((20, 27) if turn >= 5 else (27, 20), Image.Resampling.BICUBIC)
    assert np.abs(decoded.pixels.astype(int) - np.asarray(expected)).max() <= (4 if short_side else 0)


@pytest.mark.parametrize(
    "exif", [b"Exif\0\0junk", b"Exif\0\0II*\0\xff\xff\xff\x7f", b"MM\0*" + b"\xff" * 40, b"x"]
)
def test_junk_exif_costs_the_orientation_only(exif: bytes) -> None:
    decoded = decode(saved(scene(40, 30), "JPEG", exif=exif))
    assert decoded.pixels.shape == (30, 40, 3)
    assert decoded.marks == ()


def in_mode(mode: str) -> Image.Image:
    grey = scene(40, 30).convert("L")
    if mode in ("I;16", "I;16B"):
        deep = np.asarray(grey).astype(np.uint16) * 257
        return Image.fromarray(deep.astype("<u2" if mode == "I;16" else ">u2"))
    if mode == "LAB":
        return Image.merge("LAB", [grey, *[Image.new("L", (40, 30), 128)] * 2])
    return scene(40, 30).convert(mode)


MODES = {
    "1": 0,
    "L": 0,
    "LA": 0,
    "RGBA": 0,
    "CMYK": 1,
    "LAB": 25,
    "I;16": 0,
    "I;16B": 0,
    "F": 0,
    "P": 0,
}


@pytest.mark.parametrize(("mode", "tolerance"), MODES.items())
def test_every_mode_becomes_rgb(mode: str, tolerance: int) -> None:
    picture = in_mode(mode)
    assert picture.mode == mode
    pixels = decode(saved(picture, "PNG" if mode == "LA" else "TIFF")).pixels.astype(int)
    if mode in ("I;16", "I;16B", "LAB", "F"):
        expected = scene(40, 30).convert("L").convert("RGB")  # a Lab lightness is no grey level, but near it
    else:
        expected = picture.convert("RGB")
    assert np.abs(pixels - np.asarray(expected)).mean() <= tolerance


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("size", [(40, 30), (1900, 1400)])  # the larger one is worked through in strips
def test_every_mode_shrinks_alike(mode: str, size: tuple[int, int]) -> None:
    data = saved(in_mode(mode).resize(size, Image.Resampling.NEAREST), "PNG" if mode == "LA" else "TIFF")
    expected = Image.fromarray(decode(data).pixels).resize((27, 20), Image.Resampling.BICUBIC)
    tolerance = 6 if mode == "1" else 3  # black beside white is the hardest case of any filter
    assert np.abs(decode(data, 20).pixels.astype(int) - np.asarray(expected)).mean() < tolerance


def test_sixteen_bits_a_colour() -> None:
    values = np.random.default_rng(1).integers(0, 65536, (5, 4, 3), dtype=np.uint16)
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)
    pixels = decode(png(4, 5, 16, 2, rows)).pixels
    assert np.abs(pixels.astype(float) - values / 257).max() <= 1


def test_sixteen_bit_grey_is_not_white() -> None:
    ramp = np.linspace(0, 65535, 64, dtype=np.uint16)[None].repeat(8, 0)
    decoded = decode(saved(Image.fromarray(ramp), "PNG"))
    assert np.abs(decoded.pixels[:, :, 0] - ramp / 257).max() <= 1
    assert "16-bit" in decoded.marks


@pytest.mark.parametrize("format_", ["JPEG", "TIFF"])
def test_cmyk_is_not_a_negative(format_: str) -> None:
    cyan = Image.new("CMYK", (16, 16), (255, 0, 0, 0))
    decoded = decode(saved(cyan, format_), 8)
    assert np.abs(decoded.pixels[4, 4].astype(int) - [0, 255, 255]).max() <= 3
    assert "cmyk" in decoded.marks


def test_transparency_of_a_palette_shows_white() -> None:
    picture = Image.new("P", (4, 4), 1)
    picture.putpalette([0, 0, 0, 9, 9, 9])
    decoded = decode(saved(picture, "PNG", transparency=1))
    assert (decoded.pixels == 255).all()
    assert set(decoded.marks) == {"palette", "alpha"}


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG", "TIFF"])
def test_the_first_frame_of_many(format_: str) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ((200, 0, 0), (0, 0, 200))]
    data = saved(frames[0], format_, save_all=True, append_images=frames[1:])
    decoded = decode(data)
    assert np.abs(decoded.pixels[10, 10].astype(int) - [200, 0, 0]).max() <= 4
    assert "animated" in decoded.marks
    assert "animated" not in decode(saved(frames[0], format_)).marks


def test_a_large_jpeg_is_fast_and_true() -> None:
    data = saved(scene(4000, 3000), "JPEG", quality=90)

    def whole() -> Pixels:
        with Image.open(io.BytesIO(data)) as opened:
            return np.asarray(opened.convert("RGB").resize((299, 224), Image.Resampling.BICUBIC))

    def seconds(work: Any) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.thread_time()
            work()
            best = min(best, time.thread_time() - start)
        return best

    assert np.abs(decode(data, 224).pixels.astype(int) - whole()).mean() < 2
    assert seconds(whole) > 4 * seconds(lambda: decode(data, 224))


@pytest.mark.parametrize("progressive", [False, True])
def test_a_truncated_jpeg_is_decoded_as_far_as_it_goes(progressive: bool) -> None:
    noisy = np.random.default_rng(2).integers(0, 256, (200, 160, 3), dtype=np.uint8)
    data = saved(Image.fromarray(noisy), "JPEG", progressive=progressive)
    part = decode(data[: len(data) * 6 // 10])
    assert "truncated" in part.marks
    assert part.pixels.shape == (200, 160, 3)
    if not progressive:
        assert (part.pixels[:100] == decode(data).pixels[:100]).all()
        assert (part.pixels[150:] == 128).all()
        assert refusal(data[: len(data) // 10]) == "picture-truncated"
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("format_", ["PNG", "GIF", "BMP", "TIFF", "WEBP"])
def test_other_files_that_break_off_are_refused(format_: str) -> None:
    noisy = Image.fromarray(np.random.default_rng(2).integers(0, 256, (64, 64, 3), dtype=np.uint8))
    data = saved(noisy, format_)
    assert refusal(data[: len(data) // 2]) in ("picture-truncated", "picture-damaged")


def test_threads_do_not_disturb_each_other() -> None:
    whole = saved(scene(300, 200), "JPEG")
    sources = [
        whole,
        whole[: len(whole) * 7 // 10],
        saved(scene(99, 99), "PNG"),
        saved(scene(9, 9), "PNG")[:60],
    ]

    def outcome(index: int) -> tuple[object, ...]:
        try:
            decoded = decode(sources[index % 4], 64)
        except PictureError as error:
            return (error.code,)
        return decoded.pixels.tobytes(), decoded.marks

    alone = [outcome(index) for index in range(4)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(outcome, range(200))) == alone * 50


def test_what_is_no_picture_is_named(tmp_path: Path) -> None:
    assert refusal(b"") == "file-empty"
    assert refusal(b"just a text") == "not-a-picture"
    assert refusal(b"%!PS-Adobe-3.0 EPSF-3.0\n") == "format-refused"
    assert refusal(tmp_path / "none.png") == "file-gone"
    assert refusal(tmp_path / "no\0name.png") == "file-gone"
    assert refusal(tmp_path) == "not-a-file"
    assert refusal(b"\x89PNG\r\n\x1a\n" + b"\0" * 100) == "picture-damaged"


def test_a_jpeg_that_goes_on_as_zeros_is_refused_at_once(tmp_path: Path) -> None:
    """As a download that broke off after its room was set aside."""
    place = tmp_path / "half.jpg"
    place.write_bytes(saved(scene(640, 480), "JPEG")[:20])
    os.truncate(place, 1 << 28)  # a hole: it takes no room, and a minute to look through byte by byte
    began = time.process_time()
    assert refusal(place) == "picture-damaged"
    assert time.process_time() - began < 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert refusal(tmp_path / "pipe.png") == "not-a-file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.png"
    path.write_bytes(saved(scene(9, 9), "PNG"))
    path.chmod(0)
    assert refusal(path) == "no-permission"


def test_a_file_and_its_bytes_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "name without ending"
    path.write_bytes(saved(scene(90, 50), "JPEG"))
    assert (decode(path, 32).pixels == decode(path.read_bytes(), 32).pixels).all()


VICTIMS = [
    saved(scene(24, 17), format_, **options)
    for format_, options in (
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
        ("GIF", {}),
        ("WEBP", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("BMP", {}),
        ("AVIF", {}),
        ("JPEG2000", {}),
    )
]


@settings(max_examples=400, deadline=2000)
@given(
    st.sampled_from(VICTIMS),
    st.integers(0, 5000),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=6),
)
def test_damaged_files_give_a_picture_or_a_reason(
    data: bytes, length: int, flips: list[tuple[int, int]]
) -> None:
    damaged = bytearray(data[: max(4, length % (2 * len(data)))])
    for place, value in flips:
        damaged[place % len(damaged)] ^= value
    try:
        decoded = decode(bytes(damaged), 16)
    except PictureError as error:
        assert sentence(error.code, error.data)
    else:
        assert decoded.pixels.ndim == 3
        assert decoded.pixels.shape[2] == 3
        assert min(decoded.pixels.shape[:2]) <= 16
