"""The logged events of a run as events again, so that a run of another day is drawn by the same charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from core.events import (
    EpochDone,
    Event,
    GradientsMeasured,
    HeadLosses,
    HeadScore,
    HeadScores,
    RunStarted,
    SettingsChanged,
    StepDone,
)
from core.training.runs import read_events


def past_events(run: Path) -> Iterator[Event]:
    """What the charts need of a run: its starts, steps, gradients, epochs and changes, in order.

    Raises RunError for no run.
    """
    for values in read_events(run):
        event = _event(values)
        if event is not None:
            yield event


def _event(values: Mapping[str, Any]) -> Any:
    match values["event"]:
        case "RunStarted":
            return _built(
                RunStarted, {**values, "run": Path(values["run"]), "classes": tuple(values["classes"])}
            )
        case "StepDone":
            return _built(StepDone, {**values, "losses": _built(HeadLosses, values["losses"])})
        case "EpochDone":
            scores = {
                head: _built(HeadScore, score) if score else None
                for head, score in values["validation"].items()
            }
            return _built(
                EpochDone,
                {
                    **values,
                    "training": _built(HeadLosses, values["training"]),
                    "validation": _built(HeadScores, scores),
                },
            )
        case "GradientsMeasured":
            rows = {name: tuple(row) if isinstance(row, list) else row for name, row in values.items()}
            return _built(GradientsMeasured, rows)
        case "SettingsChanged":
            return _built(SettingsChanged, values)
        case _:
            return None


def _built(kind: Any, values: Mapping[str, Any]) -> Any:
    """The log has the time of each event beside what the event itself has."""
    return kind(**{name: value for name, value in values.items() if name in kind.__dataclass_fields__})
