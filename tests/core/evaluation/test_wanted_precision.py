from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.control import RunControl
from core.errors import DataError, ModelFileError
from core.evaluation.evaluate import evaluate
from core.evaluation.evaluation import Evaluation
from core.evaluation.wanted_precision import keep_precision, with_precision
from core.events import Doubt, ItemClassified, PrecisionKept, observed, result_of
from core.inference.batch import classify_files
from core.model.file import load_model, read_header
from core.training.runs import RunLock


@pytest.fixture
def model(model_with: Callable[..., Path]) -> Path:
    return model_with()


@pytest.fixture
def found(model: Path, labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Evaluation:
    monkeypatch.setenv("NINEFOLD_HOME", str(tmp_path / "home"))
    evaluation = result_of(evaluate(model, labelled, RunControl()))
    # An untrained network is seldom right: let the labels be its answers, all but the least sure one's.
    labels = evaluation.predicted.copy()
    least = int(evaluation.confidence.argmin())
    labels[least] = (labels[least] + 1) % len(evaluation.classes)
    return replace(evaluation, labels=labels)


def test_above_the_threshold_so_many_are_right(found: Evaluation) -> None:
    strict = with_precision(found, 0.95)
    assert strict is not None and strict.header.precision == 0.95 and strict.header.threshold is not None
    sure = found.confidence >= strict.header.threshold
    assert sure.sum() == len(sure) - 1, "all but the wrong one"
    assert strict.sure.tolist() == sure.tolist()
    loose = with_precision(found, 0.9)
    assert loose is not None and loose.sure.all()
    assert with_precision(found, 0.99) is None, "21 pictures cannot tell that"


def test_what_is_unlike_training_stays_in_doubt(found: Evaluation) -> None:
    odd = (Doubt.UNLIKE_TRAINING, *found.doubts[1:])
    wanted = with_precision(replace(found, doubts=odd), 0.9)
    assert wanted is not None
    assert wanted.doubts == (Doubt.UNLIKE_TRAINING, *[None] * (len(odd) - 1))


def test_the_model_file_keeps_it_and_nothing_else_changes(
    found: Evaluation, model: Path, labelled: Path
) -> None:
    before, header = load_model(model)
    events: list[object] = []
    kept = result_of(observed(keep_precision(found, 0.9, RunControl()), events.append))
    assert kept.header.threshold is not None
    assert events[-1] == PrecisionKept(model, 0.9, kept.header.threshold, 21, 21, 20)
    after, changed = load_model(model)
    assert changed == kept.header == replace(header, threshold=kept.header.threshold, precision=0.9)
    for name, tensor in before.state_dict().items():
        assert np.array_equal(tensor.numpy(), after.state_dict()[name].numpy()), name
    answers = list(classify_files(model, [labelled], RunControl()))
    doubts = [event.doubt for event in answers if isinstance(event, ItemClassified)]
    assert doubts == [None] * 21, "the next prediction goes by it"


def test_what_it_cannot_tell_is_refused_and_nothing_written(found: Evaluation, model: Path) -> None:
    before = model.read_bytes()
    for evaluation, wanted, code in (
        (found, 0.99, "precision-out-of-reach"),
        (replace(found, learned_from=True), 0.9, "precision-from-training"),
    ):
        with pytest.raises(DataError) as refused:
            result_of(keep_precision(evaluation, wanted, RunControl()))
        assert refused.value.code == code
    assert model.read_bytes() == before


def test_a_model_that_is_another_by_now_is_left_alone(
    found: Evaluation, model: Path, model_with: Callable[..., Path]
) -> None:
    with RunLock(model.parent), pytest.raises(ModelFileError) as refused:
        result_of(keep_precision(found, 0.9, RunControl()))
    assert refused.value.code == "model-in-training"
    assert model_with(temperature=2.0) == model
    with pytest.raises(ModelFileError) as refused:
        result_of(keep_precision(found, 0.9, RunControl()))
    assert refused.value.code == "model-file-changed"
    assert read_header(model).temperature == 2.0
