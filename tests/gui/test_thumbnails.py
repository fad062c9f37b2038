"""Pictures for the window: right pixels, bounded memory, nothing left running."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

import gui.thumbnails as thumbnails
from core.data.decode import decode
from gui.thumbnails import Failed, Fit, Request, ThumbnailLoader, fitted, image_of


def pixels_of(image: QImage) -> np.ndarray[Any, Any]:
    return np.array(
        [[image.pixelColor(x, y).getRgb()[:3] for x in range(image.width())] for y in range(image.height())],
        np.uint8,
    )


@pytest.fixture
def loader(qtbot: Any) -> Iterator[ThumbnailLoader]:
    made = ThumbnailLoader()
    yield made
    made.shutdown()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    colours = np.random.default_rng(0).integers(0, 256, (30, 50, 3), np.uint8)
    Image.fromarray(colours).save(tmp_path / "picture.png")
    return tmp_path / "picture.png"


@pytest.mark.parametrize("shape", [(3, 5), (7, 1), (1, 6), (4, 4)])
def test_an_image_has_the_pixels_and_owns_them(shape: tuple[int, int]) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (*shape, 3), np.uint8)
    image = image_of(pixels)
    expected = pixels.copy()
    pixels[:] = 0
    assert np.array_equal(pixels_of(image), expected)


def test_pixels_that_are_not_contiguous_are_shown_as_they_are() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (6, 8, 3), np.uint8)
    assert np.array_equal(pixels_of(image_of(pixels[::2, ::-1])), pixels[::2, ::-1])


def test_a_crop_is_the_square_in_the_middle() -> None:
    pixels = np.zeros((20, 40, 3), np.uint8)
    pixels[:, 10:30] = (10, 200, 30)
    image = fitted(image_of(pixels), Request(Path("x"), 20))
    assert (image.width(), image.height()) == (20, 20)
    assert (pixels_of(image) == (10, 200, 30)).all()


def test_a_whole_picture_keeps_its_shape_and_is_never_enlarged() -> None:
    image = image_of(np.zeros((20, 400, 3), np.uint8))
    shrunk = fitted(image, Request(Path("x"), 100, Fit.WHOLE))
    assert (shrunk.width(), shrunk.height()) == (100, 5)
    assert fitted(image, Request(Path("x"), 900, Fit.WHOLE)).size() == image.size()


def test_rounded_corners_are_clear_and_the_middle_is_not() -> None:
    image = fitted(image_of(np.full((40, 40, 3), 200, np.uint8)), Request(Path("x"), 40, radius=10))
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(20, 20).getRgb() == (200, 200, 200, 255)


def test_what_is_shown_is_what_core_decodes(loader: ThumbnailLoader, picture: Path, qtbot: Any) -> None:
    request = Request(picture, 100, Fit.WHOLE)
    assert loader.find(request) is None
    with qtbot.waitSignal(loader.ready) as ready:
        loader.want([request])
    assert ready.args == [(picture,)]
    found = loader.find(request)
    assert isinstance(found, QImage)
    assert np.array_equal(pixels_of(found), decode(picture).pixels)


def test_a_file_that_is_no_picture_has_its_reason(
    loader: ThumbnailLoader, tmp_path: Path, qtbot: Any
) -> None:
    (tmp_path / "text.jpg").write_text("no picture")
    request = Request(tmp_path / "text.jpg", 50)
    with qtbot.waitSignal(loader.ready):
        loader.want([request])
    assert loader.find(request) == Failed("not-a-picture", {})
    assert loader.stand_in(request.path) is None


def test_a_new_wish_replaces_what_has_not_begun(
    loader: ThumbnailLoader, picture: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    decoded: list[int] = []

    def slow(path: Path, side: int) -> Any:
        gate.wait(5)
        decoded.append(side)
        return decode(path, side)

    monkeypatch.setattr("core.data.decode.decode", slow)
    monkeypatch.setattr(thumbnails, "THREADS", 1)
    loader.want([Request(picture, side) for side in range(10, 20)])
    loader.want([Request(picture, 30)])
    gate.set()
    qtbot.waitUntil(lambda: loader.find(Request(picture, 30)) is not None)
    assert set(decoded) <= {10, 30}


def test_what_is_known_is_not_decoded_again(
    loader: ThumbnailLoader, picture: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(loader.ready):
        loader.want([Request(picture, 20)])
    monkeypatch.delattr("core.data.decode.decode")
    loader.want([Request(picture, 20)])
    assert loader.find(Request(picture, 20)) is not None


def test_memory_stays_within_the_budget(tmp_path: Path, qtbot: Any) -> None:
    paths = []
    for number in range(6):
        paths.append(tmp_path / f"{number}.png")
        Image.new("RGB", (20, 20), (number, 0, 0)).save(paths[-1])
    loader = ThumbnailLoader(budget=3 * 20 * 20 * 4)
    for path in paths:
        with qtbot.waitSignal(loader.ready):
            loader.want([Request(path, 20)])
    kept = [path for path in paths if loader.find(Request(path, 20)) is not None]
    assert kept == paths[3:]
    assert loader.stand_in(paths[0]) is None
    loader.shutdown()


def test_another_size_stands_in_until_the_right_one_is_there(
    loader: ThumbnailLoader, picture: Path, qtbot: Any
) -> None:
    with qtbot.waitSignal(loader.ready):
        loader.want([Request(picture, 20)])
    assert loader.find(Request(picture, 25)) is None
    stand_in = loader.stand_in(picture)
    assert stand_in is not None and stand_in.width() == 20


def test_a_pinned_picture_needs_no_file(loader: ThumbnailLoader) -> None:
    loader.pin(Path("Pasted picture 1"), image_of(np.full((30, 60, 3), 7, np.uint8)))
    found = loader.find(Request(Path("Pasted picture 1"), 10))
    assert isinstance(found, QImage) and found.width() == 10
    loader.clear()
    assert loader.find(Request(Path("Pasted picture 1"), 10)) is None


def test_shutting_down_waits_for_the_threads(
    loader: ThumbnailLoader, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def noted(path: Path, side: int) -> Any:
        begun.set()
        return decode(path, side)

    monkeypatch.setattr("core.data.decode.decode", noted)
    loader.want([Request(picture, side) for side in range(10, 60)])
    assert begun.wait(5)
    loader.shutdown()
    assert not [thread for thread in threading.enumerate() if thread.name == "thumbnails"]
    loader.want([Request(picture, 99)])
    assert not [thread for thread in threading.enumerate() if thread.name == "thumbnails"]


def test_threads_end_with_the_loader(picture: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    begun = threading.Semaphore(0)
    decoded: list[int] = []

    def slow(path: Path, side: int) -> Any:
        begun.release()
        gate.wait(5)
        decoded.append(side)
        return decode(path, side)

    monkeypatch.setattr("core.data.decode.decode", slow)
    loader = ThumbnailLoader()
    loader.want([Request(picture, side) for side in range(10, 60)])
    assert begun.acquire(timeout=5)
    with qtbot.waitSignal(loader.destroyed):
        loader.deleteLater()
    gate.set()
    threads = [thread for thread in threading.enumerate() if thread.name == "thumbnails"]
    for thread in threads:
        thread.join(5)
    assert len(decoded) <= thumbnails.THREADS
