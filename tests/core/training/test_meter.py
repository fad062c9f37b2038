"""The gradient meter in real runs: what it tells, what it costs, and that training does not notice it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from core.config import BLOCK_NAMES, TrainConfig
from core.control import RunControl
from core.events import Event, GradientsMeasured, StepDone, to_dict
from core.training import meter, runs
from core.training.checkpoint import load_checkpoint
from core.training.loop import train
from core.training.meter import GradientMeter
from core.training.runs import read_events

SmallConfig = Callable[..., TrainConfig]
EventsOf = Callable[..., list[Event]]
ALWAYS = 1e9


def measured(events: list[Event]) -> list[GradientsMeasured]:
    return [event for event in events if isinstance(event, GradientsMeasured)]


def tensors(run: Path) -> dict[str, Any]:
    saved = load_checkpoint(run / runs.CHECKPOINT)
    return {**saved.model, "random": saved.random_states["torch"]}


@pytest.mark.parametrize("architecture", ["notes", "modern"])
def test_training_does_not_notice_the_meter(
    architecture: str,
    pictures: Path,
    tmp_path: Path,
    small_config: SmallConfig,
    events_of: EventsOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Dropout, batch statistics, optimiser: every bit is the same with it at every step and without it."""
    config = small_config(pictures, architecture=architecture, aux_heads=True)
    states, counts, losses = [], [], []
    for name, share in (("on", ALWAYS), ("off", 0.0)):
        monkeypatch.setattr(meter, "SHARE", share)
        events = events_of(config, run=tmp_path / name)
        steps = [event for event in events if isinstance(event, StepDone)]
        counts.append(len(measured(events)))
        losses.append([(step.losses, step.gradient_norm) for step in steps])
        states.append(tensors(tmp_path / name))
    assert counts == [len(losses[0]), 0]
    assert losses[0] == losses[1]
    for name, tensor in states[0].items():
        assert torch.equal(tensor, states[1][name]), name


def test_what_is_measured_is_told_and_kept(
    pictures: Path,
    tmp_path: Path,
    small_config: SmallConfig,
    events_of: EventsOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(meter, "SHARE", ALWAYS)
    config = small_config(pictures, aux_heads=True, aux1_weight=0.2, aux2_weight=0.4, epochs=1)
    events = events_of(config, run=tmp_path / "run")
    found = measured(events)
    assert [(e.epoch, e.step) for e in found] == [
        (e.epoch, e.step) for e in events if isinstance(e, StepDone)
    ], "each right after its step"
    first = found[0]
    assert first.blocks == BLOCK_NAMES
    assert (first.aux1_weight, first.aux2_weight) == (0.2, 0.4)
    assert all(norm > 0 for norm in first.main)
    at = BLOCK_NAMES.index("inception4b")  # behind the head on 4a
    assert first.aux1 is not None and first.aux1[at - 1] > 0 == first.aux1[at]
    assert first.main_aux1 is not None and first.main_aux1[at] is None
    assert first.main_aux2 is not None and first.main_aux2[at] is not None
    logged = [e for e in read_events(tmp_path / "run") if e["event"] == "GradientsMeasured"]
    for event, line in zip(found, logged, strict=True):
        expected = {k: list(v) if isinstance(v, tuple) else v for k, v in to_dict(event).items()}
        assert {k: v for k, v in line.items() if k != "time"} == expected


def test_a_run_without_heads_has_one_gradient(
    pictures: Path, small_config: SmallConfig, events_of: EventsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meter, "SHARE", ALWAYS)
    found = measured(events_of(small_config(pictures, epochs=1)))
    assert found and all(e.aux1 is None and e.main_aux1 is None for e in found)
    assert found[0].shares()["main"] == (1.0,) * len(BLOCK_NAMES)


def test_the_probe_is_the_same_in_a_run_that_goes_on(
    pictures: Path, tmp_path: Path, small_config: SmallConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a learning rate of next to nothing the same batch gives the same gradients, whenever it is asked."""
    monkeypatch.setattr(meter, "SHARE", ALWAYS)
    config = small_config(pictures, architecture="notes", learning_rate=1e-8, epochs=2)
    control = RunControl()
    before = []
    for event in train(config, control, run=tmp_path / "run"):
        if isinstance(event, GradientsMeasured):
            before.append(event)
            control.stop()
    after = measured(list(train(config, RunControl(), resume_from=tmp_path / "run")))
    for event in after:
        assert event.main == pytest.approx(before[0].main, rel=1e-3)


def test_the_shares_by_hand() -> None:
    event = GradientsMeasured(
        1, 1, ("a", "b", "c"), (2.0, 3.0, 0.0), (10.0, 0.0, 0.0), (5.0, 1.0, 0.0), 0.1, 1.0
    )
    assert event.shares() == {
        "main": (2 / 8, 3 / 4, 0.0),
        "aux1": (1 / 8, 0.0, 0.0),
        "aux2": (5 / 8, 1 / 4, 0.0),
    }


@pytest.mark.parametrize(("step", "cost"), [(1.0, 0.5), (0.01, 0.2), (0.2, 0.01)])
def test_it_takes_no_more_than_its_share(step: float, cost: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a clock that is turned by hand. The first time it can only guess; from then on it knows."""
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(meter.time, "perf_counter", lambda: clock.now)

    def measure(*_: object) -> None:
        clock.now += cost

    gauge = GradientMeter()
    monkeypatch.setattr(gauge, "_measure", measure, raising=False)
    state = SimpleNamespace(
        config=SimpleNamespace(batch_size=32),
        model=SimpleNamespace(inception5b=torch.nn.Linear(1, 1)),
    )
    trained, spent, times = 0.0, 0.0, 0
    for _ in range(5000):
        trained += step
        before = clock.now
        gauge.after_step(state, step, torch.device("cpu"))  # type: ignore[arg-type]
        spent += clock.now - before
        if clock.now > before:
            times += 1
            assert times == 1 or spent <= meter.SHARE * trained + 1e-9
    assert times > 2 and spent > 0.5 * meter.SHARE * trained, "and makes use of it"
