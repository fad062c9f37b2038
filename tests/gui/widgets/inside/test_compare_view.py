from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.events import (
    EpochDone,
    HeadLosses,
    HeadScore,
    HeadScores,
    RunFinished,
    RunStarted,
    StopReason,
)
from gui.widgets.inside.compare_view import CompareView

LOSSES, SCORE = HeadLosses(1.0, 1.0, None, None), HeadScore(0.5, 0.6)
EPOCH = EpochDone(1, 2, LOSSES, HeadScores(SCORE, None, None), True, 1.0, 1.0)


@pytest.fixture
def view(qtbot: Any) -> CompareView:
    made = CompareView()
    qtbot.addWidget(made)
    return made


def finished(reason: StopReason) -> RunFinished:
    return RunFinished(reason, Path("/runs/a"), None, 1, 1, 0.6, 1.0)


def test_of_a_stopped_comparison_it_is_said_that_it_has_to_be_begun_anew(view: CompareView) -> None:
    view.set_under_way(True)
    assert view.result.text() == "The first run is under way"
    view.take(0.0, EPOCH)
    view.take(0.0, finished(StopReason.STOPPED))
    view.set_under_way(False)
    assert "new runs" in view.result.text()
    view.clear()
    assert view.result.text() == "No comparison yet"


def test_a_second_run_that_was_stopped_settles_nothing(view: CompareView) -> None:
    view.set_under_way(True)
    view.take(0.0, EPOCH)
    view.take(0.0, finished(StopReason.COMPLETED))
    view.take(0.3, EPOCH)
    view.take(0.3, finished(StopReason.STOPPED))
    view.set_under_way(False)
    assert "new runs" in view.result.text()


def test_a_comparison_that_failed_at_once_is_not_under_way(view: CompareView) -> None:
    view.set_under_way(True)
    view.set_under_way(False)
    assert "new runs" in view.result.text()


def test_it_says_how_much_is_chance(view: CompareView) -> None:
    """600 pictures, 0.6 right in both: 1.96 * sqrt(2 * 0.6 * 0.4 / 600) = 0.0554."""
    start = RunStarted(Path("/runs/a"), {}, ("cat", "dog"), 100, 600, 4, 2, 1, 1, 10, "cpu", False)
    for weight in (0.0, 0.3):
        view.take(weight, start)
        assert "by chance" not in view.words.words and "differ" not in view.words.words
        view.take(weight, EPOCH)
        view.take(weight, finished(StopReason.COMPLETED))
    assert "on 600 pictures" in view.words.words and "differ by 6 points" in view.words.words
