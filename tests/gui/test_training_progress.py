from __future__ import annotations

from dataclasses import replace
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


def step(epoch, number, speed=50.0, left=None):
    return StepDone(epoch, number, 10, LOSSES, 1e-3, 1.0, speed, left)


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


def test_the_second_run_of_a_comparison_knows_nothing_of_the_first():
    before = (started(), Progress(Phase.DECODING, 40, 100), step(1, 10), epoch_done(1, 0.75, True, 30.0))
    progress = after(*before, Progress(Phase.DECODING, 50, 100), started())
    assert (progress.best, progress.decoded, progress.pictures_per_second) == (None, None, 0.0)
    assert after(*before, replace(started(first_epoch=2), resumed=True)).best is not None


def test_a_resumed_run_begins_where_it_was():
    progress = after(started(first_epoch=3, first_step=6))
    assert (progress.epoch, progress.step) == (3, 5)
    assert progress.fraction == pytest.approx(25 / 40)


def test_time_left_is_what_the_run_said_last():
    progress = after(started(), step(1, 1, left=90.0), step(1, 2))
    assert progress.seconds_left == 90
    progress.take(epoch_done(1, 0.5, True, 60.0))
    assert progress.seconds_left == 60
    progress.take(step(2, 1))
    assert progress.seconds_left == 60, "and stays until it says something new"
    progress.take(started(first_epoch=2))
    assert progress.seconds_left is None, "a run that goes on has to say it anew"


def test_the_speed_is_smoothed():
    progress = after(started(), step(1, 1, 50.0), step(1, 2, 60.0))
    assert progress.pictures_per_second == pytest.approx(51)


def test_the_best_epoch_stays_while_others_come():
    progress = after(started(), epoch_done(1, 0.6, True, 9.0), epoch_done(2, 0.4, False, 9.0))
    assert progress.best.epoch == 1


def test_phases_and_their_progress():
    progress = after(started(), step(1, 1), Progress(Phase.VALIDATING, 12, 30))
    assert (progress.phase, progress.phase_done, progress.phase_total) == (Phase.VALIDATING, 12, 30)
    progress.take(PhaseChanged(Phase.SAVING))
    assert (progress.phase, progress.phase_total) == (Phase.SAVING, None)
    progress.take(step(2, 1))
    assert progress.phase is Phase.TRAINING


def test_another_number_of_epochs_changes_the_share():
    progress = after(started(), step(1, 10), epoch_done(1, 0.5, True, 30.0), step(2, 5))
    progress.take(SettingsChanged(2, 5, {"epochs": 7}))
    assert progress.epochs == 7
    assert progress.fraction == pytest.approx((10 + 5) / 70)
    progress.take(SettingsChanged(2, 5, {"learning_rate": 1e-4}))
    assert progress.epochs == 7


def test_what_is_decoded_beside_the_training_leaves_the_phase_alone_and_ends_with_the_epoch():
    before = (started(), PhaseChanged(Phase.TRAINING), step(1, 1), Progress(Phase.DECODING, 32, 100))
    assert (after(*before).phase, after(*before).decoded) == (Phase.TRAINING, 32)
    assert after(*before, Progress(Phase.DECODING, 100, 100)).decoded is None
    assert after(*before, epoch_done(1, 0.5, True, 30.0)).decoded is None
