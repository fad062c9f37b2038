"""What is said while pictures are named, and of what is made of the answers and of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.events.base import Event


class Doubt(StrEnum):
    """Why an answer is "not sure"; `core.messages` has the words."""

    LOW_CONFIDENCE = "low-confidence"
    UNLIKE_TRAINING = "unlike-training"


@dataclass(frozen=True, slots=True)
class Prediction(Event):
    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class HeadPredictions(Event):
    """What each depth of the network says first: aux1 after Inception 4a, aux2 after 4d, main at the end."""

    main: Prediction
    aux1: Prediction | None = None
    aux2: Prediction | None = None


@dataclass(frozen=True, slots=True)
class ItemClassified(Event):
    """One picture named; `predictions` has every class asked for, the most probable first.

    `doubt` says why the answer is not sure; None where it is sure. `depths` is there where asked for.
    """

    path: Path
    predictions: tuple[Prediction, ...]
    doubt: Doubt | None = None
    depths: HeadPredictions | None = None


@dataclass(frozen=True, slots=True)
class ItemFailed(Event):
    """One file without an answer. `reason` is a code of `core.messages`, `data` what its sentence needs."""

    path: Path
    reason: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClassifyFinished(Event):
    classified: int
    failed: int
    stopped: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class ItemCopied(Event):
    """One picture copied to `target`; `renamed` where another file had its name there."""

    path: Path
    target: Path

    @property
    def renamed(self) -> bool:
        return self.path.name != self.target.name


@dataclass(frozen=True, slots=True)
class HeatMapSaved(Event):
    """What in the picture at `path` speaks for `label`, laid over it and saved as `target`."""

    path: Path
    target: Path
    label: str


@dataclass(frozen=True, slots=True)
class SortFinished(Event):
    """How many pictures were copied into `folder`, and how many of these under another name."""

    folder: Path
    copied: int
    renamed: int
    failed: int
    stopped: bool


@dataclass(frozen=True, slots=True)
class ExportFinished(Event):
    """What an export wrote. `pictures` were replayed through it: `agreement` is the share of equal answers,
    `largest_difference` that of any probability; `whole_difference` where JPEGs are decoded at full size.

    `parameters` and `megabytes` are those of the model file, with its heads, and of the network exported.
    `drawn` says that the pictures were drawn patterns, for want of others.
    """

    target: Path
    pictures: int
    agreement: float
    largest_difference: float
    whole_difference: float
    parameters: tuple[int, int]
    megabytes: tuple[float, float]
    drawn: bool


@dataclass(frozen=True, slots=True)
class Quantised(Event):
    """The network in 8-bit numbers at `target`, beside the exact one, on labelled or unlabelled pictures.

    `agreement` is the share of answers that stay the same; `accuracy` and `accuracy_before` are None where
    the pictures' folders are no classes of the model.
    """

    target: Path
    megabytes: float
    pictures: int
    agreement: float
    accuracy_before: float | None
    accuracy: float | None
