"""A model and labelled pictures -> an evaluation. Finds the pictures and has the network asked; no figures.

torch is imported by the job rather than by this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from core.config import TrainConfig
from core.control import RunControl
from core.data.class_names import listed
from core.data.dataset import Dataset, Item, open_dataset
from core.data.prepare import prepare_dataset
from core.data.split import TEST, TRAIN, VALIDATION
from core.errors import DataError, NinefoldError
from core.evaluation.answers import answers
from core.evaluation.evaluation import Evaluation, made_of
from core.events import Job, Phase, PhaseChanged, Warned
from core.inference.batch import MODEL_IN_RUN
from core.model.file import ModelHeader, read_header
from core.training.runs import read_config

ALL = "all"
PARTS = (VALIDATION, TEST, TRAIN, ALL)


def evaluate(model: Path, folder: Path, control: RunControl, *, part: str | None = None) -> Job[Evaluation]:
    """How good the model file `model` (or the best one of a run folder) is on the pictures of `folder`.

    `part` is one of `PARTS`; None means the validation pictures of the folder that the model learned from,
    where its run still says so, and all pictures of any other. The last event is EvaluationFinished.
    Pictures of classes that the model does not know are left out, and said. Raises ModelFileError, DataError;
    DataError("cancelled") where it is to stop.
    """
    model_file = model / MODEL_IN_RUN if model.is_dir() else model
    header = read_header(model_file)
    config = _config_of(model_file)
    is_own = config is not None and config.data.resolve() == folder.resolve()
    part = part or (VALIDATION if is_own else ALL)
    dataset = yield from _opened(folder, config if is_own else None, part, control)
    chosen = [item for item in dataset.items if part in (ALL, item.side)]
    label_of = {name: label for label, name in enumerate(header.classes)}
    model_label = [label_of.get(name) for name in dataset.classes]
    if not any(label is not None for label in model_label):
        raise DataError(
            "no-class-in-common", folder=folder, model=listed(header.classes), found=listed(dataset.classes)
        )
    known = [item for item in chosen if model_label[item.label] is not None]
    yield from _said(header, dataset, chosen, known)
    learned_from = is_own and part in (TRAIN, ALL)
    if learned_from:
        yield Warned("evaluated-on-training")

    yield PhaseChanged(Phase.LOADING_MODEL)
    from core.inference.classifier import Classifier

    found = yield from answers(Classifier.load(model_file), known, control)
    labels = np.array([model_label[item.label] for item in found.items], np.int64)
    evaluation = made_of(
        *(model_file, folder, part, header, labels, found),
        fitted_here=is_own and part == VALIDATION,
        learned_from=learned_from,
    )
    yield evaluation.finished()
    return evaluation


def _config_of(model_file: Path) -> TrainConfig | None:
    """The settings of the run that the model file lies in, where it lies in one."""
    try:
        return read_config(model_file.parent)
    except NinefoldError:
        return None


def _opened(folder: Path, config: TrainConfig | None, part: str, control: RunControl) -> Job[Dataset]:
    shares = {"validation_share": config.validation_share, "test_share": config.test_share} if config else {}
    opening = open_dataset if part == ALL else prepare_dataset  # sides are of no interest for all pictures
    return (yield from opening(folder, control, **shares))


def _said(header: ModelHeader, dataset: Dataset, chosen: list[Item], known: list[Item]) -> Iterator[Warned]:
    """In which classes model and pictures differ."""
    left_out = len(chosen) - len(known)
    if left_out:
        odd = sorted({dataset.classes[item.label] for item in chosen} - set(header.classes))
        yield Warned("classes-not-in-model", {"count": left_out, "names": listed(odd)})
    there = {dataset.classes[item.label] for item in known}
    absent = [name for name in header.classes if name not in there]
    if known and absent:
        yield Warned("classes-not-in-folder", {"names": listed(absent)})
