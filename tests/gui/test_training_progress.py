from __future__ import annotations

from pathlib import Path

import pytest

from core.events import (
    EpochDone,
    HeadLosses,
    HeadScore,
    HeadScores,
    Phase,
    PhaseChanged,
    Progress,
    RunStarted,
    SettingsChanged,
    StepDone,
)
from gui.training_progress import TrainingProgress

LOSSES = HeadLosses(1.0, 1.0)


def started(first_epoch=1, first_step=1):
    return RunStarted(Path("r"), {}, ("a", "b"), 100, 30, 10, 4, first_epoch, first_step, 1, "cpu", False)


def step(epoch, number, speed=50.0):
    return StepDone(epoch, number, 10, LOSSES, 1e-3, 1.0, speed)


def epoch_done(epoch, accuracy, best, left):
    return EpochDone(epoch, 4, LOSSES, HeadScores(HeadScore(1.0, accuracy)), best, 10.0, left)


def after(*events):
    progress = TrainingProgress()
    for event in events:
        progress.take(event)
    return progress


def test_nothing_is_claimed_before_the_run_has_begun():
    progress = after(PhaseChanged(Phase.PREPARING))
    assert progress.fraction is None and progress.seconds_left is None
    assert (progress.epochs, progress.steps, progress.phase) == (0, 0, Phase.PREPARING)


def test_the_fraction_counts_every_step_of_every_epoch():
    assert after(started()).fraction == 0
    assert after(started(), step(2, 5)).fraction == pytest.approx((10 + 5) / 40)
    assert after(started(), step(4, 10)).fraction == 1


def test_a_resumed_run_begins_where_it_was():
    progress = after(started(first_epoch=3, first_step=6))
    assert (progress.epoch, progress.step) == (3, 5)
    assert progress.fraction == pytest.approx(25 / 40)


def test_time_left_before_the_first_epoch_is_done_comes_from_the_speed():
    # 4 epochs of 100 pictures less 5 of 10 steps, and 4 validations of 30 at a third of the cost
    assert after(started(), step(1, 5)).seconds_left == pytest.approx((350 + 40) / 50)


def test_time_left_then_comes_from_the_epochs_and_runs_down_within_one():
    progress = after(started(), step(1, 10), epoch_done(1, 0.5, True, 30.0))
    assert progress.seconds_left == pytest.approx(30)
    progress.take(step(2, 5))
    assert progress.seconds_left == pytest.approx(25)
    progress.take(epoch_done(4, 0.5, False, 0.0))
    assert progress.seconds_left == 0


def test_the_speed_is_smoothed():
    progress = after(started(), step(1, 1, 50.0), step(1, 2, 60.0))
    assert progress.pictures_per_second == pytest.approx(51)


def test_the_best_epoch_stays_while_others_come():
    progress = after(started(), epoch_done(1, 0.6, True, 9.0), epoch_done(2, 0.4, False, 9.0))
    assert progress.best.epoch == 1 and progress.last.epoch == 2


def test_phases_and_their_progress():
    progress = after(started(), step(1, 1), Progress(Phase.VALIDATING, 12, 30))
    assert (progress.phase, progress.phase_done, progress.phase_total) == (Phase.VALIDATING, 12, 30)
    progress.take(PhaseChanged(Phase.SAVING))
    assert (progress.phase, progress.phase_total) == (Phase.SAVING, None)
    progress.take(step(2, 1))
    assert progress.phase is Phase.TRAINING


def test_another_number_of_epochs_changes_share_and_time_left():
    progress = after(started(), step(1, 10), epoch_done(1, 0.5, True, 30.0), step(2, 5))
    progress.take(SettingsChanged(2, 5, {"epochs": 7}))
    assert progress.epochs == 7
    assert progress.fraction == pytest.approx((10 + 5) / 70)
    assert progress.seconds_left == pytest.approx(10.0 * 5.5)
    progress.take(SettingsChanged(2, 5, {"learning_rate": 1e-4}))
    assert progress.epochs == 7


def test_epochs_that_are_added_at_the_very_end_take_as_long_as_the_last_one():
    progress = after(started(), step(4, 10), epoch_done(4, 0.5, True, 0.0))
    progress.take(SettingsChanged(4, 10, {"epochs": 6}))
    assert progress.seconds_left == pytest.approx(20.0)


def test_what_is_decoded_beside_the_training_leaves_the_phase_alone_and_ends_with_the_epoch():
    before = (started(), PhaseChanged(Phase.TRAINING), step(1, 1), Progress(Phase.DECODING, 32, 100))
    assert (after(*before).phase, after(*before).decoded) == (Phase.TRAINING, 32)
    assert after(*before, Progress(Phase.DECODING, 100, 100)).decoded is None
    assert after(*before, epoch_done(1, 0.5, True, 30.0)).decoded is None
