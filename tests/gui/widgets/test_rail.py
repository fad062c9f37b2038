from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from gui.widgets.rail import Rail


def test_pages_are_chosen_by_click_and_by_key(qtbot):
    rail = Rail()
    qtbot.addWidget(rail)
    rail.add("Data", "data")
    rail.add("Train", "train")
    data, train = rail.findChildren(QToolButton)
    rail.show()
    with qtbot.waitSignal(rail.chosen, timeout=500) as chosen:
        qtbot.mouseClick(train, Qt.MouseButton.LeftButton)
    assert chosen.args == [1]
    rail.choose(1)
    assert train.isChecked() and not data.isChecked()
    assert data.shortcut().toString() == "Ctrl+1"
    assert "Ctrl+2" in train.toolTip()
    assert data.focusPolicy() is Qt.FocusPolicy.TabFocus
