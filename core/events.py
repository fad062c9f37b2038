"""Every message that core emits, as frozen dataclasses. Read this file first.

A long job is a generator of events whose return value is its result (`Job[Result]`). Events carry floats,
ints, strings, paths and uint8 arrays, never tensors, so that they cross threads and become JSON unchanged.
What a person reads is not in here: `core.messages` has the sentence for each code.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

Result = TypeVar("Result")


class Phase(StrEnum):
    """What a job is doing just now; `core.messages` has the words."""

    SCANNING = "scanning"
    UNPACKING = "unpacking"
    DRAWING = "drawing"  # the sample
    DOWNLOADING = "downloading"  # the ImageNet weights; the units are bytes
    READING = "reading"  # contents are hashed
    CHECKING = "checking"
    PREPARING = "preparing"  # network and cache are built
    MEASURING = "measuring"  # a step is timed for the estimate
    TRYING_RATES = "trying-rates"  # of learning, in the range test
    FEATURES = "features"  # of frozen blocks are computed, once
    FIRST_BATCH = "first-batch"
    TRAINING = "training"
    DECODING = "decoding"  # pictures are kept for later epochs, beside the training of the first
    VALIDATING = "validating"
    SAVING = "saving"
    LOADING_MODEL = "loading-model"
    CLASSIFYING = "classifying"
    COPYING = "copying"  # pictures into the folders of their classes
    HEAT_MAPS = "heat-maps"
    EXPORTING = "exporting"
    CHECKING_EXPORT = "checking-export"  # against what classify says
    MOVING = "moving"  # files of the user, who asked for it
    EVALUATING = "evaluating"
    INDEXING = "indexing"  # features of all pictures are kept for later
    CROSS_CHECKING = "cross-checking"  # folders against out-of-sample predictions


class StopReason(StrEnum):
    """Why a training run ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    FAILED = "failed"


class Doubt(StrEnum):
    """Why an answer is "not sure"; `core.messages` has the words."""

    LOW_CONFIDENCE = "low-confidence"
    UNLIKE_TRAINING = "unlike-training"


@dataclass(frozen=True, slots=True)
class Event:
    """The base of every event."""


# Any job


@dataclass(frozen=True, slots=True)
class PhaseChanged(Event):
    phase: Phase


@dataclass(frozen=True, slots=True)
class Progress(Event):
    """`done` of `total` units of the present phase; `total` is None while it is not known."""

    phase: Phase
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Warned(Event):
    """Something that the user should know, and that did not stop the job."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


# Data


@dataclass(frozen=True, slots=True)
class Finding(Event):
    """One thing that the check found in a folder. `severity` is "info", "warning" or "error".

    `files` may be grouped: `groups` lists, for duplicates and conflicts, which files belong together.
    """

    kind: str
    severity: str
    files: tuple[Path, ...]
    data: Mapping[str, Any] = field(default_factory=dict)
    groups: tuple[tuple[Path, ...], ...] = ()


# Training


@dataclass(frozen=True, slots=True)
class HeadLosses(Event):
    """Cross-entropies in nats. An auxiliary loss is None where the run has no auxiliary heads."""

    total: float
    main: float
    aux1: float | None = None
    aux2: float | None = None


@dataclass(frozen=True, slots=True)
class HeadScore(Event):
    """One head on the validation pictures: mean cross-entropy in nats, share of right answers 0..1."""

    loss: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class HeadScores(Event):
    main: HeadScore
    aux1: HeadScore | None = None
    aux2: HeadScore | None = None


@dataclass(frozen=True, slots=True)
class RunStarted(Event):
    """`first_epoch` and `first_step` count from 1 and are later ones where the run is resumed."""

    run: Path
    config: Mapping[str, Any]
    classes: tuple[str, ...]
    training_pictures: int
    validation_pictures: int
    steps_per_epoch: int
    epochs: int
    first_epoch: int
    first_step: int
    parameters: int
    device: str
    resumed: bool


@dataclass(frozen=True, slots=True)
class StepDone(Event):
    """After one optimiser step. `epoch` and `step` count from 1, `step` within the epoch."""

    epoch: int
    step: int
    steps: int
    losses: HeadLosses
    learning_rate: float
    gradient_norm: float
    pictures_per_second: float


@dataclass(frozen=True, slots=True)
class GradientsMeasured(Event):
    """What of each head's loss reaches each block, measured after a step on the run's probe batch.

    For each of `blocks`, from conv1 to inception5b: the norm of the gradient of a head's own loss, without
    its weight in the total, at the block's parameters, and the cosine between the gradients of two heads.
    None stands for a head that the run has not, and among cosines for a gradient that does not reach.
    """

    epoch: int
    step: int
    blocks: tuple[str, ...]
    main: tuple[float, ...]
    aux1: tuple[float, ...] | None
    aux2: tuple[float, ...] | None
    aux1_weight: float
    aux2_weight: float
    main_aux1: tuple[float | None, ...] | None = None
    main_aux2: tuple[float | None, ...] | None = None
    aux1_aux2: tuple[float | None, ...] | None = None

    def shares(self) -> dict[str, tuple[float, ...]]:
        """Each head's part w |g| / sum of w |g| in what reaches each block, 0..1, by head."""
        nothing = (0.0,) * len(self.blocks)
        pulls = {
            "main": self.main,
            "aux1": tuple(self.aux1_weight * norm for norm in self.aux1 or nothing),
            "aux2": tuple(self.aux2_weight * norm for norm in self.aux2 or nothing),
        }
        sums = [sum(column) or 1.0 for column in zip(*pulls.values(), strict=True)]
        return {
            head: tuple(pull / total for pull, total in zip(row, sums, strict=True))
            for head, row in pulls.items()
        }


@dataclass(frozen=True, slots=True)
class ArmStarted(Event):
    """In a comparison: the events that follow are of the run `run`, number `arm` (from 1) of `arms`, in which
    both auxiliary heads have the weight `aux_weight`."""

    arm: int
    arms: int
    aux_weight: float
    run: Path


@dataclass(frozen=True, slots=True)
class EpochDone(Event):
    """After an epoch's validation, once its checkpoint is on disk.

    `training` are means over the epoch's steps; `best` says that the main head was never better.
    """

    epoch: int
    epochs: int
    training: HeadLosses
    validation: HeadScores
    best: bool
    seconds: float
    seconds_left: float


@dataclass(frozen=True, slots=True)
class CheckpointSaved(Event):
    path: Path
    epoch: int
    step: int


@dataclass(frozen=True, slots=True)
class Paused(Event):
    epoch: int
    step: int


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    epoch: int
    step: int


@dataclass(frozen=True, slots=True)
class SettingsChanged(Event):
    """From the step after `step` of `epoch` on, `settings` hold; named by their paths in the config."""

    epoch: int
    step: int
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RunFinished(Event):
    """The last event of a run. `model` is None where no epoch was completed; `code` says why it failed."""

    reason: StopReason
    run: Path
    model: Path | None
    epochs_done: int
    best_epoch: int | None
    best_accuracy: float | None
    seconds: float
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Estimated(Event):
    """How long a run would take here, from a measured step. Times in seconds."""

    seconds: float
    seconds_per_epoch: float
    pictures_per_second: float


@dataclass(frozen=True, slots=True)
class RateTried(Event):
    """After one step of the learning-rate range test. `loss` is the total, `smoothed` its running mean."""

    step: int
    steps: int
    rate: float
    loss: float
    smoothed: float


@dataclass(frozen=True, slots=True)
class RateSuggested(Event):
    """The end of the range test. `lowest` is the rate of the lowest smoothed loss; both rates are None where
    the loss never fell. `diverged` says that the test ended early, as the loss broke out."""

    suggestion: float | None
    lowest: float | None
    diverged: bool


# Prediction


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
    """

    target: Path
    pictures: int
    agreement: float
    largest_difference: float
    whole_difference: float
    parameters: tuple[int, int]
    megabytes: tuple[float, float]


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


# Evaluation


@dataclass(frozen=True, slots=True)
class ClassFigures(Event):
    """One class among `support` pictures that are in it. None where a figure is not defined, as all but

    `precision` are for a class without pictures, and `precision` for one that is never answered.
    """

    name: str
    support: int
    precision: float | None
    recall: float | None
    f1: float | None
    average_precision: float | None


@dataclass(frozen=True, slots=True)
class HeadFigures(Event):
    """How good one head is; shares 0..1. `low` and `high` are the 95 % Wilson interval of the accuracy.

    `balanced_accuracy`, `macro_f1` and `mean_average_precision` are means over the classes that have
    pictures. `top_k` has pairs (k, share of pictures whose class is among the k most probable).
    """

    accuracy: float
    low: float
    high: float
    balanced_accuracy: float
    macro_f1: float
    mean_average_precision: float | None
    top_k: tuple[tuple[int, float], ...]
    classes: tuple[ClassFigures, ...]


@dataclass(frozen=True, slots=True)
class EvaluationFinished(Event):
    """A model on labelled pictures. `ece` is the expected calibration error as the model is, and before its

    temperature; None where there are too few pictures. `sure` answers are not in doubt, `sure_right` of them
    are right.
    """

    model: Path
    folder: Path
    part: str
    pictures: int
    failed: int
    main: HeadFigures
    aux1: HeadFigures | None
    aux2: HeadFigures | None
    ece: float | None
    ece_before: float | None
    sure: int
    sure_right: int


Job = Generator[Event, None, Result]


def result_of(job: Job[Result]) -> Result:
    """Run `job` to its end and return its result; its events are dropped."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def to_dict(event: Event) -> dict[str, Any]:
    """`event` as JSON-ready values, its type's name first under "event"."""
    return {"event": type(event).__name__, **_plain(event)}


def to_json(event: Event, **extra: Any) -> str:
    """`event` as one line of JSON. ASCII only, so that a file name that is no valid UTF-8 survives."""
    return json.dumps({**to_dict(event), **extra}, ensure_ascii=True)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, Path):
        return str(value)
    return value
