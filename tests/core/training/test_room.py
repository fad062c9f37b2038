"""Devices that are full are faked: a batch of more than two has no room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from core.config import TrainConfig
from core.control import RunControl
from core.errors import ResourceError
from core.events import Estimated, Event, Job, RateSuggested, RateTried, Warned, result_of
from core.training import estimate as estimating
from core.training import lr_finder
from core.training.estimate import estimate
from core.training.lr_finder import find_rate
from core.training.room import with_room
from core.training.step import take_step

SmallConfig = Callable[..., TrainConfig]
CPU = torch.device("cpu")
FULL = [torch.OutOfMemoryError("CUDA out of memory."), RuntimeError("MPS backend out of memory (18 GB)")]


def full_above_two(error: Exception) -> Callable[..., Any]:
    def step(state: Any, batch: Any, rate: float, device: torch.device) -> Any:
        if len(batch.labels) > 2:
            raise error
        return take_step(state, batch, rate, device)

    return step


@pytest.mark.parametrize("error", FULL)
def test_rates_are_tried_anew_with_half_the_batch(
    pictures: Path, small_config: SmallConfig, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(lr_finder, "take_step", full_above_two(error))
    events: list[Event] = list(find_rate(small_config(pictures, batch_size=8), RunControl(), steps=5))
    told = [event.data["batch_size"] for event in events if isinstance(event, Warned)]
    assert told[-2:] == [4, 2] and events.count(
        Warned("batch-too-large", {"before": 8, "batch_size": 4, "device": "cpu"})
    )
    assert [event.step for event in events if isinstance(event, RateTried)] == [1, 2, 3, 4, 5]
    assert isinstance(events[-1], RateSuggested)


@pytest.mark.parametrize("error", FULL)
def test_the_time_is_that_of_the_batches_that_have_room(
    pictures: Path, small_config: SmallConfig, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    sizes = []

    def step(state: Any, batch: Any, rate: float, device: torch.device) -> Any:
        done = full_above_two(error)(state, batch, rate, device)
        sizes.append(len(batch.labels))
        return done

    monkeypatch.setattr(estimating, "take_step", step)
    events = list(estimate(small_config(pictures, batch_size=4), RunControl()))
    assert Warned("batch-too-large", {"before": 4, "batch_size": 2, "device": "cpu"}) in events
    assert sizes and set(sizes) == {2}
    assert isinstance(result_of(estimate(small_config(pictures, batch_size=4), RunControl())), Estimated)


@pytest.mark.parametrize("job", [estimate, find_rate])
@pytest.mark.parametrize(
    "error, batch_size",
    [(FULL[0], 2), (RuntimeError("DefaultCPUAllocator: can't allocate memory"), 8), (MemoryError(), 8)],
)
def test_without_any_room_there_is_a_sentence(
    pictures: Path,
    small_config: SmallConfig,
    monkeypatch: pytest.MonkeyPatch,
    job: Callable[..., Job[Any]],
    error: Exception,
    batch_size: int,
) -> None:
    def full(*_: Any) -> None:
        raise error

    for module in (estimating, lr_finder):
        monkeypatch.setattr(module, "take_step", full)
    with pytest.raises(ResourceError) as caught:
        list(job(small_config(pictures, batch_size=batch_size), RunControl()))
    assert (caught.value.code, caught.value.data) == ("no-memory", {"batch_size": batch_size})


def test_a_bug_stays_one(pictures: Path, small_config: SmallConfig) -> None:
    def work(_config: TrainConfig) -> Job[None]:
        yield from ()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(with_room(small_config(pictures), CPU, work))
