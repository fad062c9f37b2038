"""How good a model is on labelled pictures, by head and by class."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.events.base import Event


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
    are right. `confused` has (class, answer, pictures) of all that is taken for something else, the most
    frequent first.
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
    confused: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class PrecisionKept(Event):
    """The model file calls answers sure from a probability of `threshold` on, of which a share `precision` is

    right. Of the `pictures` that told so, `sure` are (those unlike training are not), and `sure_right` right.
    """

    model: Path
    precision: float
    threshold: float
    pictures: int
    sure: int
    sure_right: int
