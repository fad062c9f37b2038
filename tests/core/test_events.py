from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

import pytest

from core import events
from core.events import (
    Event,
    HeadLosses,
    HeadScore,
    HeadScores,
    ItemClassified,
    Job,
    Phase,
    PhaseChanged,
    Prediction,
    Progress,
    StepDone,
    Warned,
    observed,
    result_of,
    to_dict,
    to_json,
)

KINDS = [kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, Event)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_event_is_frozen_and_small(kind: type[Event]) -> None:
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)


def test_a_step_is_written_as_promised() -> None:
    step = StepDone(1, 3, 9, HeadLosses(1.6, 1.0, 1.5, 0.5), 1e-3, 2.0, 31.5)
    line = json.loads(to_json(step, time=5.0))
    assert line["event"] == "StepDone"
    assert (line["epoch"], line["step"], line["time"]) == (1, 3, 5.0)
    assert line["losses"] == {"total": 1.6, "main": 1.0, "aux1": 1.5, "aux2": 0.5}


def test_what_is_not_there_is_null() -> None:
    assert to_dict(HeadScores(HeadScore(1.0, 0.5))) == {
        "event": "HeadScores",
        "main": {"loss": 1.0, "accuracy": 0.5},
        "aux1": None,
        "aux2": None,
    }


def test_enumerations_and_paths_become_text() -> None:
    assert to_dict(PhaseChanged(Phase.FIRST_BATCH))["phase"] == "first-batch"
    event = Warned("x", {"path": Path("a") / "b", "groups": ((Path("c"),),), 3: (1, 2)})
    assert json.loads(to_json(event))["data"] == {
        "path": str(Path("a") / "b"),
        "groups": [["c"]],
        "3": [1, 2],
    }


@pytest.mark.parametrize("name", ["花.jpg", os.fsdecode(b"caf\xe9.jpg"), "a\nb.jpg", "\u2028.jpg", '".jpg'])
def test_any_file_name_makes_one_line_of_ascii_and_comes_back(name: str) -> None:
    line = to_json(ItemClassified(Path(name), (Prediction(name, 0.5),)))
    assert line.isascii() and len(line.splitlines()) == 1
    assert json.loads(line)["path"] == name
    assert json.loads(line)["predictions"] == [{"label": name, "probability": 0.5}]


def test_the_result_of_a_job_is_what_it_returns() -> None:
    seen = []

    def job() -> Job[str]:
        seen.append("began")
        yield Progress(Phase.READING, 0, None)
        seen.append("went on")
        return "result"

    assert result_of(job()) == "result"
    assert seen == ["began", "went on"]


def test_what_observes_a_job_sees_each_event_first() -> None:
    seen: list[object] = []

    def job() -> Job[str]:
        try:
            yield PhaseChanged(Phase.READING)
            yield Progress(Phase.READING, 1, 1)
            return "result"
        finally:
            seen.append("closed")

    assert result_of(observed(job(), seen.append)) == "result"
    assert seen == [PhaseChanged(Phase.READING), Progress(Phase.READING, 1, 1), "closed"]
    seen.clear()
    watched = observed(job(), seen.append)
    assert next(watched) == seen[-1]
    watched.close()
    assert seen == [PhaseChanged(Phase.READING), "closed"]
