"""Pictures -> what the network says of each: logits of all heads, and the features that main reads.

Pictures take the same way as in validation and in prediction. Knows no figures and no thresholds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from core.config import Augmentation
from core.control import RunControl
from core.data.dataset import Item
from core.data.loader import Loader
from core.device import MEMORY_FORMAT, choose_device, network_input
from core.errors import DataError
from core.events import ItemFailed, Job, Phase, PhaseChanged, Progress
from core.model.file import ModelHeader
from core.model.googlenet import GoogLeNet, GoogLeNetOutputs
from core.model.views import averaged

_BATCH = 16

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Answers:
    """Of the N `items` that could be read: logits (N, classes), aux ones None where the model has no heads.

    `features` (N, 1024) are what the last layer of main reads, the mean over the views. `failed` are pictures
    without an answer.
    """

    items: tuple[Item, ...]
    main: Floats
    aux1: Floats | None
    aux2: Floats | None
    features: Floats
    failed: tuple[tuple[Path, str, Mapping[str, Any]], ...]


def answers(
    model: GoogLeNet, header: ModelHeader, items: Sequence[Item], control: RunControl
) -> Job[Answers]:
    """Ask `model` about every picture of `items`. Raises DataError("cancelled") where it is to stop."""
    yield PhaseChanged(Phase.EVALUATING)
    yield Progress(Phase.EVALUATING, 0, len(items))
    device = choose_device()
    model = model.eval().to(device=device, memory_format=MEMORY_FORMAT)  # type: ignore[call-overload]
    parts: dict[str, list[Floats]] = {"main": [], "aux1": [], "aux2": [], "features": []}

    views: list[Floats] = []

    def keep_features(_: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        views.append(inputs[0].float().cpu().numpy())

    def answer(pixels: npt.NDArray[np.uint8]) -> GoogLeNetOutputs:
        images = network_input(pixels, header.preprocessing, device)
        return model(images, heads=True)  # type: ignore[no-any-return]

    read: list[Item] = []
    failed: list[tuple[Path, str, Mapping[str, Any]]] = []
    first = 0
    with (
        model.dropout.register_forward_pre_hook(keep_features),
        Loader(items, header.preprocessing, Augmentation()) as loader,
        closing(loader.evaluation(_BATCH)) as batches,
    ):
        for batch in batches:
            control.wait_while_paused()
            if control.stop_requested:
                raise DataError("cancelled")
            yield from batch.warnings
            for failure in batch.failed:
                yield ItemFailed(*failure)
            failed.extend(batch.failed)
            lost = {path for path, _, _ in batch.failed}
            read.extend(item for item in items[first : first + _BATCH] if item.path not in lost)
            first += _BATCH
            if len(batch.labels):
                with torch.inference_mode():
                    outputs = averaged(answer, batch.pixels, header.preprocessing)
                parts["features"].append(np.mean(views, axis=0, dtype=np.float32))
                views.clear()
                for head, logits in outputs._asdict().items():
                    if logits is not None:
                        parts[head].append(logits.float().cpu().numpy())
            yield Progress(Phase.EVALUATING, min(first, len(items)), len(items))
    if not read:
        raise DataError("nothing-to-evaluate")
    whole = {name: np.concatenate(each) if each else None for name, each in parts.items()}
    assert whole["main"] is not None and whole["features"] is not None
    return Answers(tuple(read), whole["main"], whole["aux1"], whole["aux2"], whole["features"], tuple(failed))
