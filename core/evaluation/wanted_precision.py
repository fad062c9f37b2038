"""How right sure answers shall be: from which probability on they are, and keeping that in the model file.

Of an evaluation on pictures that the model has not learned from. Knows no networks.
"""

from __future__ import annotations

from dataclasses import replace

from core.control import RunControl
from core.errors import DataError, ModelFileError
from core.evaluation.calibration import choose_threshold
from core.evaluation.evaluation import Evaluation
from core.events import Doubt, Job, Phase, PhaseChanged, PrecisionKept
from core.files import writing
from core.model.file import read_header
from core.training.runs import is_locked


def with_precision(evaluation: Evaluation, wanted: float) -> Evaluation | None:
    """The same answers, sure where a share `wanted` of such answers is right; None where none are.

    What is unlike training stays in doubt.
    """
    right = evaluation.predicted == evaluation.labels
    threshold = choose_threshold(evaluation.confidence, right, wanted)
    if threshold is None:
        return None
    low = (evaluation.confidence < threshold).tolist()
    return replace(
        evaluation,
        header=replace(evaluation.header, threshold=threshold, precision=wanted),
        doubts=tuple(
            doubt if doubt is Doubt.UNLIKE_TRAINING else Doubt.LOW_CONFIDENCE if each else None
            for doubt, each in zip(evaluation.doubts, low, strict=True)
        ),
    )


def keep_precision(evaluation: Evaluation, wanted: float, control: RunControl) -> Job[Evaluation]:
    """Write the threshold for `wanted` into the model file; gives `with_precision`. PrecisionKept comes last.

    Raises DataError where the pictures cannot tell, ModelFileError while the model's run is being trained
    or where the file is another one by now, ResourceError.
    """
    if evaluation.learned_from:
        raise DataError("precision-from-training")
    found = with_precision(evaluation, wanted)
    if found is None:
        raise DataError("precision-out-of-reach", wanted=f"{wanted:.0%}", count=len(evaluation.items))
    yield PhaseChanged(Phase.SAVING)
    model = evaluation.model
    if is_locked(model.parent):
        raise ModelFileError("model-in-training", path=model)
    if read_header(model) != evaluation.header:
        raise ModelFileError("model-file-changed", path=model)
    from core.model.file import load_model, save_model

    network, _ = load_model(model)
    with writing(model):
        save_model(model, network, found.header)
    done, threshold = found.finished(), found.header.threshold
    assert threshold is not None
    yield PrecisionKept(model, wanted, threshold, done.pictures, done.sure, done.sure_right)
    return found
