"""How far a job is, in words and as a bar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from core.data.recent import RecentDataset
from core.events import Phase, PhaseChanged, Progress
from gui.widgets.job_progress import JobProgress
from gui.widgets.welcome import Welcome


@pytest.fixture
def progress(qtbot: Any) -> JobProgress:
    made = JobProgress()
    qtbot.addWidget(made)
    return made


def test_the_bar_moves_to_and_fro_until_the_end_is_known(progress: JobProgress) -> None:
    progress.follow(PhaseChanged(Phase.SCANNING))
    assert progress._words.text() == "Looking through the folder"
    assert progress._bar.maximum() == 0
    progress.follow(Progress(Phase.SCANNING, 12345, None))
    assert progress._words.text() == "Looking through the folder: 12,345"
    assert progress._bar.maximum() == 0
    progress.follow(Progress(Phase.READING, 500, 2000))
    assert progress._words.text() == "Reading pictures: 500 of 2,000"
    assert progress._bar.value() / progress._bar.maximum() == 0.25


def test_nothing_to_do_is_no_division_by_zero(progress: JobProgress) -> None:
    progress.follow(Progress(Phase.CHECKING, 0, 0))
    assert progress._bar.value() == 0


def test_cancel_is_passed_on(progress: JobProgress, qtbot: Any) -> None:
    with qtbot.waitSignal(progress.cancelled):
        progress.findChild(QPushButton).click()


def test_recent_folders_can_be_opened_again(qtbot: Any) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show()
    assert not welcome.recent.isVisible()
    welcome.show_recent([RecentDataset(Path(f"/data/<b>{n}</b>"), "", n, 1000 * n) for n in range(9)])
    assert welcome.recent.isVisible()
    assert welcome.recent.count() == 4
    with qtbot.waitSignal(welcome.recent_wanted) as wanted:
        welcome.recent.itemClicked.emit(welcome.recent.item(2))
    assert wanted.args == [Path("/data/<b>2</b>")]
