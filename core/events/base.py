"""What every job is and says: a generator of events, its phases, its progress and its warnings."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Event:
    """The base of every event."""


Job = Generator[Event, None, Result]


def result_of(job: Job[Result]) -> Result:
    """Run `job` to its end and return its result; its events are dropped."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def observed(job: Job[Result], observe: Callable[[Event], object]) -> Job[Result]:
    """The events of `job`, each given to `observe` before anybody else sees it, and its result."""
    with closing(job):
        while True:
            try:
                event = next(job)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]
            observe(event)
            yield event


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
