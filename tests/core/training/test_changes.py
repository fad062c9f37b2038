"""Settings that change while a run goes on, runs that end early, blocks that are held still."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from core.config import BLOCK_NAMES, TrainConfig
from core.control import RunControl
from core.events import (
    EpochDone,
    Event,
    HeadScore,
    HeadScores,
    RunFinished,
    SettingsChanged,
    StepDone,
    StopReason,
    Warned,
)
from core.model.googlenet import build_googlenet
from core.model.weights import freeze
from core.training import loop, runs
from core.training.checkpoint import load_checkpoint
from core.training.runs import read_config, summarise
from core.training.validate import Validation

SmallConfig = Callable[..., TrainConfig]
EventsOf = Callable[..., list[Event]]
CHANGES = {"learning_rate": 4e-4, "epochs": 3, "augmentation.crop_area": 0.9, "augmentation.rotation": 20.0}


def of_kind(events: list[Event], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def numbers(events: list[Event]) -> list[tuple[object, ...]]:
    steps = [(e.epoch, e.step, e.losses, e.learning_rate, e.gradient_norm) for e in of_kind(events, StepDone)]
    return steps + [(e.epoch, e.training, e.validation, e.best) for e in of_kind(events, EpochDone)]


def changing(at: tuple[int, int], settings: dict[str, Any]) -> Callable[[Event, RunControl], None]:
    def act(event: Event, control: RunControl) -> None:
        if isinstance(event, StepDone) and (event.epoch, event.step) == at:
            control.change(settings)

    return act


def test_changed_settings_hold_from_the_next_step_and_a_resumed_run_knows_them(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    config = small_config(pictures)
    whole = events_of(config, changing((1, 2), CHANGES), run=tmp_path / "whole")
    assert SettingsChanged(1, 2, CHANGES) in whole
    assert len(of_kind(whole, EpochDone)) == 3 and of_kind(whole, EpochDone)[-1].epochs == 3
    plain = numbers(events_of(config, run=tmp_path / "plain"))
    assert numbers(whole)[:2] == plain[:2] and numbers(whole)[2] != plain[2]

    change = changing((1, 2), CHANGES)

    def act(event: Event, control: RunControl) -> None:
        change(event, control)
        if isinstance(event, StepDone) and (event.epoch, event.step) == (2, 1):
            control.stop()

    first = events_of(config, act, run=tmp_path / "broken")
    runs.write_config(tmp_path / "broken", config)  # as a crash between two files would leave it
    second = events_of(config, resume_from=tmp_path / "broken")
    assert sorted(numbers(first + second), key=repr) == sorted(numbers(whole), key=repr)
    mine, theirs = (load_checkpoint(tmp_path / name / runs.CHECKPOINT).model for name in ("broken", "whole"))
    assert all(torch.equal(tensor, theirs[name]) for name, tensor in mine.items())
    kept = read_config(tmp_path / "broken")
    assert (kept.epochs, kept.learning_rate, kept.augmentation.rotation) == (3, 4e-4, 20.0)
    summary = summarise(tmp_path / "whole")
    assert summary is not None and summary.epochs == 3


def test_a_setting_that_cannot_be_used_is_told_and_the_run_goes_on(
    pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    events = events_of(small_config(pictures, epochs=1), changing((1, 1), {"seed": 3}))
    assert "not-while-running" in [w.code for w in of_kind(events, Warned)]
    assert not of_kind(events, SettingsChanged)
    assert events[-1].reason is StopReason.COMPLETED  # type: ignore[attr-defined]


def test_fewer_epochs_than_have_begun_end_the_run_with_the_present_one(
    pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    events = events_of(small_config(pictures, epochs=9), changing((2, 1), {"epochs": 1}))
    assert [done.epoch for done in of_kind(events, EpochDone)] == [1, 2]
    assert events[-1].reason is StopReason.COMPLETED  # type: ignore[attr-defined]


class Worse:
    """Stands for a validation whose first result is never reached again."""

    def __init__(self) -> None:
        self.accuracy = 0.9

    def __call__(self, *_: Any) -> Any:
        yield from ()
        self.accuracy -= 0.1
        scores = HeadScores(HeadScore(0.5, self.accuracy))
        logits, features = np.eye(3, dtype=np.float32), np.zeros((3, 1024), np.float32)
        return Validation(scores, (2, 2, 2), (2, 2, 2), logits, features, np.arange(3))


def test_a_run_without_progress_ends_early_and_says_so(
    tmp_path: Path,
    pictures: Path,
    small_config: SmallConfig,
    events_of: EventsOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loop, "validate", Worse())
    config = small_config(pictures, epochs=9, patience=2)
    events = events_of(config, run=tmp_path / "run")
    last = events[-1]
    assert isinstance(last, RunFinished)
    assert (last.reason, last.epochs_done, last.best_epoch) == (StopReason.COMPLETED, 3, 1)
    assert Warned("stopped-early", {"epoch": 3, "best_epoch": 1, "patience": 2}) in events
    again = events_of(config, resume_from=tmp_path / "run")
    assert not of_kind(again, StepDone) and not of_kind(again, Warned)


def test_frozen_blocks_stay_as_they_are_until_their_epoch(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    config = small_config(pictures, epochs=3, frozen_until="inception4a", unfreeze_epoch=3)
    weights: list[dict[str, torch.Tensor]] = []

    def look(event: Event, _control: RunControl) -> None:
        if isinstance(event, EpochDone):
            weights.append(dict(load_checkpoint(tmp_path / "run" / runs.CHECKPOINT).model))

    events = events_of(config, look, run=tmp_path / "run")
    first, second, third = weights

    def moved(before: dict[str, torch.Tensor], after: dict[str, torch.Tensor]) -> set[str]:
        names = {name for name in before if not torch.equal(before[name], after[name])}
        return {name.split(".")[0] for name in names}

    assert moved(first, second) == {*BLOCK_NAMES[BLOCK_NAMES.index("inception4b") :], "fc"}
    assert moved(second, third) == {*BLOCK_NAMES, "fc"}
    (told,) = [w for w in of_kind(events, Warned) if w.code == "unfrozen"]
    assert told.data == {"epoch": 3, "block": "inception4a"}


@pytest.mark.parametrize("architecture", ["paper", "notes", "modern", "imagenet"])
def test_every_block_can_be_frozen(architecture: str) -> None:
    model = build_googlenet(architecture, 2)
    for block in BLOCK_NAMES:
        freeze(model, block)
