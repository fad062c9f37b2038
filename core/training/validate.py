"""The score of all three heads on pictures that training does not see. Knows no optimiser and no files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F  # noqa: N812  (as everybody writes it)

from core.config import Preprocessing
from core.data.loader import Loader
from core.device import autocast
from core.errors import DataError
from core.events import HeadScore, HeadScores, Job, Phase, Progress
from core.model.features import MainFeatures
from core.model.googlenet import GoogLeNet
from core.training.automatic import EVALUATION_BATCH
from core.training.features import AnyBatch, FeatureLoader
from core.training.forward import outputs_of


@dataclass(frozen=True, slots=True, eq=False)
class Validation:
    """`predicted` and `actual` count the pictures of each class: as the main head answers, as they are.

    `logits` (N, classes) are the main head's, made of `features` (N, 1024); `labels` (N,) say what is right.
    """

    scores: HeadScores
    predicted: tuple[int, ...]
    actual: tuple[int, ...]
    logits: npt.NDArray[np.float32]
    features: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int64]


def validate(
    model: GoogLeNet,
    loader: Loader | FeatureLoader,
    pictures: int,
    preprocessing: Preprocessing,
    device: torch.device,
    between: Callable[[AnyBatch], Job[bool]],
    batch_size: int = EVALUATION_BATCH,
    precision: str = "fp32",
) -> Job[Validation | None]:
    """Mean cross-entropy and accuracy of each head over the `pictures` of `loader`.

    After each batch `between` is run; where its result is true, the result here is None. Leaves the network
    in evaluation mode. Raises DataError where not one picture can be used.
    """
    model.eval()
    sums: dict[str, list[float]] = {}
    logits: list[npt.NDArray[np.float32]] = []
    features: list[npt.NDArray[np.float32]] = []
    labels: list[npt.NDArray[np.int64]] = []
    done = 0
    yield Progress(Phase.VALIDATING, 0, pictures)
    with closing(loader.evaluation(batch_size)) as batches:
        for batch in batches:
            if len(batch.labels):
                with MainFeatures(model) as seen:
                    found, main = _batch_sums(model, batch, preprocessing, device, precision)
                logits.append(main)
                features.append(seen.mean())
                labels.append(batch.labels)
                for head, values in found.items():
                    sums[head] = [a + b for a, b in zip(sums.get(head, [0.0, 0.0]), values, strict=True)]
            done += len(batch.labels) + len(batch.failed)
            yield Progress(Phase.VALIDATING, done, pictures)
            if (yield from between(batch)):
                return None
    if not labels:
        raise DataError("no-validation-pictures")
    all_logits, all_labels = np.concatenate(logits), np.concatenate(labels)
    counted, classes = all_logits.shape
    scores = {head: HeadScore(loss / counted, right / counted) for head, (loss, right) in sums.items()}
    return Validation(
        HeadScores(scores["main"], scores.get("aux1"), scores.get("aux2")),
        tuple(np.bincount(all_logits.argmax(axis=1), minlength=classes).tolist()),
        tuple(np.bincount(all_labels, minlength=classes).tolist()),
        all_logits,
        np.concatenate(features),
        all_labels,
    )


@torch.inference_mode()
def _batch_sums(
    model: GoogLeNet, batch: AnyBatch, preprocessing: Preprocessing, device: torch.device, precision: str
) -> tuple[dict[str, list[float]], npt.NDArray[np.float32]]:
    """For each head that there is: the sum of cross-entropies and the number of right answers.

    And the logits (N, classes) of the main head.
    """
    with autocast(device, precision):
        outputs = outputs_of(model, batch, preprocessing, device)
    labels = torch.from_numpy(batch.labels).to(device)
    sums = {
        head: torch.stack(
            [
                F.cross_entropy(logits.float(), labels, reduction="sum"),
                (logits.argmax(1) == labels).sum().float(),
            ]
        ).tolist()
        for head, logits in outputs._asdict().items()
        if logits is not None
    }
    return sums, outputs.main.float().cpu().numpy()
