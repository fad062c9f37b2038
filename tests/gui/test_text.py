"""Names from outside are harmless, and numbers read well."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import Qt, QTextDocument

from gui.text import (
    REPLACEMENT,
    file_name,
    joined,
    label_text,
    number,
    percent,
    plain,
    sentences,
    tooltip,
    valued,
)


@pytest.mark.parametrize(
    "name", ["daisy", "中文 花", "👩‍🌾 flower", "é (composed)", "ورد", "a b", "<b>bold</b>"]
)
def test_ordinary_names_stay_as_they_are(name: str) -> None:
    assert plain(name) == name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("two\nlines", f"two{REPLACEMENT}lines"),
        ("tab\there", f"tab{REPLACEMENT}here"),
        ("turned\u202egpj.exe", f"turned{REPLACEMENT}gpj.exe"),
        ("caf\udce9", f"caf{REPLACEMENT}"),
    ],
)
def test_harmful_marks_are_replaced(name: str, shown: str) -> None:
    assert plain(name) == shown


@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_name_becomes_one_line_of_valid_unicode(name: str) -> None:
    shown = plain(name)
    shown.encode("utf-8")
    assert len(shown.splitlines()) <= 1
    assert "\u202e" not in shown


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_a_tooltip_shows_markup_instead_of_obeying_it(text: str) -> None:
    shown = plain(text + "<img src='x'><b>&amp;</b>")
    assert Qt.mightBeRichText(tooltip(shown))
    document = QTextDocument()
    document.setHtml(tooltip(shown))
    assert document.toPlainText().split() == shown.replace("\ufffc", " ").split()


def test_a_label_keeps_its_ampersand() -> None:
    assert label_text("cats & dogs") == "cats && dogs"


def test_a_root_without_a_name_is_shown_whole() -> None:
    assert file_name(Path("/")) == "/"
    assert file_name(Path("/a/b.jpg")) == "b.jpg"


def test_numbers_have_separators() -> None:
    assert number(2934) == "2,934"


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.0, "0 %"), (0.004, "<1 %"), (0.5, "50 %"), (0.994, ">99 %"), (1.0, "100 %"), (0.876, "88 %")],
)
def test_only_certainty_is_shown_as_such(share: float, shown: str) -> None:
    assert percent(share).replace("\N{NO-BREAK SPACE}", " ") == shown


def test_parts_are_joined_as_the_language_joins_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert joined(["a", "{b}", "c"]) == "a, {b}, c"
    assert (joined([]), joined(["a"]), sentences("", "One.", "", "Two.")) == ("", "a", "One. Two.")
    assert valued("Rate", "{0}") == "Rate: {0}"
    chinese = {"{0}, {1}": "{0}、{1}", "{0} {1}": "{0}{1}"}
    monkeypatch.setattr("gui.text.QCoreApplication.translate", lambda _context, text, *_: chinese[text])
    assert joined(["甲", "乙", "丙"]) == "甲、乙、丙" and sentences("一。", "二。") == "一。二。"
