from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config import TrainConfig
from core.training.schedule import learning_rate
from core.training.state import TrainingState, epoch_order


def order_of(pictures, batch_size, architecture="modern", epoch=1):
    config = TrainConfig(Path("x"), architecture=architecture, batch_size=batch_size)
    return epoch_order([None] * pictures, config, epoch)


@given(pictures=st.integers(1, 300), batch_size=st.integers(2, 40), epoch=st.integers(1, 9))
def test_no_batch_is_too_small_for_batch_normalisation(pictures, batch_size, epoch):
    order = order_of(pictures, batch_size, epoch=epoch)
    sizes = [len(order[at : at + batch_size]) for at in range(0, len(order), batch_size)]
    assert min(sizes) >= min(batch_size / 2, pictures)
    assert pictures - len(order) < batch_size / 2
    assert len(set(order.tolist())) == len(order) and set(order.tolist()) <= set(range(pictures))


@given(pictures=st.integers(1, 300), batch_size=st.integers(1, 40))
def test_without_batch_normalisation_every_picture_is_seen_in_every_epoch(pictures, batch_size):
    assert sorted(order_of(pictures, batch_size, "notes").tolist()) == list(range(pictures))


def test_which_pictures_are_left_out_changes_from_epoch_to_epoch():
    left_out = [set(range(70)) - set(order_of(70, 32, epoch=epoch).tolist()) for epoch in range(1, 9)]
    assert all(len(each) == 6 for each in left_out)
    assert len(set.union(*left_out)) > 6


def test_balanced_classes_are_drawn_alike_often():
    class Labelled:
        def __init__(self, label):
            self.label = label

    items = [Labelled(0)] * 900 + [Labelled(1)] * 100
    config = TrainConfig(Path("x"), batch_size=32, balance_classes=True)
    drawn = [items[index].label for index in epoch_order(items, config, epoch=1)]
    assert abs(np.mean(drawn) - 0.5) < 0.1


FROZEN = {"frozen_until": "inception5b", "unfreeze_epoch": 4, "epochs": 8}


def settings(**changes):
    return TrainConfig(Path("x"), batch_size=4, **changes)


def state_at(config, epoch):
    return TrainingState(config, None, None, None, [None] * 40, ("a", "b"), np.arange(40), epoch)


def test_another_epoch_of_unfreezing_that_is_past_moves_no_rate() -> None:
    before = settings(schedule="cosine", **FROZEN)
    after = settings(schedule="cosine", **{**FROZEN, "unfreeze_epoch": 2})
    state = state_at(before, epoch=6)
    state.change(after)
    assert state.config == after
    rate = learning_rate(after, 6, 0, 10, state.course)
    assert rate == pytest.approx(learning_rate(before, 6, 0, 10))


def test_blocks_that_are_let_go_at_once_are_warmed_up_from_there() -> None:
    before = settings(schedule="one-cycle", **FROZEN)
    after = settings(schedule="one-cycle", **{**FROZEN, "unfreeze_epoch": 2})
    state = state_at(before, epoch=2)
    state.change(after)
    assert learning_rate(after, 2, 0, 10, state.course) == pytest.approx(before.learning_rate / 25)
