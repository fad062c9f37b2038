from __future__ import annotations

from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.config import SCHEDULE_NAMES, TrainConfig
from core.training.schedule import Course, learning_rate, sizes_ahead, train_size


def config(**settings: object) -> TrainConfig:
    return TrainConfig(data=Path("x"), **settings)  # type: ignore[arg-type]


def rates(settings: TrainConfig, steps: int) -> list[float]:
    return [
        learning_rate(settings, epoch, step, steps)
        for epoch in range(1, settings.epochs + 1)
        for step in range(steps)
    ]


def test_one_cycle_is_that_of_torch() -> None:
    epochs, steps, highest = 10, 50, 2e-3
    ours = rates(config(schedule="one-cycle", epochs=epochs, learning_rate=highest), steps)
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    # torch reaches the lowest rate in its last step, we at the end of it: one step more in all.
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, highest, total_steps=epochs * steps + 1)
    theirs = []
    for _ in ours:
        theirs.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    # torch's peak lies a step earlier, hence the tolerance of a step's change
    assert ours == pytest.approx(theirs, abs=highest * 0.015)
    assert max(ours) == highest
    assert ours[0] == pytest.approx(highest / 25)


def test_cosine_falls_to_half_in_the_middle_of_its_fall_and_ends_near_zero() -> None:
    found = rates(config(schedule="cosine", epochs=100, learning_rate=1.0), 10)
    assert found[int(0.525 * 1000)] == pytest.approx(0.5, abs=1e-3)
    assert found[-1] == pytest.approx(0, abs=1e-4)
    assert found[:50] == sorted(found[:50])
    assert found[50:] == sorted(found[50:], reverse=True)


def test_step_is_four_percent_down_each_eight_epochs() -> None:
    settings = config(schedule="step", epochs=20, learning_rate=0.01)
    found = [learning_rate(settings, epoch, 3, 10) for epoch in range(1, 21)]
    assert found == pytest.approx([0.01] * 8 + [0.0096] * 8 + [0.009216] * 4)


def test_constant_is_constant() -> None:
    assert set(rates(config(schedule="constant", learning_rate=3e-4), 4)) == {3e-4}


@given(st.sampled_from(SCHEDULE_NAMES), st.integers(1, 40), st.integers(1, 40))
def test_every_rate_is_above_zero_and_at_most_the_highest(schedule: str, epochs: int, steps: int) -> None:
    found = rates(config(schedule=schedule, epochs=epochs, learning_rate=0.1), steps)
    assert all(0 < rate <= 0.1 * (1 + 1e-12) for rate in found)


def test_sizes_are_spread_evenly_over_the_epochs() -> None:
    settings = config(epochs=7, train_sizes=(96, 128, 144))
    sizes = [train_size(settings, epoch) for epoch in range(1, 8)]
    assert sizes == [96, 96, 96, 128, 128, 144, 144]
    assert list(sizes_ahead(settings, 5)) == [144, 144]
    assert list(sizes_ahead(settings, 0)) == sizes


def test_without_sizes_of_its_own_training_uses_that_of_prediction() -> None:
    assert train_size(config(), 1) == 224


def test_fewer_epochs_than_sizes_still_give_a_size_each() -> None:
    settings = config(epochs=1, train_sizes=(96, 128, 144))
    assert train_size(settings, 1) == 96


@pytest.mark.parametrize("schedule", ["one-cycle", "cosine"])
@pytest.mark.parametrize("epochs", [12, 20, 60])
def test_the_rate_does_not_jump_where_the_number_of_epochs_changes(schedule: str, epochs: int) -> None:
    before = config(schedule=schedule, epochs=20, learning_rate=1.0)
    after = config(schedule=schedule, epochs=epochs, learning_rate=1.0)
    course = Course().turned(10.5, 20)  # in the middle of epoch 11
    assert learning_rate(after, 11, 50, 100, course) == pytest.approx(learning_rate(before, 11, 50, 100))
    rest = [learning_rate(after, epoch, 99, 100, course) for epoch in range(11, epochs + 1)]
    assert rest == sorted(rest, reverse=True)
    assert rest[-1] == pytest.approx(0, abs=1e-3)


def test_a_finished_run_of_more_epochs_goes_on_at_a_rate_that_teaches() -> None:
    after = config(schedule="one-cycle", epochs=15, learning_rate=1.0)
    course = Course().turned(10, 10)
    assert 0.03 < learning_rate(after, 11, 0, 100, course) < 0.06


def test_sizes_follow_the_new_number_of_epochs() -> None:
    after = config(epochs=9, train_sizes=(32, 64, 96))
    assert [train_size(after, e, Course().turned(3, 6)) for e in (4, 5, 6, 9)] == [64, 64, 96, 96]


FROZEN = {"frozen_until": "inception5b", "unfreeze_epoch": 4, "epochs": 8}


@pytest.mark.parametrize("schedule", ["one-cycle", "cosine"])
def test_the_schedule_is_gone_through_once_before_unfreezing_and_once_after(schedule: str) -> None:
    found = rates(config(schedule=schedule, **FROZEN), 10)
    assert found[:30] == pytest.approx(rates(config(schedule=schedule, epochs=3), 10))
    assert found[30:] == pytest.approx(rates(config(schedule=schedule, epochs=5), 10))


@pytest.mark.parametrize("unfreeze_epoch", [0, 1, 9])
def test_a_schedule_without_a_turning_point_is_gone_through_once(unfreeze_epoch: int) -> None:
    settings = {**FROZEN, "unfreeze_epoch": unfreeze_epoch, "schedule": "one-cycle"}
    assert rates(config(**settings), 10) == rates(config(schedule="one-cycle", epochs=8), 10)


def test_more_epochs_after_unfreezing_turn_the_course_from_there() -> None:
    before = config(schedule="cosine", **FROZEN)
    after = config(schedule="cosine", **{**FROZEN, "epochs": 12})
    course = Course().begun_at(3).turned(5.0, before.epochs)
    assert learning_rate(after, 6, 0, 10, course) == pytest.approx(learning_rate(before, 6, 0, 10))
    assert learning_rate(after, 12, 9, 10, course) < 0.02 * before.learning_rate
    assert learning_rate(after, 2, 5, 10, course) == learning_rate(before, 2, 5, 10)
