from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.config import ARCHITECTURE_NAMES, Preprocessing, TrainConfig, smallest_batch
from core.events import EpochDone, Event, RunStarted, Warned, result_of
from core.training import automatic, loop
from core.training.automatic import batch_that_fits, evaluation_batch, settled
from core.training.runs import read_config, read_events

CPU, CUDA = torch.device("cpu"), torch.device("cuda")
MIB = 2**20


def config(architecture: str = "modern", size: int = 224, **settings: Any) -> TrainConfig:
    preprocessing = Preprocessing(size=size, short_side=512)
    return TrainConfig(Path("pictures"), architecture=architecture, preprocessing=preprocessing, **settings)


@pytest.mark.parametrize(
    ("free_mb", "size", "expected"),
    [
        (8000, 224, 32),
        (3300, 224, 32),  # 0.7 * 3300 = 400 + 32 * 59 + 22
        (3200, 224, 16),
        (3200, 112, 32),  # a quarter of the area
        (1000, 224, 4),
        (100, 224, 2),  # what batch normalisation needs at the least
    ],
)
def test_the_batch_is_what_memory_has_room_for(free_mb: int, size: int, expected: int) -> None:
    assert batch_that_fits(config(size=size), free_mb * MIB) == expected


@given(
    st.sampled_from(ARCHITECTURE_NAMES), st.integers(32, 512), st.integers(0, 64_000), st.integers(1, 8_000)
)
def test_more_memory_never_makes_a_smaller_batch(architecture: str, size: int, free: int, more: int) -> None:
    asked = config(architecture, size)
    less, batch = (batch_that_fits(asked, mb * MIB) for mb in (free, free + more))
    assert smallest_batch(architecture) <= less <= batch <= 32


def test_the_largest_pictures_count() -> None:
    growing = config(size=64, train_sizes=(64, 224))
    assert batch_that_fits(growing, 1000 * MIB) == batch_that_fits(config(size=224), 1000 * MIB)


def test_a_gpu_begins_large_and_halves_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automatic, "free_memory", lambda: 0)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda **_: True)
    found = result_of(settled(config(batch_size=0), CUDA))
    assert (found.batch_size, found.precision) == (32, "bf16")


def test_what_was_named_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automatic, "free_memory", lambda: 0)
    named = config(batch_size=7, precision="fp32")
    assert result_of(settled(named, CPU)) == named


@pytest.mark.parametrize("free_mb, device, told", [(2287, CPU, 1), (2289, CPU, 0), (0, CUDA, 0)])
def test_a_batch_that_may_not_fit_is_told_where_the_system_would_kill(
    monkeypatch: pytest.MonkeyPatch, free_mb: int, device: torch.device, told: int
) -> None:
    monkeypatch.setattr(automatic, "free_memory", lambda: free_mb * MIB)
    named = config(batch_size=32, precision="fp32")
    needed = 400 + 32 * 59
    expected = Warned("batch-may-not-fit", {"batch_size": 32, "needed_mb": needed, "free_mb": free_mb})
    assert list(settled(named, device)) == told * [expected]


@pytest.mark.parametrize(("batch_size", "expected"), [(2, 8), (8, 32), (64, 32)])
def test_validation_takes_a_few_times_the_pictures_of_a_step(batch_size: int, expected: int) -> None:
    assert evaluation_batch(config(batch_size=batch_size)) == expected


def test_a_run_names_what_was_chosen_and_goes_on_with_it(
    tmp_path: Path,
    pictures: Path,
    small_config: Callable[..., TrainConfig],
    events_of: Callable[..., list[Event]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(automatic, "free_memory", lambda: 580 * MIB)
    monkeypatch.setattr(automatic, "choose_precision", lambda _device: "bf16")
    seen = []
    validate = loop.validate

    def noting(*arguments: Any) -> Any:
        seen.append(arguments[-2:])
        return validate(*arguments)

    monkeypatch.setattr(loop, "validate", noting)
    run = tmp_path / "run"
    asked = small_config(pictures, batch_size=0, precision="auto", epochs=2)

    def stop(event: Event, control: Any) -> None:
        if isinstance(event, EpochDone):
            control.stop()

    events = events_of(asked, stop, run=run)
    (told,) = [e for e in events if isinstance(e, Warned) and e.code == "batch-chosen"]
    chosen = told.data["batch_size"]
    assert told.data["free_mb"] == 580 and 2 <= chosen < 32
    assert read_config(run) == replace(asked, batch_size=chosen, precision="bf16")
    assert "batch-chosen" in [e.get("code") for e in read_events(run)], "told before the run began, and kept"

    monkeypatch.setattr(automatic, "free_memory", lambda: 64_000 * MIB)
    monkeypatch.setattr(automatic, "choose_precision", lambda _device: "fp32")
    events = events_of(asked, resume_from=run)
    started = next(e for e in events if isinstance(e, RunStarted))
    assert (started.config["batch_size"], started.config["precision"]) == (chosen, "bf16")
    assert seen == [(min(32, 4 * chosen), "bf16")] * 2
