from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from gui.theme import DARK, LIGHT, RESOURCES, TEXT_SIZES, ThemeName, Tokens, theme

TEXT_ON = [
    (text, surface)
    for surface in ("window", "surface")
    for text in ("text", "text_muted", "accent", "danger", "warning", "ok")
] + [
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("text", "accent_soft"),
    ("text_muted", "accent_soft"),
    ("text", "sunken"),
    ("text", "danger_soft"),
    ("text", "warning_soft"),
    ("text", "ok_soft"),
    ("danger", "danger_soft"),
    ("warning", "warning_soft"),
    ("ok", "ok_soft"),
    ("accent", "danger_soft"),
    ("accent", "accent_soft"),
]


@pytest.fixture(autouse=True)
def light_again(qapp):
    yield
    theme().apply(ThemeName.LIGHT)


def luminance(color: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("text", "surface"), TEXT_ON)
def test_text_stands_out_from_its_surface(tokens: Tokens, text: str, surface: str):
    assert contrast(getattr(tokens, text), getattr(tokens, surface)) >= 4.5


def test_the_heads_have_the_colours_of_the_house_in_both_themes():
    for tokens in (LIGHT, DARK):
        assert (tokens.main, tokens.aux1, tokens.aux2) == ("#0072B2", "#E69F00", "#009E73")


@pytest.mark.parametrize("choice", [ThemeName.LIGHT, ThemeName.DARK])
def test_a_switch_reaches_the_whole_application(qapp, qtbot, choice):
    with qtbot.waitSignal(theme().changed, timeout=100):
        theme().apply(choice)
    assert theme().tokens.name == choice.value
    assert qapp.palette().window().color() == theme().color("window")
    assert qapp.palette().text().color() == theme().color("text")
    assert theme().tokens.accent in qapp.styleSheet()


@pytest.mark.parametrize("choice", [ThemeName.LIGHT, ThemeName.DARK])
def test_the_style_sheet_is_filled_in_and_finds_its_pictures(qapp, choice):
    theme().apply(choice)
    assert "@" not in qapp.styleSheet()
    pictures = re.findall(r"url\((.+?)\)", qapp.styleSheet())
    assert pictures
    for path in pictures:
        assert not QIcon(path).pixmap(16, 16).isNull()


def test_the_style_sheet_has_no_colours_of_its_own():
    template = (RESOURCES / "qss" / "app.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b(?!\s*\{)", re.sub(r"\w+#\w+", "", template))
    assert set(re.findall(r"@(\w+)", template)) <= (
        {field.name for field in fields(Tokens)}
        | {f"size_{name}" for name in TEXT_SIZES}
        | {"icons", "field", "name"}
    )


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_marks_drawn_by_the_style_sheet_have_the_themes_colours(tokens: Tokens):
    folder = RESOURCES / "icons" / tokens.name
    for name, token in (("chevron-down", "text_muted"), ("check", "on_accent"), ("dot", "on_accent")):
        assert getattr(tokens, token) in (folder / f"{name}.svg").read_text(encoding="utf-8")


def test_text_sizes_grow_together(qapp):
    theme().apply(ThemeName.LIGHT, 1.3)
    assert [theme().text_size(size) for size in TEXT_SIZES] == [
        round(1.3 * pixels) for pixels in TEXT_SIZES.values()
    ]
    assert qapp.font().pixelSize() == theme().text_size("body")
    assert f"{theme().text_size('title')}px" in qapp.styleSheet()
    assert len(TEXT_SIZES) == 4


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3])
def test_inputs_have_room_for_their_text(qapp, qtbot, scale):
    theme().apply(ThemeName.LIGHT, scale)
    for editor in (QLineEdit("Ågy"), QSpinBox(), QComboBox()):
        qtbot.addWidget(editor)
        editor.ensurePolished()
        editor.resize(editor.sizeHint())
        room = editor.height() - 12  # padding and border
        assert room >= theme().text_size("body") * 1.2


def test_colours_are_qcolors(qapp):
    assert theme().color("main") == QColor("#0072B2")
