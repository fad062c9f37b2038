"""Along a line of things by keys: never beyond its ends."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent

from gui.widgets.keys import FocusPainted, led_to


@given(st.integers(1, 20), st.data())
def test_keys_lead_along_and_stop_at_the_ends(count: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, count - 1))
    line = range(count)
    assert led_to(Qt.Key.Key_Left, at, count) == (at - 1 if at - 1 in line else 0)
    assert led_to(Qt.Key.Key_Right, at, count) == (at + 1 if at + 1 in line else count - 1)
    assert led_to(Qt.Key.Key_Home, at, count) == line[0]
    assert led_to(Qt.Key.Key_End, at, count) == line[-1]
    assert led_to(Qt.Key.Key_Up, at, count) is None


def test_an_empty_line_leads_nowhere() -> None:
    assert led_to(Qt.Key.Key_Right, 0, 0) is None


def test_it_is_painted_anew_as_the_focus_comes_and_goes(qtbot: Any) -> None:
    class Counting(FocusPainted):
        painted = 0

        def paintEvent(self, event: QPaintEvent) -> None:
            self.painted += 1

    made = Counting()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.painted > 0)
    for kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
        before = made.painted
        handler = made.focusInEvent if kind is QEvent.Type.FocusIn else made.focusOutEvent
        handler(QFocusEvent(kind))
        qtbot.waitUntil(lambda before=before: made.painted > before)
