"""The classes as bars: choosing, and the menu of what can be done with them."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QMenu

from gui.widgets.bars import BAR_ROLE
from gui.widgets.class_bars import ClassBars, ClassRow

ROWS = (
    ClassRow("cat", (80, 20)),
    ClassRow("dogs & <b>wolves</b>", (40, 10)),
    ClassRow("newt", (8, 2)),
    ClassRow("owl", (), left_out=True),
)


@pytest.fixture
def bars(qtbot: Any) -> ClassBars:
    made = ClassBars()
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.resize(400, 200)
    made.show_classes(ROWS)
    made.show()
    return made


def click(bars: ClassBars, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = bars.visualRect(bars.model().index(row, 0)).center()
    QTest.mouseClick(bars.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_bars_are_shares_of_the_largest_class(bars: ClassBars) -> None:
    rows = [bars.model().index(row, 0).data(BAR_ROLE) for row in range(4)]
    assert [bar.segments for bar in rows] == [(0.8, 0.2), (0.4, 0.1), (0.08, 0.02), ()]
    assert [bar.value for bar in rows] == ["100", "50", "10", "left out"]
    assert rows[1].name == "dogs & <b>wolves</b>"


def test_a_second_click_and_escape_choose_none(bars: ClassBars, qtbot: Any) -> None:
    with qtbot.waitSignal(bars.chosen) as chosen:
        click(bars, 0)
    assert chosen.args == [("cat",)]
    click(bars, 2, Qt.KeyboardModifier.ControlModifier)
    assert bars.chosen_names() == ("cat", "newt")
    click(bars, 1)
    assert bars.chosen_names() == ("dogs & <b>wolves</b>",)
    click(bars, 1)
    assert bars.chosen_names() == ()
    click(bars, 1)
    QTest.keyClick(bars, Qt.Key.Key_Escape)
    assert bars.chosen_names() == ()


def test_one_class_can_be_renamed_left_out_or_merged(bars: ClassBars, qtbot: Any) -> None:
    bars.choose(["cat"])
    menu = bars.menu()
    assert texts(menu) == ["Rename for display", "Leave out of training", "Merge into"]
    with qtbot.waitSignal(bars.leave_out_wanted) as wanted:
        menu.actions()[1].trigger()
    assert wanted.args == [("cat",), True]
    targets = menu.actions()[2].menu()
    assert isinstance(targets, QMenu)
    assert texts(targets) == ["dogs && <b>wolves</b>", "newt"]
    with qtbot.waitSignal(bars.merge_wanted) as merged:
        targets.actions()[0].trigger()
    assert merged.args == [("cat", "dogs & <b>wolves</b>"), "dogs & <b>wolves</b>"]


def test_several_classes_are_merged_among_themselves(bars: ClassBars, qtbot: Any) -> None:
    bars.choose(["cat", "newt"])
    menu = bars.menu()
    assert texts(menu) == ["Leave out of training", "Merge into"]
    targets = menu.actions()[1].menu()
    assert isinstance(targets, QMenu)
    with qtbot.waitSignal(bars.merge_wanted) as merged:
        targets.actions()[1].trigger()
    assert merged.args == [("cat", "newt"), "newt"]


def test_a_class_that_is_left_out_can_be_taken_back(bars: ClassBars, qtbot: Any) -> None:
    bars.choose(["owl"])
    menu = bars.menu()
    assert texts(menu) == ["Take back in"]
    with qtbot.waitSignal(bars.leave_out_wanted) as wanted:
        menu.actions()[0].trigger()
    assert wanted.args == [("owl",), False]


def test_without_a_choice_there_is_no_menu(bars: ClassBars) -> None:
    assert texts(bars.menu()) == []


def test_a_name_is_edited_in_its_place(bars: ClassBars, qtbot: Any) -> None:
    bars.choose(["cat"])
    bars.menu().actions()[0].trigger()
    editor = bars.findChild(QLineEdit)
    assert editor.text() == "cat"
    assert editor.geometry().right() < bars.width() * 2 // 3
    editor.setText("  tom ")
    with qtbot.waitSignal(bars.rename_wanted) as wanted:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert wanted.args == ["cat", "tom"]
    assert bars.model().index(0, 0).data() == "cat"  # until the session says so


@pytest.mark.parametrize("name", ["cat", "", "   "])
def test_the_same_or_no_name_asks_for_nothing(bars: ClassBars, name: str, qtbot: Any) -> None:
    with qtbot.assertNotEmitted(bars.rename_wanted):
        bars.model().setData(bars.model().index(0, 0), name)
