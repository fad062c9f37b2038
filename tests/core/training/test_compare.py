from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.config import TrainConfig
from core.control import RunControl
from core.events import (
    ArmStarted,
    Event,
    GradientsMeasured,
    RunFinished,
    RunStarted,
    StepDone,
    StopReason,
    observed,
    result_of,
)
from core.training import meter
from core.training.compare import Comparison, arms_of, compare_heads
from core.training.runs import list_runs, read_config

SmallConfig = Callable[..., TrainConfig]


def run_to_end(
    config: TrainConfig,
    on_event: Callable[[Event, RunControl], None] = lambda _event, _control: None,
    **options: object,
) -> tuple[list[Event], Comparison]:
    control = RunControl()
    job = compare_heads(config, control, **options)  # type: ignore[arg-type]
    events: list[Event] = []

    def observe(event: Event) -> None:
        events.append(event)
        on_event(event, control)

    comparison = result_of(observed(job, observe))
    return events, comparison


@pytest.fixture
def config(pictures: Path, small_config: SmallConfig) -> TrainConfig:
    return small_config(pictures, architecture="notes", epochs=1, learning_rate=1e-4)


def test_two_runs_that_differ_in_the_weight_of_the_heads_alone(
    config: TrainConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meter, "SHARE", 1e9)
    events, result = run_to_end(config)
    starts = [event for event in events if isinstance(event, ArmStarted)]
    assert [(s.arm, s.arms, s.aux_weight) for s in starts] == [(1, 2, 0.0), (2, 2, 0.3)]
    assert [arm.run for arm in result.arms] == [s.run for s in starts] == [f.run for f in result.finished]
    assert {summary.path for summary in list_runs()} == {arm.run for arm in result.arms}
    without, with_heads = (read_config(arm.run) for arm in result.arms)
    assert (without.aux1_weight, without.aux2_weight, without.aux_heads) == (0.0, 0.0, True)
    assert (with_heads.aux1_weight, with_heads.aux2_weight, with_heads.aux_heads) == (0.3, 0.3, True)
    assert without.seed == with_heads.seed

    middle = events.index(starts[1])
    first, second = events[:middle], events[middle:]
    one, other = (next(e for e in part if isinstance(e, StepDone)) for part in (first, second))
    assert one.losses.main == other.losses.main, "the same network saw the same pictures"
    assert one.losses.aux1 == other.losses.aux1
    assert one.losses.total == one.losses.main
    gradients = next(e for e in first if isinstance(e, GradientsMeasured))
    assert gradients.shares()["aux1"] == (0.0,) * len(gradients.blocks)
    assert gradients.aux1 is not None and gradients.aux1[0] > 0
    assert [type(part[-1]) for part in (first, second)] == [RunFinished, RunFinished]


def test_either_run_leads_to_the_other_wherever_they_are_moved(config: TrainConfig, tmp_path: Path) -> None:
    _, result = run_to_end(config, directory=tmp_path / "here", weights=(0.1, 0.5))
    for arm in result.arms:
        assert arm.run.parent == tmp_path / "here"
        assert arms_of(arm.run) == result.arms
    shutil.move(tmp_path / "here", tmp_path / "there")
    moved = [tmp_path / "there" / arm.run.name for arm in result.arms]
    assert [arm.run for arm in arms_of(moved[1])] == moved
    assert [arm.aux_weight for arm in arms_of(moved[0])] == [0.1, 0.5]


def test_after_a_stop_in_the_first_run_there_is_no_second(config: TrainConfig) -> None:
    def stop(event: Event, control: RunControl) -> None:
        if isinstance(event, StepDone):
            control.stop()

    events, result = run_to_end(config, stop)
    assert sum(isinstance(event, RunStarted) for event in events) == 1
    assert [finished.reason for finished in result.finished] == [StopReason.STOPPED]
    assert len(list_runs()) == len(result.arms) == 1
    assert arms_of(result.arms[0].run) == ()


@pytest.mark.parametrize("content", ["", "[]", '{"arms": 3}', '{"arms": [{"run": 3, "aux_weight": 1}]}'])
def test_what_is_no_comparison(tmp_path: Path, content: str) -> None:
    assert arms_of(tmp_path) == ()
    (tmp_path / "comparison.json").write_text(content)
    assert arms_of(tmp_path) == ()


def test_a_name_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "comparison.json").write_text('{"arms": [{"run": "../../etc", "aux_weight": 0}]}')
    assert [arm.run for arm in arms_of(tmp_path)] == [tmp_path.parent / "etc"]
