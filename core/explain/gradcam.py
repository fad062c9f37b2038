"""Grad-CAM: where a block of the network sees what speaks for a class. Knows one picture at a time.

Source: Selvaraju et al. 2017, "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based
Localization".
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from core.explain.geometry import BRANCHES
from core.explain.network import LoadedNetwork, hooked
from core.explain.results import HeatMap, Pixels

LAST_BLOCK = "inception5b"


def grad_cam(
    network: LoadedNetwork,
    pixels: Pixels,
    *,
    block: str = LAST_BLOCK,
    branch: str | None = None,
    label: str | None = None,
) -> HeatMap:
    """The heat map of `block`, or of one branch of it, for `label` (None: the answer).

    `pixels` (size, size, 3) is a prepared picture. The block's channels are added up, each weighted with the
    mean gradient of the label's logit on it, and what is below zero is cut off.
    """
    (found,) = _cams(network, pixels, [(block, branch)], label)
    return found


def branch_cams(
    network: LoadedNetwork, pixels: Pixels, *, module: str, label: str | None = None
) -> tuple[HeatMap, ...]:
    """As `grad_cam` of each branch of `module`, in their order, by one way through the network and back."""
    return _cams(network, pixels, [(module, branch) for branch in BRANCHES], label)


def _cams(
    network: LoadedNetwork, pixels: Pixels, places: Sequence[tuple[str, str | None]], label: str | None
) -> tuple[HeatMap, ...]:
    """Of blocks or branches none of which comes after another."""
    kept: dict[nn.Module, Tensor] = {}

    def keep(part: nn.Module, _inputs: object, output: Tensor) -> Tensor:
        # No weight gathers gradients, so that the graph begins here and the way back ends here.
        kept[part] = output.detach().requires_grad_()
        return kept[part]

    parts = [network.part(block, branch) for block, branch in places]
    with network.lock, hooked((part, keep) for part in parts), torch.enable_grad():
        logits = network.model(network.input_of(pixels), heads=False).main  # (1, classes)
        answer = network.answer(logits)
        label = answer.label if label is None else label
        number = network.class_number(label)
        gradients = torch.autograd.grad(logits[0, number], [kept[part] for part in parts])  # (1, C, h, w)
    found = []
    for (block, branch), part, gradient in zip(places, parts, gradients, strict=True):
        weights = gradient.mean(dim=(2, 3), keepdim=True)  # (1, C, 1, 1)
        heat = (weights * kept[part].detach()).sum(dim=1)[0].clamp(min=0)  # (h, w)
        peak = float(heat.max())
        found.append(
            HeatMap(
                block=block,
                branch=branch,
                label=label,
                probability=answer.probabilities[number],
                heat=(heat / peak if peak > 0 else heat).cpu().numpy(),
                peak=peak,
                picture=pixels,
            )
        )
    return tuple(found)
