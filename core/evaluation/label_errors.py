"""Pictures whose folder disagrees with a second opinion: the queue of labels that may be wrong.

The opinion on a picture must not come from that picture. So a linear head is cross-validated on the features
that the network sees: each fifth of the pictures is judged by a head that was fitted on the other four. The
features themselves are the network's, and it has learned from the training pictures with their labels as they
are: what it knows by heart it finds right. Few epochs and strong augmentation keep that small.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.control import RunControl
from core.data.dataset import Dataset, Item, open_dataset
from core.errors import DataError
from core.evaluation.answers import answers
from core.events import Job, Phase, PhaseChanged, Progress
from core.inference.batch import MODEL_IN_RUN
from core.model.file import read_header

_FOLDS = 5
_STRENGTH = 0.01
"""Of the head's fit, the inverse of its regularisation: features of a network are many and go together."""

Floats = npt.NDArray[np.floating]
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A picture that may be in the wrong class. `suggested` and `item.label` index the dataset's classes.

    `probability` is that of the suggested class and `given_probability` that of the folder's, out of sample.
    `heads` are those of main, aux1 and aux2 that say the suggested class too.
    """

    item: Item
    suggested: int
    probability: float
    given_probability: float
    heads: tuple[str, ...]


@dataclass(frozen=True)
class LabelErrors:
    """`suspects` of the `pictures` of `dataset` that could be read; the most suspicious first."""

    dataset: Dataset
    suspects: tuple[Suspect, ...]
    pictures: int


def find_label_errors(model: Path, folder: Path, control: RunControl) -> Job[LabelErrors]:
    """Ask the model file `model` (or a run's best) about all pictures of `folder`, whatever its classes.

    Raises ModelFileError, DataError; DataError("cancelled") where it is to stop.
    """
    model_file = model / MODEL_IN_RUN if model.is_dir() else model
    header = read_header(model_file)
    dataset = yield from open_dataset(folder, control)
    yield PhaseChanged(Phase.LOADING_MODEL)
    from core.inference.classifier import Classifier

    found = yield from answers(Classifier.load(model_file), dataset.items, control)
    labels = np.array([item.label for item in found.items], np.int64)
    probabilities = yield from out_of_sample(found.features, labels, len(dataset.classes), control)
    label_of = {name: label for label, name in enumerate(dataset.classes)}
    in_folder = np.array([label_of.get(name, -1) for name in header.classes])
    said = {
        name: in_folder[logits.argmax(axis=1)]
        for name, logits in (("main", found.main), ("aux1", found.aux1), ("aux2", found.aux2))
        if logits is not None
    }
    suspects = tuple(
        Suspect(
            item=found.items[i],
            suggested=suggested,
            probability=float(probabilities[i, suggested]),
            given_probability=float(probabilities[i, labels[i]]),
            heads=tuple(name for name, classes in said.items() if classes[i] == suggested),
        )
        for i, suggested in suspicious(probabilities, labels)
    )
    return LabelErrors(dataset, suspects, len(found.items))


def out_of_sample(
    features: Floats, labels: Labels, classes: int, control: RunControl
) -> Job[npt.NDArray[np.float64]]:
    """Probabilities (N, classes) of pictures with `features` (N, F), each by a head that never saw it.

    A class that the head never saw either has probability 0. Raises DataError("cancelled").
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    yield PhaseChanged(Phase.CROSS_CHECKING)
    probabilities = np.zeros((len(labels), classes))
    fold_of = folds_of(labels)
    for fold in range(_FOLDS):
        yield Progress(Phase.CROSS_CHECKING, fold, _FOLDS)
        if control.stop_requested:
            raise DataError("cancelled")
        here = fold_of == fold
        known = np.unique(labels[~here])
        if not here.any() or len(known) < 2:
            continue
        head = make_pipeline(StandardScaler(), LogisticRegression(C=_STRENGTH, max_iter=1000))
        head.fit(features[~here], labels[~here])
        probabilities[np.ix_(here, known)] = head.predict_proba(features[here])
    yield Progress(Phase.CROSS_CHECKING, _FOLDS, _FOLDS)
    return probabilities


def folds_of(labels: Labels) -> Labels:
    """A fold for each picture at random, every class spread evenly."""
    order = np.random.default_rng(0).permutation(len(labels))
    order = order[np.argsort(labels[order], kind="stable")]
    folds = np.empty_like(labels)
    folds[order] = np.arange(len(labels)) % _FOLDS
    return folds


def suspicious(probabilities: Floats, labels: Labels) -> list[tuple[int, int]]:
    """(picture, suggested class) by how far the probability of the suggested class is above the given one's.

    Suggested is the most probable class, where that is not the given one and is as probable as it is for the
    pictures of that class on average.

    Source: the confident joint of Northcutt et al. 2021, "Confident Learning", section 3.1.
    """
    each = np.arange(len(labels))
    given = probabilities[each, labels]
    counts = np.bincount(labels, minlength=probabilities.shape[1])
    usual = np.bincount(labels, given, probabilities.shape[1]) / np.maximum(counts, 1)
    suggested = probabilities.argmax(axis=1)
    most = probabilities[each, suggested]
    chosen = np.flatnonzero((suggested != labels) & (most >= usual[suggested]))
    ranked = chosen[np.argsort(given[chosen] - most[chosen], kind="stable")]
    return [(int(i), int(suggested[i])) for i in ranked]
