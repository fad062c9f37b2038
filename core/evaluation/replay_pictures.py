"""The pictures on which an exported model is compared with the one that was trained: finds them, no more."""

from __future__ import annotations

from pathlib import Path

from core.control import RunControl
from core.data.folder import scan_folder
from core.data.prepare import prepare_dataset
from core.data.split import VALIDATION
from core.errors import DataError, NinefoldError
from core.events import Job
from core.inference.batch import MODEL_IN_RUN
from core.inference.labelled import Labelled
from core.inference.sources import files_of
from core.training.runs import read_config


def pictures_to_replay(model: Path, folder: Path | None, control: RunControl) -> Job[list[Labelled]]:
    """Those of `folder`; without one, the validation pictures of the run that the model file lies in.

    None where that run or its pictures are gone. Raises DataError("cancelled").
    """
    if folder is not None:
        return (yield from _of_folder(folder, control))
    model_file = model / MODEL_IN_RUN if model.is_dir() else model
    try:
        config = read_config(model_file.parent)
        shares = {"validation_share": config.validation_share, "test_share": config.test_share}
        dataset = yield from prepare_dataset(config.data, control, **shares)
    except NinefoldError as error:
        if error.code == "cancelled":
            raise
        return []
    return [Labelled(item.path, dataset.classes[item.label]) for item in dataset.of(VALIDATION)]


def _of_folder(folder: Path, control: RunControl) -> Job[list[Labelled]]:
    try:
        found = yield from scan_folder(folder, control)
    except DataError as error:
        if error.code not in ("flat-folder", "one-class"):
            raise
        return [Labelled(path) for path in files_of(folder)]
    return [Labelled(sample.path, found.classes[sample.label]) for sample in found.samples]
