from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from gui.theme import ThemeName, theme
from gui.widgets.section_bar import SectionBar


def test_it_stays_as_high_however_much_the_section_below_asks_for(qtbot: Any) -> None:
    theme().apply(ThemeName.LIGHT)
    page, below = QWidget(), QTextEdit()
    qtbot.addWidget(page)
    lines = QVBoxLayout(page)
    bar = SectionBar()
    bar.add("one", "One")
    lines.addWidget(bar)
    lines.addWidget(below)
    page.resize(400, 300)
    page.show()
    roomy = bar.height()
    below.setMinimumHeight(page.height() - roomy - lines.spacing() - 2 * lines.contentsMargins().top() + 2)
    page.setFixedHeight(300)
    lines.activate()
    assert bar.height() == roomy
