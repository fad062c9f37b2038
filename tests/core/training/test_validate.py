from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from core.config import Preprocessing
from core.control import RunControl
from core.data.loader import Batch
from core.errors import DataError
from core.events import Job, Phase, Progress, observed, result_of
from core.model.googlenet import build_googlenet
from core.training.validate import Validation, validate

SIZE = 32
PREPROCESSING = Preprocessing(size=SIZE, short_side=SIZE)


class Batches:
    """Stands for a loader: two batches of noise, the second with one picture that failed."""

    def __init__(self, usable: bool = True) -> None:
        generator = np.random.default_rng(0)
        self.pixels = generator.integers(0, 256, (7, SIZE, SIZE, 3), dtype=np.uint8)
        self.labels = np.array([0, 1, 2, 0, 1, 2, 0])
        self._usable = usable

    def evaluation(self, batch_size: int) -> Iterator[Batch]:
        failed = ((Path("broken.png"), "damaged", {}),)
        if self._usable:
            yield Batch(self.pixels[:4], self.labels[:4])
            yield Batch(self.pixels[4:], self.labels[4:], failed)
        else:
            yield Batch(self.pixels[:0], self.labels[:0], failed)


def run(job: Job[Validation | None]) -> tuple[list[object], Validation | None]:
    events: list[object] = []
    validation = result_of(observed(job, events.append))
    return events, validation


def between(control: RunControl) -> object:
    def decide(_batch: Batch) -> Job[bool]:
        yield from ()
        return control.stop_requested

    return decide


@pytest.mark.parametrize("heads", [True, False])
def test_scores_are_those_of_all_pictures_at_once(heads: bool) -> None:
    torch.manual_seed(0)
    model = build_googlenet("notes", 3, aux_heads=heads)
    for parameter in model.parameters():  # answers that differ from picture to picture
        if parameter.ndim == 2:
            torch.nn.init.normal_(parameter, std=0.2)
    loader = Batches()
    events, scores = run(
        validate(model, loader, 8, PREPROCESSING, torch.device("cpu"), between(RunControl()))  # type: ignore[arg-type]
    )
    assert scores is not None
    images = torch.tensor(loader.pixels).permute(0, 3, 1, 2) / 255 * 2 - 1
    with torch.no_grad():
        outputs = model(images, heads=True)
    for head in ("main", "aux1", "aux2"):
        score, logits = getattr(scores.scores, head), getattr(outputs, head)
        if logits is None:
            assert score is None
            continue
        right = logits.log_softmax(1)[range(7), loader.labels]
        assert score.loss == pytest.approx(-right.mean().item(), rel=1e-4)
        assert score.accuracy == pytest.approx((logits.argmax(1).numpy() == loader.labels).mean())
    answers = outputs.main.argmax(1).tolist()
    assert scores.predicted == tuple(answers.count(label) for label in range(3))
    assert scores.actual == (3, 2, 2)
    assert events == [Progress(Phase.VALIDATING, done, 8) for done in (0, 4, 8)]
    assert not model.training


def test_a_stop_ends_it_after_the_present_batch() -> None:
    control = RunControl()
    control.stop()
    model = build_googlenet("notes", 3, aux_heads=False)
    events, scores = run(
        validate(model, Batches(), 8, PREPROCESSING, torch.device("cpu"), between(control))  # type: ignore[arg-type]
    )
    assert scores is None
    assert events[-1] == Progress(Phase.VALIDATING, 4, 8)


def test_without_one_usable_picture_there_is_no_score() -> None:
    model = build_googlenet("notes", 3, aux_heads=False)
    job = validate(model, Batches(False), 1, PREPROCESSING, torch.device("cpu"), between(RunControl()))  # type: ignore[arg-type]
    with pytest.raises(DataError) as caught:
        run(job)
    assert caught.value.code == "no-validation-pictures"
