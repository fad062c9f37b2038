from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from core.config import TrainConfig
from core.control import RunControl
from core.errors import DataError, RunError
from core.events import Event, HeadLosses, RateSuggested, RateTried, result_of
from core.training import lr_finder
from core.training.checkpoint import random_states
from core.training.lr_finder import find_rate, suggestion
from core.training.runs import list_runs

SmallConfig = Callable[..., TrainConfig]


def tried(events: list[Event]) -> list[RateTried]:
    return [event for event in events if isinstance(event, RateTried)]


class Valley:
    """In place of a step: a loss that is lowest at the rate `lowest`, and no number above `end`."""

    def __init__(self, lowest: float, end: float = math.inf) -> None:
        self.lowest, self.end = lowest, end

    def __call__(self, _state: Any, _batch: Any, rate: float, _device: torch.device) -> Any:
        if rate > self.end:
            raise RunError("loss-not-finite", epoch=1, step=1, rate=rate)
        loss = 1.0 + 0.1 * math.log10(rate / self.lowest) ** 2
        return HeadLosses(loss, loss), 1.0


def test_the_suggestion_is_a_tenth_of_the_rate_of_the_lowest_loss(
    pictures: Path, small_config: SmallConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lr_finder, "take_step", Valley(lowest=1e-2, end=0.5))
    events = list(find_rate(small_config(pictures), RunControl(), steps=120))
    curve = tried(events)
    ratios = [after.rate / before.rate for before, after in itertools.pairwise(curve)]
    assert ratios == pytest.approx([10 ** (6 / 119)] * len(ratios)), "the rate climbs exponentially"
    assert [each.step for each in curve] == list(range(1, len(curve) + 1)) and curve[0].steps == 120
    assert curve[-1].rate <= 0.5 < curve[-1].rate * ratios[0], "it ends where the loss is no number"
    found = events[-1]
    assert isinstance(found, RateSuggested) and found.diverged
    assert found.lowest is not None and found.suggestion == found.lowest / 10
    assert 1e-2 <= found.lowest <= 2e-2, "the smoothed loss lags a little"


def test_it_ends_once_the_loss_has_broken_out(
    pictures: Path, small_config: SmallConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lr_finder, "take_step", Valley(lowest=1e-4))
    curve = tried(list(find_rate(small_config(pictures), RunControl())))
    smoothed = [each.smoothed for each in curve]
    assert len(curve) < lr_finder.STEPS
    assert smoothed[-1] > 2 * min(smoothed) and all(each <= 2 * min(smoothed) for each in smoothed[:-1])


def test_a_loss_that_never_falls_gives_no_suggestion() -> None:
    flat = [RateTried(n, 3, 10.0**-n, 1.6, 1.6) for n in (3, 2, 1)]
    assert suggestion(flat, diverged=False) == RateSuggested(None, None, False)
    assert suggestion([], diverged=True) == RateSuggested(None, None, True)


def test_a_dip_within_the_noise_is_no_fall() -> None:
    noise = [1.7, 1.5, 1.62, 1.58, 1.66, 1.54]
    rates = [10 ** (-6 + n / 6) for n in range(18)]
    curve = [RateTried(n + 1, 18, rate, noise[n % 6], 1.6) for n, rate in enumerate(rates)]
    shallow = replace(curve[10], smoothed=1.57)
    deep = replace(curve[10], smoothed=1.4)
    for dip, lowest in ((shallow, None), (deep, curve[10].rate)):
        found = suggestion([*curve[:10], dip, *curve[11:]], diverged=False)
        assert found.lowest == lowest


def test_real_steps_leave_no_trace(tmp_path: Path, pictures: Path, small_config: SmallConfig) -> None:
    before = random_states()
    events = list(find_rate(small_config(pictures, batch_size=4), RunControl(), steps=7))
    curve = tried(events)
    assert len(curve) == 7
    assert len({each.loss for each in curve}) == len(curve), "pictures come anew after their epoch"
    after = random_states()
    assert torch.equal(before["torch"], after["torch"])
    assert before["python"] == after["python"] and torch.equal(before["numpy"][1], after["numpy"][1])
    assert not list_runs()
    again = tried(list(find_rate(small_config(pictures, batch_size=4), RunControl(), steps=7)))
    assert again == curve


def test_it_can_be_stopped_and_restores_what_it_drew(pictures: Path, small_config: SmallConfig) -> None:
    before = torch.get_rng_state()
    control = RunControl()
    seen = []
    with pytest.raises(DataError) as caught:
        for event in find_rate(small_config(pictures), control):
            if isinstance(event, RateTried):
                seen.append(event)
                control.stop()
    assert caught.value.code == "cancelled" and len(seen) == 1
    assert torch.equal(torch.get_rng_state(), before)


def test_it_waits_while_paused(
    pictures: Path, small_config: SmallConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lr_finder, "take_step", Valley(lowest=1e-2))
    control = RunControl()
    waited = []

    def wait() -> None:
        waited.append(control.pause_requested)
        control.resume()

    monkeypatch.setattr(control, "wait_while_paused", wait)
    control.pause()
    result_of(find_rate(small_config(pictures), control, steps=3))
    assert waited == [True, False, False]
