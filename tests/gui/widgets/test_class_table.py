from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from core.events import ClassFigures
from gui.theme import ThemeName, theme
from gui.widgets.class_table import UNDEFINED, ClassFiguresModel, ClassTable

FIGURES = (
    ClassFigures("cat", 10, 0.5, 0.9, 0.64, 0.7),
    ClassFigures("Ant", 200, None, 0.1, 0.18, 0.2),
    ClassFigures("newt", 3, 0.8, None, None, None),
)


@pytest.fixture
def table(qtbot: Any) -> ClassTable:
    made = ClassTable()
    qtbot.addWidget(made)
    made.show_classes(FIGURES)
    made.show()
    return made


def column(table: ClassTable, number: int) -> list[str]:
    model = table.model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_it_begins_in_the_order_of_names(table: ClassTable) -> None:
    assert column(table, 0) == ["Ant", "cat", "newt"]


def test_numbers_sort_as_numbers_and_the_undefined_ones_are_the_least(table: ClassTable) -> None:
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert column(table, 1) == ["200", "10", "3"]
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert column(table, 0) == ["Ant", "cat", "newt"]
    assert column(table, 2)[0] == UNDEFINED


def test_the_widest_number_is_written_out_however_short_the_headings_are(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ClassFiguresModel, "tr", lambda _model, text, *_: text[:1])
    theme().apply(ThemeName.LIGHT)
    table = ClassTable()
    qtbot.addWidget(table)
    table.show_classes([ClassFigures("cat", 999, 1.0, 1.0, 1.0, 1.0)])
    table.show()
    assert all(table.sizeHintForColumn(at) <= table.columnWidth(at) for at in range(1, 6))


def test_a_row_stands_for_its_class_however_it_is_sorted(table: ClassTable) -> None:
    chosen: list[int] = []
    table.chosen.connect(chosen.append)
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    table.setCurrentIndex(table.model().index(0, 0))
    table.choose(2)
    assert chosen == [1, 2]
