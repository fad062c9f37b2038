from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from gui.widgets.export_dialog import FILE, ExportDialog


@pytest.fixture
def dialog(qtbot: Any) -> ExportDialog:
    made = ExportDialog("pets")
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
    assert accepted.args == [Path("/out/pets"), True]


def test_a_file_gets_its_suffix(dialog: ExportDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/out/v1.2", ""))
    dialog.choose_kind(FILE)
    with qtbot.waitSignal(dialog.accepted_with) as accepted:
        press_go(dialog)
    assert accepted.args == [Path("/out/v1.2.onnx"), False]
