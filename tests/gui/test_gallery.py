"""The gallery: any number of pictures, few of them decoded, all within reach of the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest

from core.data.decode import decode
from gui.tables import Picture, PictureModel
from gui.widgets.gallery import Gallery
from gui.widgets.grid import Grid, Measures
from gui.widgets.grid_view import GridView


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = []
    for number in range(12):
        paths.append(tmp_path / f"{number}.png")
        Image.new("RGB", (40, 30), (20 * number, 0, 0)).save(paths[-1])
    return paths


@pytest.fixture
def model(qtbot: Any) -> PictureModel:
    return PictureModel()


@pytest.fixture
def gallery(model: PictureModel, qtbot: Any) -> Iterator[Gallery]:
    made = Gallery(model)
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show()
    yield made
    made.shutdown()


def pictures_from(files: list[Path], count: int) -> list[Picture]:
    return [Picture(files[n % len(files)], "cat", "train", str(n)) for n in range(count)]


def test_of_100000_pictures_only_the_visible_are_decoded(
    gallery: Gallery, model: PictureModel, files: list[Path], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[Path] = []

    def noted(path: Path, side: int) -> Any:
        decoded.append(path)
        return decode(path, side)

    monkeypatch.setattr("core.data.decode.decode", noted)
    distinct = [Picture(Path(f"/nowhere/{n}.png"), "cat", "train", str(n)) for n in range(100_000)]
    distinct[50_000:50_012] = pictures_from(files, 12)
    model.show(distinct)
    gallery.scrollTo(model.index(50_003))
    with qtbot.waitSignal(gallery.loader.ready):
        gallery.viewport().repaint()
    gallery.shutdown()
    assert files[3] in decoded
    assert len(decoded) < 60


def test_painting_shows_the_decoded_picture(
    gallery: Gallery, model: PictureModel, files: list[Path], qtbot: Any
) -> None:
    model.show([Picture(files[10], "cat", "train", "1")])
    middle = gallery.visualRect(model.index(0)).center()
    qtbot.waitUntil(lambda: gallery.viewport().grab().toImage().pixelColor(middle).red() == 200)


def test_the_keyboard_reaches_every_picture(gallery: Gallery, model: PictureModel, files: list[Path]) -> None:
    model.show(pictures_from(files, 30))
    columns = gallery.grid.columns
    assert columns == 4
    gallery.setCurrentIndex(model.index(0))
    for key, row in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 5),
        (Qt.Key.Key_Left, 4),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, 29),
        (Qt.Key.Key_Down, 29),
        (Qt.Key.Key_Up, 25),
        (Qt.Key.Key_PageUp, 17),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Left, 0),
    ):
        QTest.keyClick(gallery, key)
        assert gallery.currentIndex().row() == row, key
        assert gallery.viewport().rect().contains(gallery.visualRect(gallery.currentIndex()).center())


def test_clicks_select_and_a_drag_selects_many(
    gallery: Gallery, model: PictureModel, files: list[Path], qtbot: Any
) -> None:
    model.show(pictures_from(files, 10))
    with qtbot.waitSignal(gallery.chosen):
        QTest.mouseClick(
            gallery.viewport(),
            Qt.MouseButton.LeftButton,
            pos=gallery.visualRect(model.index(5)).center(),
        )
    assert [p.content for p in gallery.selected_pictures()] == ["5"]
    QTest.mouseClick(
        gallery.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
        gallery.visualRect(model.index(8)).center(),
    )
    assert [p.content for p in gallery.selected_pictures()] == ["5", "6", "7", "8"]
    QTest.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(500, 390))
    assert gallery.selected_pictures() == []
    gallery.select_rows([1, 9])
    assert [p.content for p in gallery.selected_pictures()] == ["1", "9"]
    gallery.selectAll()
    assert len(gallery.selected_pictures()) == 10


def test_enter_opens_the_current_picture(
    gallery: Gallery, model: PictureModel, files: list[Path], qtbot: Any
) -> None:
    model.show(pictures_from(files, 12))
    gallery.setCurrentIndex(model.index(2))
    with qtbot.waitSignal(gallery.opened) as opened:
        QTest.keyClick(gallery, Qt.Key.Key_Return)
    assert opened.args[0].content == "2"


def test_groups_stand_apart_and_have_captions(
    gallery: Gallery, model: PictureModel, files: list[Path]
) -> None:
    model.show(pictures_from(files, 4), (2, 2), captions=True)
    cells = [gallery.visualRect(model.index(row)) for row in range(4)]
    inside = cells[1].left() - cells[0].right()
    between = cells[2].top() - cells[0].bottom() if cells[2].left() == cells[0].left() else None
    assert between is None or between > inside
    assert cells[0].height() > cells[0].width()
    assert gallery.indexAt(cells[3].center()).row() == 3
    assert not gallery.indexAt(QPoint(1, 1)).isValid()


def test_another_set_of_pictures_begins_at_the_top(
    gallery: Gallery, model: PictureModel, files: list[Path], qtbot: Any
) -> None:
    model.show(pictures_from(files, 200))
    gallery.scrollTo(model.index(190))
    assert gallery.verticalOffset() > 0
    gallery.select_rows([190])
    with qtbot.waitSignal(gallery.chosen):
        model.show(pictures_from(files, 3))
    assert gallery.verticalOffset() == 0
    assert gallery.selected_pictures() == []


def test_a_grid_without_cells_of_its_own_cannot_be_made(qtbot):
    class Half(GridView):
        def make_grid(self, width):
            return Grid((), 0, Measures(QSize(1, 1), 0))

    with pytest.raises(TypeError, match="paint_cell, request"):
        Half(PictureModel())
