"""What an evaluation found: a model's answers to labelled pictures, and the figures made of them. Pure numpy.

Knows neither networks nor files; `core.evaluation.evaluate` makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from core.data.dataset import Item
from core.evaluation.answers import Answers
from core.evaluation.calibration import (
    FEWEST_PICTURES,
    Reliability,
    cross_fitted,
    reliability,
)
from core.evaluation.metrics import confusion_of, head_figures
from core.events import Doubt, EvaluationFinished, HeadFigures
from core.inference.certainty import doubts_of, probabilities_of
from core.model.file import ModelHeader

Floats = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class CalibrationFigures:
    """How far the probabilities of main can be believed, `before` its temperature and `after`.

    Both are None where there are fewer than 100 pictures, and `after` where the model has no temperature.
    `cross_fitted`: the model's temperature was fitted on these very pictures, so `after` has each fifth of
    them at the temperature of the others.
    """

    before: Reliability | None
    after: Reliability | None
    cross_fitted: bool


@dataclass(frozen=True, eq=False)
class Evaluation:
    """A model on the N pictures of a `part` of `folder`, C = len(classes), classes in the model's order.

    `items` are the pictures (`Item.label` is the folder's index of a class: `labels` (N,) has the model's).
    `logits` are main's, `probabilities` (N, C) what prediction makes of them, `doubts` why it would not be
    sure. `aux1` and `aux2` are the probabilities (N, C) of the auxiliary heads, None where there are none.
    `confusion` counts pictures by class (rows) and answer (columns). `failed` could not be read.
    `learned_from` says that the model has learned from some of these pictures.
    """

    model: Path
    folder: Path
    part: str
    header: ModelHeader
    items: tuple[Item, ...]
    labels: Labels
    logits: Floats
    probabilities: Floats
    aux1: Floats | None
    aux2: Floats | None
    doubts: tuple[Doubt | None, ...]
    failed: tuple[tuple[Path, str, Mapping[str, Any]], ...]
    figures: HeadFigures
    aux1_figures: HeadFigures | None
    aux2_figures: HeadFigures | None
    confusion: npt.NDArray[np.int64]
    calibration: CalibrationFigures
    learned_from: bool

    @property
    def classes(self) -> tuple[str, ...]:
        return self.header.classes

    @property
    def predicted(self) -> Labels:
        """The answers of main (N,)."""
        return np.asarray(self.probabilities.argmax(axis=1), np.int64)

    @property
    def confidence(self) -> Floats:
        """The probability of each answer (N,)."""
        return np.asarray(self.probabilities.max(axis=1), np.float32)

    @property
    def sure(self) -> npt.NDArray[np.bool_]:
        """Whether each answer is free of doubt (N,)."""
        return np.array([doubt is None for doubt in self.doubts], np.bool_)

    def cell(self, true: int, predicted: int) -> tuple[int, ...]:
        """The pictures of one cell of `confusion`, as indices into `items`; the most confident first."""
        return self._most_confident((self.labels == true) & (self.predicted == predicted))

    def worst_mistakes(self, most: int) -> tuple[int, ...]:
        """Wrong answers as indices into `items`; the most confident first."""
        return self._most_confident(self.predicted != self.labels)[:most]

    def most_confused(self, most: int) -> tuple[tuple[int, int, int], ...]:
        """(class, answer, pictures) of the cells off the diagonal that are not empty, the fullest first."""
        found = self.confusion - np.diag(np.diag(self.confusion))
        order = np.argsort(-found, axis=None, kind="stable")[:most]
        cells = (divmod(int(place), len(self.classes)) for place in order)
        return tuple((true, said, int(found[true, said])) for true, said in cells if found[true, said])

    def finished(self) -> EvaluationFinished:
        """The figures alone, as an event."""
        before, after = self.calibration.before, self.calibration.after
        sure = self.sure
        return EvaluationFinished(
            model=self.model,
            folder=self.folder,
            part=self.part,
            pictures=len(self.items),
            failed=len(self.failed),
            main=self.figures,
            aux1=self.aux1_figures,
            aux2=self.aux2_figures,
            ece=after.ece if after else None,
            ece_before=before.ece if before else None,
            sure=int(sure.sum()),
            sure_right=int((sure & (self.predicted == self.labels)).sum()),
            confused=tuple(
                (self.classes[true], self.classes[said], count)
                for true, said, count in self.most_confused(self.confusion.size)
            ),
        )

    def _most_confident(self, chosen: npt.NDArray[np.bool_]) -> tuple[int, ...]:
        order = np.argsort(-self.confidence, kind="stable")
        return tuple(order[chosen[order]].tolist())


def made_of(
    model: Path,
    folder: Path,
    part: str,
    header: ModelHeader,
    labels: Labels,
    found: Answers,
    *,
    fitted_here: bool,
    learned_from: bool,
) -> Evaluation:
    """The evaluation of the answers `found`, of which `labels` (N,) say what is right.

    `fitted_here` says that the model's temperature was fitted on these pictures, `learned_from` its weights.
    """
    main = probabilities_of(found.main, header.temperature)
    aux1, aux2 = (None if each is None else probabilities_of(each, None) for each in (found.aux1, found.aux2))
    before = after = None
    if len(labels) >= FEWEST_PICTURES:
        before = reliability(probabilities_of(found.main, None), labels)
        if header.temperature is not None:
            after = reliability(cross_fitted(found.main, labels) if fitted_here else main, labels)
    return Evaluation(
        model=model,
        folder=folder,
        part=part,
        header=header,
        items=found.items,
        labels=labels,
        logits=found.main,
        probabilities=main,
        aux1=aux1,
        aux2=aux2,
        doubts=doubts_of(found.main, found.features, header),
        failed=found.failed,
        figures=head_figures(main, labels, header.classes),
        aux1_figures=None if aux1 is None else head_figures(aux1, labels, header.classes),
        aux2_figures=None if aux2 is None else head_figures(aux2, labels, header.classes),
        confusion=confusion_of(main.argmax(axis=1), labels, len(header.classes)),
        calibration=CalibrationFigures(before, after, fitted_here and after is not None),
        learned_from=learned_from,
    )
