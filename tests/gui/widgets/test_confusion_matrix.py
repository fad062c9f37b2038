"""The confusion matrix: readable for two and for a hundred classes, and within reach of the keyboard."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.colors import contrast, mixed, readable_on
from gui.theme import ThemeName, theme
from gui.widgets.confusion_matrix import LEAST_CELL, MOST_CELL, WIDEST, ConfusionMatrix


@pytest.fixture
def matrix(qtbot: Any) -> ConfusionMatrix:
    made = ConfusionMatrix()
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    return made


def test_cells_have_the_size_that_fits_within_bounds(matrix: ConfusionMatrix) -> None:
    sides = {}
    for count in (2, 10, 100):
        names = [f"class {number}" for number in range(count)]
        matrix.show_matrix(names, np.eye(count, dtype=np.int64))
        sides[count] = matrix.cell_size.height()
        assert sides[count] <= matrix.cell_size.width() <= WIDEST * sides[count]
        shown = matrix.horizontalHeader().isVisible() and matrix.verticalHeader().isVisible()
        assert shown, "the names stay in sight while the cells scroll"
    assert sides[2] == MOST_CELL
    assert LEAST_CELL < sides[10] < MOST_CELL
    assert sides[100] == LEAST_CELL
    assert matrix.horizontalScrollBar().maximum() > 0


def test_long_names_stand_upright_over_narrow_columns(matrix: ConfusionMatrix) -> None:
    matrix.show_matrix(["a", "b"], np.eye(2, dtype=np.int64))
    flat = matrix.horizontalHeader().height()
    names = [f"a rather long name {number}" for number in range(12)]
    matrix.show_matrix(names, np.eye(12, dtype=np.int64))
    assert matrix.horizontalHeader().height() > 2 * flat


def test_the_arrow_keys_go_from_cell_to_cell(matrix: ConfusionMatrix) -> None:
    chosen: list[tuple[int, int]] = []
    matrix.show_matrix(["cat", "dog", "newt"], np.arange(9, dtype=np.int64).reshape(3, 3))
    matrix.chosen.connect(lambda *cell: chosen.append(cell))
    matrix.choose(0, 0)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(matrix, key)
    assert chosen == [(0, 0), (0, 1), (1, 1), (1, 0)]


def test_a_cell_says_its_count_and_its_share_of_the_row(matrix: ConfusionMatrix) -> None:
    matrix.show_matrix(["cat", "dog"], np.array([[6, 2], [0, 0]], np.int64))
    assert matrix.sentence(0, 1).replace("\xa0", " ") == "cat taken for dog: 2 of 8 (25 %)"
    assert matrix.sentence(0, 0).replace("\xa0", " ") == "cat: 6 of 8 right (75 %)"
    assert "0 of 0" in matrix.sentence(1, 0)
    index = matrix.model().index(0, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == matrix.sentence(0, 1)


def test_markup_in_a_name_stays_text(matrix: ConfusionMatrix) -> None:
    matrix.show_matrix(["<b>x</b>", "y"], np.eye(2, dtype=np.int64))
    tip = matrix.model().index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip


@pytest.mark.parametrize("choice", [ThemeName.LIGHT, ThemeName.DARK])
def test_numbers_can_be_read_on_every_shade(choice: ThemeName, qapp: Any) -> None:
    try:
        theme().apply(choice)
        for token in ("accent", "danger"):
            for step in range(11):
                fill = mixed(token, "sunken", 0.9 * step / 10)
                assert contrast(readable_on(fill), fill) >= 4.5, (token, step)
    finally:
        theme().apply(ThemeName.LIGHT)


def test_another_matrix_replaces_the_first(matrix: ConfusionMatrix) -> None:
    matrix.show_matrix(["cat", "dog"], np.eye(2, dtype=np.int64))
    matrix.choose(1, 1)
    matrix.show_matrix(["a", "b", "c"], np.eye(3, dtype=np.int64))
    assert not matrix.currentIndex().isValid()
    assert matrix.model().rowCount() == 3
    matrix.grab()
