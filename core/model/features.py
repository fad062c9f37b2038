"""What the heads read of the rest of the network, and the heads alone. Knows neither data nor training.

Where everything below the heads is held still, its features of a picture never change: they are computed
once, and the heads learn from them without the network.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from core.model.architecture import AUX_INPUTS, AUX_SIDE, ROWS
from core.model.googlenet import GoogLeNet, GoogLeNetOutputs


class MainFeatures:
    """Inside its block, keeps what the last layer of main reads, each time that `model` is asked."""

    def __init__(self, model: GoogLeNet) -> None:
        self._model = model
        self._seen: list[npt.NDArray[np.float32]] = []

    def __enter__(self) -> Self:
        self._hook = self._model.dropout.register_forward_pre_hook(self._keep)
        return self

    def __exit__(self, *_: object) -> None:
        self._hook.remove()

    def mean(self) -> npt.NDArray[np.float32]:
        """(N, 1024), over the views of the same N pictures that it was asked about."""
        return np.mean(self._seen, axis=0, dtype=np.float32)  # type: ignore[no-any-return]

    def _keep(self, _: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        self._seen.append(inputs[0].float().cpu().numpy())


class Features(NamedTuple):
    """main (N, 1024) after the average pool; aux1 (N, 512, 4, 4) and aux2 (N, 528, 4, 4) after the heads' own
    pools. None where the network has no auxiliary heads."""

    main: Tensor
    aux1: Tensor | None = None
    aux2: Tensor | None = None


def feature_shapes(model: GoogLeNet) -> dict[str, tuple[int, ...]]:
    """The shape of each head's features of one picture."""
    shapes: dict[str, tuple[int, ...]] = {"main": (ROWS["inception5b"].channels,)}
    if model.aux_heads:
        shapes |= {head: (ROWS[row].channels, AUX_SIDE, AUX_SIDE) for head, row in AUX_INPUTS.items()}
    return shapes


@torch.no_grad()
def features_of(model: GoogLeNet, images: Tensor) -> Features:
    """The features of normalised `images` (N, 3, H, W). Leaves the network in evaluation mode.

    They are taken where they enter the heads on the network's own way, so that they are its own numbers.
    """
    found: dict[str, Tensor] = {}
    entrances: dict[str, nn.Module] = {"main": model.dropout}
    entrances |= {f"aux{n}": head.conv for n, head in enumerate((model.aux1, model.aux2), 1) if head}
    with ExitStack() as hooks:
        for head, module in entrances.items():

            def keep(_: nn.Module, inputs: tuple[Tensor, ...], head: str = head) -> None:
                found[head] = inputs[0]

            hooks.enter_context(module.register_forward_pre_hook(keep))
        model.eval()(images, heads=True)
    return Features(**found)


def heads_on(model: GoogLeNet, features: Features) -> GoogLeNetOutputs:
    """The logits (N, classes) of every head that there is.

    Dropout draws its random numbers in the order of the whole network, so that both learn alike.
    """
    aux1 = model.aux1.on_pooled(features.aux1) if model.aux1 and features.aux1 is not None else None
    aux2 = model.aux2.on_pooled(features.aux2) if model.aux2 and features.aux2 is not None else None
    return GoogLeNetOutputs(model.fc(model.dropout(features.main)), aux1, aux2)
