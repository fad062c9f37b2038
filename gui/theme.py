"""Colours, text sizes and spacing by meaning, in light and dark; knows no page and no job.

Everything that paints asks `theme()` for a token, so that a switch between light and dark needs no restart:
icons are tinted at paint time, style sheets are filled in anew, and `Theme.changed` tells the charts.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPalette,
)
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

SPACE = 8
"""The grid in logical pixels: every margin and gap is a multiple of it (or half of it)."""


class ThemeName(StrEnum):
    """What the user chose; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, by meaning. Text on its surface has a contrast of 4.5:1 or more."""

    name: str
    window: str  # behind everything
    surface: str  # cards, inputs, the rail
    sunken: str  # wells inside a card: progress grooves, empty places
    border: str
    border_strong: str  # outlines of inputs
    text: str
    text_muted: str
    text_disabled: str
    accent: str  # fill of the primary button, links, selection marks
    accent_hover: str
    accent_pressed: str
    on_accent: str  # text on the accent
    accent_soft: str  # background of what is selected
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    ok: str
    ok_soft: str
    # The heads look the same everywhere; see also `gui.widgets.heads`.
    main: str = "#0072B2"
    aux1: str = "#E69F00"
    aux2: str = "#009E73"
    total: str = "#8A8F98"


LIGHT = Tokens(
    name="light",
    window="#F6F7F9",
    surface="#FFFFFF",
    sunken="#EDEFF3",
    border="#E1E5EB",
    border_strong="#C3CAD5",
    text="#1A2130",
    text_muted="#576275",
    text_disabled="#9AA3B2",
    accent="#3454D1",
    accent_hover="#2A47B8",
    accent_pressed="#223B9C",
    on_accent="#FFFFFF",
    accent_soft="#E8ECFB",
    danger="#B3261E",
    danger_soft="#FCEBEA",
    warning="#8A5300",
    warning_soft="#FDF3DF",
    ok="#1A6B3B",
    ok_soft="#E5F4EA",
)

DARK = Tokens(
    name="dark",
    window="#13161B",
    surface="#1B1F26",
    sunken="#272C35",
    border="#2C323C",
    border_strong="#48505E",
    text="#E9ECF1",
    text_muted="#A4AEBD",
    text_disabled="#667080",
    accent="#93A8FF",
    accent_hover="#A9BAFF",
    accent_pressed="#7F96F5",
    on_accent="#10152A",
    accent_soft="#272F4D",
    danger="#FF9A90",
    danger_soft="#3B2322",
    warning="#F0BC5E",
    warning_soft="#362C19",
    ok="#79D6A0",
    ok_soft="#1C3326",
)

FIELD = 22
"""The height of a line in an input, in logical pixels at a scale of 1."""

TEXT_SIZES = {"caption": 12, "body": 14, "heading": 17, "title": 24}
"""The four text sizes, in logical pixels at a scale of 1."""

# Desktops without a font of their own fall back to one that was made for terminals.
_PLAIN_FONTS = ("DejaVu Sans", "Sans Serif", "Bitstream Vera Sans", "Sans")
_BETTER_FONTS = (
    "Inter",
    "Cantarell",
    "Noto Sans",
    "Ubuntu",
    "Open Sans",
    "Noto Sans CJK SC",
    "Liberation Sans",
)


class Theme(QObject):
    """The one theme of the application. `changed` follows every switch of colours or text size."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tokens: Tokens = LIGHT
        self.text_scale = 1.0
        self._choice = ThemeName.SYSTEM
        self._system_font = QFont()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme)

    def apply(self, choice: ThemeName, text_scale: float = 1.0) -> None:
        """Switch the whole application to `choice`; `text_scale` multiplies the four text sizes."""
        self._choice = choice
        self.text_scale = text_scale
        self.tokens = DARK if self._wants_dark() else LIGHT
        app = QApplication.instance()
        if isinstance(app, QApplication):
            if app.style().objectName() != "fusion":
                app.setStyle("Fusion")
            app.setPalette(self._palette())
            app.setFont(self.font("body"))
            app.setStyleSheet(self._style_sheet())
        self.changed.emit()

    def color(self, token: str) -> QColor:
        """The colour of one token, such as "accent" or "aux1"."""
        return QColor(getattr(self.tokens, token))

    def text_size(self, size: str) -> int:
        """One of the four text sizes ("caption", "body", "heading", "title") in logical pixels."""
        return round(TEXT_SIZES[size] * self.text_scale)

    def font(self, size: str, *, strong: bool = False) -> QFont:
        """The application's font in one of the four sizes."""
        font = QFont(self._system_font)
        better = _better_family(font.family())
        if better:
            font.setFamily(better)
        font.setPixelSize(self.text_size(size))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    @Slot()
    def _on_system_scheme(self) -> None:
        if self._choice is ThemeName.SYSTEM and self._wants_dark() != (self.tokens is DARK):
            self.apply(self._choice, self.text_scale)

    def _wants_dark(self) -> bool:
        if self._choice is ThemeName.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice is ThemeName.DARK

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, token in (
            (roles.Window, "window"),
            (roles.WindowText, "text"),
            (roles.Base, "surface"),
            (roles.AlternateBase, "window"),
            (roles.Text, "text"),
            (roles.PlaceholderText, "text_muted"),
            (roles.Button, "surface"),
            (roles.ButtonText, "text"),
            (roles.ToolTipBase, "surface"),
            (roles.ToolTipText, "text"),
            (roles.Highlight, "accent"),
            (roles.HighlightedText, "on_accent"),
            (roles.Link, "accent"),
            (roles.LinkVisited, "accent"),
            (roles.BrightText, "danger"),
            (roles.Light, "surface"),
            (roles.Midlight, "sunken"),
            (roles.Mid, "border"),
            (roles.Dark, "border_strong"),
            (roles.Shadow, "border_strong"),
        ):
            palette.setColor(role, self.color(token))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("text_disabled"))
        return palette

    def _style_sheet(self) -> str:
        values = {name: str(value) for name, value in asdict(self.tokens).items()}
        values |= {f"size_{name}": f"{self.text_size(name)}px" for name in TEXT_SIZES}
        values["field"] = f"{round(FIELD * self.text_scale)}px"
        values["icons"] = (RESOURCES / "icons" / self.tokens.name).as_posix()
        template = (RESOURCES / "qss" / "app.qss").read_text(encoding="utf-8")
        return re.sub(r"@(\w+)", lambda match: values[match[1]], template)


def theme() -> Theme:
    """The theme of the running application; made at the first call, which needs a QApplication."""
    app = QApplication.instance()
    assert app is not None
    found = app.findChild(Theme, "theme")
    if found is None:
        found = Theme(app)
        found.setObjectName("theme")
    return found


@cache
def _better_family(family: str) -> str | None:
    if family not in _PLAIN_FONTS:
        return None
    installed = set(QFontDatabase.families())
    return next((name for name in _BETTER_FONTS if name in installed), None)
