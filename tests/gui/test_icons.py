from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtSvg import QSvgRenderer

from gui.icons import icon, pixmap
from gui.theme import DARK, LIGHT, RESOURCES, ThemeName, theme

ICONS = sorted((RESOURCES / "icons").glob("*.svg"))


@pytest.fixture(autouse=True)
def light_again(qapp):
    yield
    theme().apply(ThemeName.LIGHT)


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_icon_is_a_drawing_that_can_be_tinted(qapp, path):
    assert QSvgRenderer(str(path)).isValid()
    if path.stem != "ninefold":
        assert b"currentColor" in path.read_bytes()
    image = pixmap(path.stem, 24).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def painted(image) -> set[str]:
    """The colours of the fully covered pixels."""
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name().upper() for x, y in points if image.pixelColor(x, y).alpha() == 255}


def test_an_icon_follows_the_theme_and_the_state(qapp):
    made = icon("stop")
    theme().apply(ThemeName.LIGHT)
    assert painted(made.pixmap(QSize(64, 64)).toImage()) == {LIGHT.text}
    theme().apply(ThemeName.DARK)
    assert painted(made.pixmap(QSize(64, 64)).toImage()) == {DARK.text}
    disabled = made.pixmap(QSize(64, 64), QIcon.Mode.Disabled).toImage()
    assert painted(disabled) == {DARK.text_disabled}
