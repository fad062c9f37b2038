"""Runs that go on after what need not end them: each fault is put in on purpose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from core.config import TrainConfig
from core.control import RunControl
from core.errors import NinefoldError, RunError
from core.events import (
    EpochDone,
    Event,
    RunFinished,
    RunStarted,
    SettingsChanged,
    StepDone,
    StopReason,
    Warned,
)
from core.training import active, loop, runs
from core.training.checkpoint import load_checkpoint
from core.training.loop import train
from core.training.runs import read_config, read_events
from core.training.step import take_step

SmallConfig = Callable[..., TrainConfig]
EventsOf = Callable[..., list[Event]]


def of_kind(events: list[Event], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def at_calls(numbers: set[int], fault: Callable[..., None]) -> Callable[..., Any]:
    """`take_step`, with `fault` in its place at the calls `numbers` (from 1)."""
    calls = 0

    def step(state: Any, batch: Any, rate: float, device: torch.device) -> Any:
        nonlocal calls
        calls += 1
        if calls in numbers:
            fault(state, batch)
        return take_step(state, batch, rate, device)

    return step


def out_of_bounds(state: Any, _batch: Any) -> None:
    raise RunError("loss-not-finite", epoch=state.epoch, step=state.step + 1, rate="1")


def test_a_loss_that_is_no_number_goes_back_to_the_checkpoint_at_half_the_rate(
    tmp_path: Path,
    pictures: Path,
    small_config: SmallConfig,
    events_of: EventsOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loop, "take_step", at_calls({5}, out_of_bounds))
    config = small_config(pictures, schedule="constant", epochs=2)
    events = events_of(config, run=tmp_path / "run")
    started = of_kind(events, RunStarted)
    assert [(s.first_epoch, s.first_step, s.resumed) for s in started] == [(1, 1, False), (2, 1, True)]
    (told,) = [w for w in of_kind(events, Warned) if w.code == "rate-halved"]
    assert (told.data["epoch"], told.data["step"], told.data["rate"]) == (2, 2, "0.0005")
    assert SettingsChanged(2, 0, {"learning_rate": 5e-4}) in events
    after = of_kind(events[events.index(started[1]) :], StepDone)
    assert {step.learning_rate for step in after} == {5e-4}
    assert events[-1].reason is StopReason.COMPLETED  # type: ignore[attr-defined]
    logged = [(e["epoch"], e["step"]) for e in read_events(tmp_path / "run") if e["event"] == "StepDone"]
    assert logged == sorted(set(logged)), "what was lost is not in the log"
    assert read_config(tmp_path / "run").learning_rate == 5e-4


def test_without_a_checkpoint_it_goes_back_to_the_beginning(
    pictures: Path, small_config: SmallConfig, events_of: EventsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = small_config(pictures, schedule="constant", epochs=1, learning_rate=2e-3)
    monkeypatch.setattr(loop, "take_step", at_calls({2}, out_of_bounds))
    events = events_of(config)
    monkeypatch.undo()
    afresh = events_of(small_config(pictures, schedule="constant", epochs=1, learning_rate=1e-3))
    assert [s.resumed for s in of_kind(events, RunStarted)] == [False, False]
    steps = len(of_kind(afresh, StepDone))
    assert [s.losses for s in of_kind(events, StepDone)[-steps:]] == [
        s.losses for s in of_kind(afresh, StepDone)
    ], "just the run that begins with that rate"


def test_the_third_time_ends_the_run_and_keeps_the_best_model(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = tmp_path / "run"
    monkeypatch.setattr(loop, "take_step", at_calls({4, 5, 6}, out_of_bounds))
    events: list[Event] = []
    with pytest.raises(NinefoldError) as caught:
        for event in train(small_config(pictures), RunControl(), run=run):
            events.append(event)
    assert caught.value.code == "loss-not-finite"
    assert [w.code for w in of_kind(events, Warned)].count("rate-halved") == 2
    last = events[-1]
    assert isinstance(last, RunFinished)
    assert (last.reason, last.code, last.epochs_done) == (StopReason.FAILED, "loss-not-finite", 1)
    assert last.model == run / runs.MODEL and last.model.is_file()
    assert load_checkpoint(run / runs.CHECKPOINT).setbacks == 2


def test_weights_that_are_no_numbers_never_become_a_checkpoint(
    tmp_path: Path,
    pictures: Path,
    small_config: SmallConfig,
    events_of: EventsOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def spoil(state: Any, _batch: Any) -> None:
        state.model.fc.weight.data[0, 0] = float("nan")

    def step(state: Any, batch: Any, rate: float, device: torch.device) -> Any:
        done = spoiling(state, batch, rate, device)
        if spoiled and not told:
            told.append(1)
            spoil(state, batch)
        return done

    spoiled: list[int] = []
    told: list[int] = []
    spoiling = at_calls({5}, lambda *_: spoiled.append(1))
    monkeypatch.setattr(loop, "take_step", step)
    monkeypatch.setattr(active, "CHECKPOINT_SECONDS", 0)  # saved after each step, this one too
    events = events_of(small_config(pictures), run=tmp_path / "run")
    assert "rate-halved" in [w.code for w in of_kind(events, Warned)]
    assert events[-1].reason is StopReason.COMPLETED  # type: ignore[attr-defined]
    saved = load_checkpoint(tmp_path / "run" / runs.CHECKPOINT)
    assert all(tensor.isfinite().all() for tensor in saved.model.values())


@pytest.mark.parametrize(
    "error",
    [torch.OutOfMemoryError("CUDA out of memory."), RuntimeError("MPS backend out of memory (18 GB)")],
)
def test_a_device_without_memory_halves_the_batch(
    tmp_path: Path,
    pictures: Path,
    small_config: SmallConfig,
    events_of: EventsOf,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    sizes = []

    def full(_state: Any, _batch: Any) -> None:
        raise error

    small = at_calls({3}, full)

    def step(state: Any, batch: Any, *rest: Any) -> Any:
        result = small(state, batch, *rest)
        sizes.append(len(batch.labels))
        return result

    monkeypatch.setattr(loop, "take_step", step)
    events = events_of(small_config(pictures, batch_size=4, epochs=1), run=tmp_path / "run")
    pictures_seen = of_kind(events, RunStarted)[0].training_pictures
    assert Warned("batch-halved", {"before": 4, "batch_size": 2, "device": "cpu"}) in events
    assert SettingsChanged(1, 4, {"batch_size": 2}) in events
    assert sizes[:3] == [4, 4, 2]
    assert sum(sizes) in (pictures_seen, pictures_seen - 1), "each picture once; a lone last one is left out"
    assert events[-1].reason is StopReason.COMPLETED  # type: ignore[attr-defined]
    assert read_config(tmp_path / "run").batch_size == 2


@pytest.mark.parametrize("place", ["settle_statistics", "validate"])
def test_a_device_that_is_full_in_validation_halves_the_batch_and_validates_again(
    pictures: Path,
    small_config: SmallConfig,
    events_of: EventsOf,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    real = getattr(loop, place)
    calls = []

    def full_at_first(*arguments: Any) -> Any:
        calls.append(arguments)
        if len(calls) == 1:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return real(*arguments)

    monkeypatch.setattr(loop, place, full_at_first)
    events = events_of(small_config(pictures, batch_size=4, epochs=1))
    assert Warned("batch-halved", {"before": 4, "batch_size": 2, "device": "cpu"}) in events
    assert len(calls) == 2 and len(of_kind(events, EpochDone)) == 1
    steps = of_kind(events, StepDone)
    assert {step.steps for step in steps} == {3}, "no step is made again"
    assert events[-1].reason is StopReason.COMPLETED  # type: ignore[attr-defined]


def test_where_no_smaller_batch_is_possible_the_run_ends(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_state: Any, _batch: Any) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory.")

    monkeypatch.setattr(loop, "take_step", at_calls({1}, full))
    with pytest.raises(NinefoldError) as caught:
        list(train(small_config(pictures, batch_size=2), RunControl(), run=tmp_path / "run"))
    assert caught.value.code == "no-memory"


def test_a_bug_is_not_gone_on_after(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(loop, "take_step", at_calls({2}, bug))
    events: list[Event] = []
    with pytest.raises(ZeroDivisionError):
        for event in train(small_config(pictures), RunControl(), run=tmp_path / "run"):
            events.append(event)
    assert len(of_kind(events, RunStarted)) == 1 and not of_kind(events, EpochDone)
