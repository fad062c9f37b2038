from __future__ import annotations

from pathlib import Path

from core.events import EpochDone, HeadLosses, HeadScore, HeadScores, Phase, Progress, RunStarted, StepDone
from gui.training_progress import TrainingProgress
from gui.widgets.run_progress import RunProgress


def test_the_figures_of_a_run(qtbot):
    shown = RunProgress()
    qtbot.addWidget(shown)
    progress = TrainingProgress()
    shown.show_progress(progress)
    assert shown.words.text() == "Starting"
    assert {shown.value(key) for key in ("epoch", "step", "speed", "left", "best")} == {"–"}

    losses = HeadLosses(1.0, 1.0)
    for event in (
        RunStarted(Path("r"), {}, ("a", "b"), 100, 30, 10, 4, 1, 1, 1, "cpu", False),
        StepDone(1, 10, 10, losses, 1e-3, 1.0, 31.4),
        EpochDone(1, 4, losses, HeadScores(HeadScore(1.0, 0.874)), True, 280.0, 840.0),
        Progress(Phase.VALIDATING, 12, 30),
    ):
        progress.take(event)
    shown.show_progress(progress)
    assert shown.words.text() == "Validating"
    assert "12 of 30" in shown._phase_more.text()
    assert shown.value("epoch") == "1 of 4"
    assert shown.value("step") == "10 of 10"
    assert shown.value("speed") == "31"
    assert shown.value("left") == "about 14 min"
    assert shown.value("best") == "87\N{NO-BREAK SPACE}% (epoch 1)"
    assert shown._bar.value() / shown._bar.maximum() == 0.25

    shown.show_progress(progress, "Paused")
    assert shown.words.text() == "Paused" and shown._phase_more.text() == ""


def test_how_far_the_decoding_is_stands_beside_the_training(qtbot):
    shown = RunProgress()
    qtbot.addWidget(shown)
    progress = TrainingProgress()
    losses = HeadLosses(1.0, 1.0)
    progress.take(RunStarted(Path("r"), {}, ("a", "b"), 2347, 30, 10, 4, 1, 1, 1, "cpu", False))
    progress.take(StepDone(1, 2, 10, losses, 1e-3, 1.0, 31.4))
    progress.take(Progress(Phase.DECODING, 1200, 2347))
    shown.show_progress(progress)
    assert shown.words.text() == "Training"
    assert shown._phase_more.text() == "1,200 of 2,347 pictures decoded for later epochs"
    progress.take(EpochDone(1, 4, losses, HeadScores(HeadScore(1.0, 0.8)), True, 280.0, 840.0))
    shown.show_progress(progress)
    assert "decoded" not in shown._phase_more.text()
