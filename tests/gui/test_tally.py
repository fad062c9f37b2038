"""Counts per class as pills that filter."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.tables import UNSURE
from gui.widgets.tally import MOST_LINES, PILL, Tally


@pytest.fixture
def tally(qtbot: Any) -> Tally:
    made = Tally()
    qtbot.addWidget(made)
    made.resize(400, 40)
    made.show()
    return made


def test_the_most_frequent_come_first_and_failures_last(tally: Tally) -> None:
    tally.show_counts({"cat": 2, "": 9, "dog": 5, "ant": 2})
    assert tally._model.rows == [("dog", 5), ("ant", 2), ("cat", 2), ("", 9)]


def test_those_in_doubt_come_after_the_classes(tally: Tally) -> None:
    tally.show_counts({"cat": 2, UNSURE: 7, "": 1})
    assert [tally._model.index(row).data() for row in range(3)] == ["cat  2", "not sure  7", "no answer  1"]


def test_the_choice_survives_new_counts(tally: Tally, qtbot: Any) -> None:
    tally.show_counts({"cat": 2, "dog": 1})
    with qtbot.waitSignal(tally.chosen) as chosen:
        QTest.mouseClick(
            tally.viewport(),
            Qt.MouseButton.LeftButton,
            pos=tally.visualRect(tally._model.index(1)).center(),
        )
    assert chosen.args == ["dog"]
    with qtbot.assertNotEmitted(tally.chosen):
        tally.show_counts({"cat": 2, "dog": 7, "newt": 3})
    assert tally._chosen() == "dog"
    place = tally.visualRect(tally._model.index(0)).center()
    with qtbot.waitSignal(tally.chosen) as cleared:
        QTest.mouseClick(tally.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert cleared.args == [None]


def test_many_classes_take_two_lines_at_most(tally: Tally, qtbot: Any) -> None:
    tally.show_counts({f"class number {n}": n for n in range(60)})
    qtbot.waitUntil(lambda: tally.height() == MOST_LINES * (PILL + 8))
