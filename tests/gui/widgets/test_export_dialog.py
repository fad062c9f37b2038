from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from gui.widgets.export_dialog import FILE, ExportDialog


@pytest.fixture
def dialog(qtbot: Any) -> ExportDialog:
    made = ExportDialog("pets", Path("/pictures"))
    qtbot.addWidget(made)
    return made


def press_go(dialog: ExportDialog) -> None:
    [go] = [each for each in dialog.findChildren(QPushButton) if each.property("role") == "primary"]
    go.click()


def test_a_folder_is_named_after_the_model(
    dialog: ExportDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/out")
    dialog.int8.setChecked(True)
    with qtbot.waitSignal(dialog.accepted_with) as accepted:
        press_go(dialog)
    assert accepted.args == [Path("/out/pets"), True, None]


def test_a_file_gets_its_suffix(dialog: ExportDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/out/v1.2", ""))
    dialog.choose_kind(FILE)
    with qtbot.waitSignal(dialog.accepted_with) as accepted:
        press_go(dialog)
    assert accepted.args == [Path("/out/v1.2.onnx"), False, None]


def test_other_pictures_can_be_chosen_to_compare_on(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = ExportDialog("pets", None)
    qtbot.addWidget(dialog)
    assert "drawn patterns" in dialog.compared_on
    assert not dialog.int8.isEnabled(), "there is nothing to fit 8-bit numbers to"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/holiday")
    [other] = [each for each in dialog.findChildren(QPushButton) if each.property("role") == "quiet"]
    other.click()
    assert "the pictures of holiday" in dialog.compared_on and dialog.int8.isEnabled()
    with qtbot.waitSignal(dialog.accepted_with) as accepted:
        press_go(dialog)
    assert accepted.args == [Path("/holiday/pets"), False, Path("/holiday")]


def test_no_words_are_cut(dialog: ExportDialog, qtbot: Any) -> None:
    dialog.show()
    qtbot.waitExposed(dialog)
    for each in dialog.findChildren(QLabel):
        if each.wordWrap():
            assert each.height() >= each.heightForWidth(each.width()), each.text()
