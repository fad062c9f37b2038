"""Every message that core emits, as frozen dataclasses. Read this page first.

A long job is a generator of events whose return value is its result (`Job[Result]`). Events carry floats,
ints, strings, paths and uint8 arrays, never tensors, so that they cross threads and become JSON unchanged.
What a person reads is not in here: `core.messages` has the sentence for each code.

`base` has what every job says (its phases, progress and warnings), `data` what is said of a folder,
`training`, `prediction` and `evaluation` what their jobs say; `as_json` writes any of them as one line.
"""

from core.events.as_json import to_dict, to_json
from core.events.base import Event, Job, Phase, PhaseChanged, Progress, Result, Warned, observed, result_of
from core.events.data import Finding
from core.events.evaluation import ClassFigures, EvaluationFinished, HeadFigures, PrecisionKept
from core.events.prediction import (
    ClassifyFinished,
    Doubt,
    ExportFinished,
    HeadPredictions,
    HeatMapSaved,
    ItemClassified,
    ItemCopied,
    ItemFailed,
    Prediction,
    Quantised,
    SortFinished,
)
from core.events.training import (
    ArmStarted,
    CheckpointSaved,
    EpochDone,
    Estimated,
    GradientsMeasured,
    HeadLosses,
    HeadScore,
    HeadScores,
    Paused,
    RateSuggested,
    RateTried,
    Resumed,
    RunFinished,
    RunStarted,
    SettingsChanged,
    StepDone,
    StopReason,
)

__all__ = [
    "ArmStarted",
    "CheckpointSaved",
    "ClassFigures",
    "ClassifyFinished",
    "Doubt",
    "EpochDone",
    "Estimated",
    "EvaluationFinished",
    "Event",
    "ExportFinished",
    "Finding",
    "GradientsMeasured",
    "HeadFigures",
    "HeadLosses",
    "HeadPredictions",
    "HeadScore",
    "HeadScores",
    "HeatMapSaved",
    "ItemClassified",
    "ItemCopied",
    "ItemFailed",
    "Job",
    "Paused",
    "Phase",
    "PhaseChanged",
    "PrecisionKept",
    "Prediction",
    "Progress",
    "Quantised",
    "RateSuggested",
    "RateTried",
    "Result",
    "Resumed",
    "RunFinished",
    "RunStarted",
    "SettingsChanged",
    "SortFinished",
    "StepDone",
    "StopReason",
    "Warned",
    "observed",
    "result_of",
    "to_dict",
    "to_json",
]
