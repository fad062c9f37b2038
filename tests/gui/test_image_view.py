"""One picture at large: whole, decoded by core, with its reason where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSize

from gui.theme import ThemeName, theme
from gui.thumbnails import image_of
from gui.widgets.draws_view import DrawsView
from gui.widgets.image_view import ImageView


@pytest.fixture
def view(qtbot: Any) -> Iterator[ImageView]:
    made = ImageView()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    yield made
    made.shutdown()


def red_box(view: ImageView) -> tuple[int, int]:
    """Width and height of what is red in the view."""
    image = view.grab().toImage()
    found = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).red() > 200 and image.pixelColor(x, y).green() < 60
    ]
    if not found:
        return (0, 0)
    xs, ys = {x for x, _ in found}, {y for _, y in found}
    return (max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


@pytest.mark.parametrize(
    ("size", "shown"),
    [((1200, 400), (300, 100)), ((400, 1200), (67, 200)), ((40, 30), (160, 120)), ((300, 200), (300, 200))],
)
def test_a_picture_is_shown_whole(
    view: ImageView, tmp_path: Path, qtbot: Any, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    Image.new("RGB", size, (255, 0, 0)).save(tmp_path / "a.png")
    view.show_path(tmp_path / "a.png")
    qtbot.waitUntil(lambda: red_box(view) != (0, 0))
    assert np.allclose(red_box(view), shown, atol=2)


def test_a_file_that_is_no_picture_shows_its_reason(view: ImageView, tmp_path: Path, qtbot: Any) -> None:
    blank = view.grab().toImage()
    (tmp_path / "a.jpg").write_text("nothing")
    with qtbot.waitSignal(view._loader.ready):
        view.show_path(tmp_path / "a.jpg")
    assert view.grab().toImage() != blank
    view.show_path(None)
    assert view.grab().toImage() == blank
    view.show_reason("The file is gone.")
    assert view.grab().toImage() != blank


def test_a_pinned_picture_is_shown(view: ImageView) -> None:
    pixels = np.zeros((30, 30, 3), np.uint8)
    pixels[..., 0] = 255
    view.pin(Path("Pasted"), image_of(pixels))
    view.show_path(Path("Pasted"))
    assert red_box(view) == (120, 120)


def test_draws_stand_in_lines_of_four(qtbot: Any) -> None:
    draws = DrawsView(12)
    qtbot.addWidget(draws)
    draws.resize(QSize(4 * 50 + 3 * 8, 3 * 50 + 2 * 8))
    draws.show_draws([np.full((20, 20, 3), 20 * n, np.uint8) for n in range(12)])
    image = draws.grab().toImage()
    shown = [image.pixelColor(25 + 58 * (n % 4), 25 + 58 * (n // 4)).red() for n in range(12)]
    assert shown == [20 * n for n in range(12)]


def test_a_view_that_is_gone_is_no_matter_to_the_theme(qtbot: Any) -> None:
    from gui.tables import PictureModel, ResultModel
    from gui.widgets.class_bars import ClassBars
    from gui.widgets.drop_area import DropArea
    from gui.widgets.findings_panel import FindingsPanel
    from gui.widgets.gallery import Gallery
    from gui.widgets.legend import Legend
    from gui.widgets.recent_list import RecentList
    from gui.widgets.result_detail import ResultDetail
    from gui.widgets.result_list import ResultList
    from gui.widgets.tally import Tally

    models = PictureModel(), ResultModel()
    views = [Gallery(models[0]), ResultList(models[1])]
    views += [each() for each in (ClassBars, FindingsPanel, Legend, RecentList, ResultDetail, Tally)]
    views += [DropArea("images"), DrawsView(4), ImageView()]
    for view in views:
        with qtbot.waitSignal(view.destroyed):
            view.deleteLater()
    theme().apply(ThemeName.DARK)
    theme().apply(ThemeName.LIGHT)
