"""Pictures -> what the network says of each: logits of all heads, and the features that main reads.

Pictures take the same way as in validation and in prediction. Knows no figures and no thresholds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from core.control import RunControl
from core.data.batches import batches_of
from core.data.dataset import Item
from core.errors import DataError
from core.events import ItemFailed, Job, Phase, PhaseChanged, Progress

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from core.inference.engine import HeadLogits

_BATCH = 16

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Answers:
    """Of the N `items` that could be read: logits (N, classes), aux ones None where the model has no heads.

    `features` (N, 1024) are what the last layer of main reads. `failed` are pictures without an answer.
    """

    items: tuple[Item, ...]
    main: Floats
    features: Floats
    aux1: Floats | None
    aux2: Floats | None
    failed: tuple[tuple[Path, str, Mapping[str, Any]], ...]


def answers(classifier: Classifier, items: Sequence[Item], control: RunControl) -> Job[Answers]:
    """Ask about every picture of `items`. Raises DataError, "cancelled" where it is to stop."""
    yield PhaseChanged(Phase.EVALUATING)
    yield Progress(Phase.EVALUATING, 0, len(items))
    found: list[HeadLogits] = []
    read: list[Item] = []
    failed: list[tuple[Path, str, Mapping[str, Any]]] = []
    with closing(batches_of(items, classifier.header.preprocessing, _BATCH, control)) as batches:
        for places, batch in batches:
            yield from batch.warnings
            for failure in batch.failed:
                yield ItemFailed(*failure)
            failed.extend(batch.failed)
            read.extend(items[place] for place in places)
            if places:
                found.append(classifier.logits(batch.pixels, heads=True))
            yield Progress(Phase.EVALUATING, len(read) + len(failed), len(items))
    if not found:
        raise DataError("nothing-to-evaluate")
    main, features, aux1, aux2 = (
        None if part[0] is None else np.concatenate(part) for part in zip(*found, strict=True)
    )
    assert main is not None and features is not None
    return Answers(tuple(read), main, features, aux1, aux2, tuple(failed))
