from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from gui.widgets.correction_dialog import FEW, CorrectionDialog


def dialog(classes: list[str], qtbot: Any) -> CorrectionDialog:
    made = CorrectionDialog("a.jpg", classes, Path("/pets"), lambda root, name: root / name)
    qtbot.addWidget(made)
    return made


def test_it_says_where_the_copy_goes_before_it_goes_there(qtbot: Any) -> None:
    made = dialog(["cat", "dog"], qtbot)
    assert made.target is None and not made.go.isEnabled()
    made.list.setCurrentRow(1)
    assert made.target == Path("/pets/dog")
    assert made._target.full_text() == str(Path("/pets/dog"))
    with qtbot.waitSignal(made.accepted_with) as accepted:
        made.go.click()
    assert accepted.args == ["dog", Path("/pets")]


def test_a_class_that_nobody_chose_is_not_taken(qtbot: Any) -> None:
    made = dialog(["cat", "dog"], qtbot)
    # What a list does that the focus comes to: its first row is current, and nothing shows that it is.
    first = made.list.model().index(0, 0)
    made.list.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
    assert made.target is None and not made.go.isEnabled()
    QTest.keyClick(made.list, Qt.Key.Key_Down)
    assert made.target == Path("/pets/dog") and made.go.isEnabled()


def test_many_classes_can_be_searched(qtbot: Any) -> None:
    made = dialog([f"class {number}" for number in range(FEW + 20)], qtbot)
    made.search.setText("CLASS 17")
    assert made.target == Path("/pets/class 17")
    made.search.setText("nothing like it")
    assert made.target is None and not made.go.isEnabled()
