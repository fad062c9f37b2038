"""What the Results page shows of an evaluation: its pictures with captions, and each as a named picture.

Pure functions over core's dataclasses; knows no widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from PySide6.QtCore import QCoreApplication

from core.events import HeadPredictions, Prediction
from gui.tables import Picture, Result
from gui.text import percent

if TYPE_CHECKING:
    from core.evaluation.evaluation import Evaluation

MOST_ANSWERS = 5


class EvaluatedPictures(Sequence[Picture]):
    """The pictures at `indices`, each made when it is asked for. A caption says what the model answered."""

    def __init__(self, evaluation: Evaluation, indices: Sequence[int]) -> None:
        self._evaluation = evaluation
        self.indices = indices

    def __len__(self) -> int:
        return len(self.indices)

    @overload
    def __getitem__(self, place: int) -> Picture: ...
    @overload
    def __getitem__(self, place: slice) -> EvaluatedPictures: ...
    def __getitem__(self, place: int | slice) -> Picture | EvaluatedPictures:
        if isinstance(place, slice):
            return EvaluatedPictures(self._evaluation, self.indices[place])
        at = int(self.indices[place])
        item = self._evaluation.items[at]
        return Picture(item.path, caption(self._evaluation, at), item.side, item.content)


def caption(evaluation: Evaluation, at: int) -> str:
    """What the model says of the picture at `at`, and where that is wrong, what it should have said."""
    said, true = _best(evaluation.classes, evaluation.probabilities[at]), int(evaluation.labels[at])
    share = percent(said.probability)
    if said.label == evaluation.classes[true]:
        return f"{share}  {said.label}"
    words = QCoreApplication.translate("evaluated", "{share}  {answer}, not {true}")
    return words.format(answer=said.label, true=evaluation.classes[true], share=share)


def result_at(evaluation: Evaluation, at: int) -> Result:
    """The picture at `at` as the Classify page would show it."""
    probabilities = evaluation.probabilities[at]
    order = (-probabilities).argsort(kind="stable")[:MOST_ANSWERS]
    answers = tuple(Prediction(evaluation.classes[i], float(probabilities[i])) for i in order)
    first = {
        head: None if of_head is None else _best(evaluation.classes, of_head[at])
        for head, of_head in (("aux1", evaluation.aux1), ("aux2", evaluation.aux2))
    }
    depths = HeadPredictions(answers[0], first["aux1"], first["aux2"])
    return Result(evaluation.items[at].path, answers, doubt=evaluation.doubts[at], depths=depths)


def pictures_of_class(evaluation: Evaluation, number: int) -> Sequence[int]:
    """The pictures of one class, as indices: the wrong ones first, both parts the most confident first."""
    right = (evaluation.predicted == evaluation.labels).tolist()
    confidence = evaluation.confidence.tolist()
    of_class = (evaluation.labels == number).nonzero()[0].tolist()
    return sorted(of_class, key=lambda at: (right[at], -confidence[at]))


def _best(classes: Sequence[str], probabilities: object) -> Prediction:
    at = int(probabilities.argmax())  # type: ignore[attr-defined]
    return Prediction(classes[at], float(probabilities[at]))  # type: ignore[index]
