"""Findings stand in the order of severity, and open their pictures by mouse and by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.widgets.findings_panel import FindingsPanel


@pytest.fixture
def panel(qtbot: Any) -> FindingsPanel:
    made = FindingsPanel()
    qtbot.addWidget(made)
    made.resize(400, 300)
    for key, severity in (("a", "info"), ("b", "error"), ("c", "warning"), ("d", "error"), ("e", "info")):
        made.add(key, severity, f"<b>{key}</b>", 2)
    made.show()
    return made


def test_the_worst_come_first_and_equals_in_their_order(panel: FindingsPanel) -> None:
    assert panel.keys == ["b", "d", "c", "a", "e"]


def test_a_click_opens_and_a_second_one_closes(panel: FindingsPanel, qtbot: Any) -> None:
    row = panel._rows[1]
    with qtbot.waitSignal(panel.opened) as opened:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert opened.args == ["d"]
    with qtbot.waitSignal(panel.opened) as closed:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert closed.args == [None]


def test_the_keyboard_opens_too(panel: FindingsPanel, qtbot: Any) -> None:
    with qtbot.waitSignal(panel.opened) as opened:
        QTest.keyClick(panel._rows[2], Qt.Key.Key_Space)
    assert opened.args == ["c"]


def test_markup_is_shown_and_not_obeyed(panel: FindingsPanel) -> None:
    assert panel._rows[0]._words.text() == "<b>b</b>"


def test_clearing_leaves_nothing(panel: FindingsPanel) -> None:
    panel.clear()
    assert panel.keys == []
    panel.say("Nothing was found.")
    assert panel._note.isVisible()
    assert panel.sizeHint().height() == 32
