"""What one picture is like: against pictures whose answer is plain, and back from how it is kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from core.data.content import hash_bytes
from core.data.findings import LEAST_SHARPNESS
from core.data.measures import LEAST_CONTRAST, Measure, from_bytes, measure, to_bytes


def of(picture: Image.Image, folder: Path) -> Measure:
    path = folder / "picture.png"
    picture.save(path)
    result, lasting = measure(path, hash_bytes(path.read_bytes()))
    assert lasting
    return result


def blocks() -> Image.Image:
    coarse = np.random.default_rng(0).integers(0, 256, (15, 20, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize((400, 300), Image.Resampling.NEAREST)


def test_sharp_and_blurred(tmp_path: Path) -> None:
    sharp = of(blocks(), tmp_path)
    soft = of(blocks().filter(ImageFilter.GaussianBlur(1)), tmp_path)
    blurred = of(blocks().filter(ImageFilter.GaussianBlur(6)), tmp_path)
    assert sharp.sharpness > soft.sharpness > LEAST_SHARPNESS > blurred.sharpness
    assert sharp.contrast > LEAST_CONTRAST


def test_contrast_does_not_change_sharpness(tmp_path: Path) -> None:
    faint = blocks().point(lambda value: 100 + value // 4)
    assert of(faint, tmp_path).sharpness == pytest.approx(of(blocks(), tmp_path).sharpness, rel=0.1)


def test_contrast_is_the_deviation_of_the_liveliest_colour(tmp_path: Path) -> None:
    pixels = np.zeros((50, 50, 3), dtype=np.uint8)
    pixels[:, ::2, 2] = 60
    assert of(Image.fromarray(pixels), tmp_path).contrast == pytest.approx(30)


@pytest.mark.parametrize("size", [(1, 1), (2, 9), (3, 3)])
def test_the_smallest_pictures(size: tuple[int, int], tmp_path: Path) -> None:
    result = of(Image.new("RGB", size, (9, 9, 9)), tmp_path)
    assert (result.size, result.contrast) == (size, 0)


def test_a_measure_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    for result in (of(blocks(), tmp_path), Measure(code="picture-too-large", data={"limit": 35})):
        assert from_bytes(to_bytes(result)) == result


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"[1]\n", b"\xff\xfe", b"null\n123"])
def test_damaged_memory_is_no_measure(damage: bytes) -> None:
    assert from_bytes(damage) is None


def test_a_cut_off_thumbnail_is_no_measure(tmp_path: Path) -> None:
    assert from_bytes(to_bytes(of(blocks(), tmp_path))[:-1]) is None


def test_what_may_change_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    blocks().save(path)
    assert measure(path, hash_bytes(b"as it was before"))[1] is False
    gone, lasting = measure(tmp_path / "gone.png", hash_bytes(b""))
    assert (gone.code, lasting) == ("file-gone", False)
    path.write_bytes(b"not a picture")
    refused, lasting = measure(path, hash_bytes(b"not a picture"))
    assert (refused.code, lasting) == ("not-a-picture", True)
