from __future__ import annotations

from pathlib import Path
from typing import Any

from core.data.apply import FileMove, FolderPlan
from gui.widgets.apply_dialog import ApplyDialog

MOVE = FileMove(Path("/pets/cat/1.jpg"), Path("/pets/dog/1.jpg"))
BAD = Path("/pets/cat/2.jpg")


def test_it_names_every_file_and_where_it_goes(qtbot: Any) -> None:
    dialog = ApplyDialog(FolderPlan((MOVE,), (BAD,)))
    qtbot.addWidget(dialog)
    assert dialog._list.item(0).text() == "1.jpg:  cat → dog"
    with qtbot.waitSignal(dialog.accepted_with) as accepted:
        dialog.go.click()
    assert accepted.args == [(MOVE,), ()], "the recycle bin only where it is asked for"


def test_the_recycle_bin_is_a_choice(qtbot: Any) -> None:
    dialog = ApplyDialog(FolderPlan((), (BAD,)))
    qtbot.addWidget(dialog)
    assert not dialog.go.isEnabled()
    dialog.bin.setChecked(True)
    with qtbot.waitSignal(dialog.accepted_with) as accepted:
        dialog.go.click()
    assert accepted.args == [(), (BAD,)]
