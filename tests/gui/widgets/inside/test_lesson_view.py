from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QTextBlock

from gui.theme import theme
from gui.widgets.inside.lesson_view import LessonView


def block(view: LessonView, words: str) -> QTextBlock:
    found = view.reader.document().begin()
    while words not in found.text():
        found = found.next()
    return found


def size(found: QTextBlock) -> int:
    return found.begin().fragment().charFormat().font().pixelSize()


def test_headings_are_larger_and_formulas_have_a_ground(qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "1-one.md").write_text("# Sizes\n\nSome words.\n\n    out = in\n", encoding="utf-8")
    view = LessonView(tmp_path)
    qtbot.addWidget(view)
    assert view.list.item(0).text() == "1.  Sizes"
    assert size(block(view, "Sizes")) == theme().text_size("title") > size(block(view, "Some"))
    ground = block(view, "out").blockFormat().background().color()
    assert ground == theme().color("sunken") and block(view, "out").blockFormat().leftMargin() > 0
