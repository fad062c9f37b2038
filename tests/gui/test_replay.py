from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import RunError
from core.events import (
    CheckpointSaved,
    EpochDone,
    GradientsMeasured,
    HeadLosses,
    HeadScore,
    HeadScores,
    Phase,
    PhaseChanged,
    RunStarted,
    StepDone,
    to_json,
)
from gui.replay import past_events


def test_the_log_gives_back_the_events_that_charts_need(tmp_path):
    score = HeadScore(0.5, 0.25)
    kept = [
        RunStarted(tmp_path, {"aux_heads": True}, ("a", "b"), 9, 3, 2, 1, 1, 1, 5, "cpu", False),
        StepDone(1, 1, 2, HeadLosses(2.0, 1.0, 1.5, 1.75), 1e-3, 0.5, 31.0),
        StepDone(1, 2, 2, HeadLosses(1.0, 1.0), 1e-3, 0.5, 31.0),
        GradientsMeasured(1, 2, ("conv1", "conv2"), (1.0, 0.5), (2.0, 0.0), None, 0.3, 0.3, (0.5, None)),
        EpochDone(1, 1, HeadLosses(2.0, 1.0), HeadScores(score, score, None), True, 3.0, 0.0),
    ]
    others = [PhaseChanged(Phase.SAVING), CheckpointSaved(Path("x"), 1, 2)]
    lines = [to_json(event, time=1.0) for event in [kept[0], others[0], *kept[1:], others[1]]]
    (tmp_path / "events.jsonl").write_text("\n".join(lines) + "\n{torn")
    assert list(past_events(tmp_path)) == kept


def test_no_run_is_an_expected_failure(tmp_path):
    with pytest.raises(RunError):
        list(past_events(tmp_path / "none"))
