"""Grad-CAM: where a block of the network sees what speaks for a class. Knows one picture at a time.

Source: Selvaraju et al. 2017, "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based
Localization".
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

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
    kept: list[Tensor] = []

    def keep(_module: nn.Module, _inputs: object, output: Tensor) -> Tensor:
        # No weight gathers gradients, so that the graph begins here and the way back ends here.
        kept.append(output.detach().requires_grad_())
        return kept[0]

    with network.lock, hooked([(network.part(block, branch), keep)]), torch.enable_grad():
        logits = network.model(network.input_of(pixels), heads=False).main  # (1, classes)
        answer = network.answer(logits)
        label = answer.label if label is None else label
        number = network.class_number(label)
        (gradient,) = torch.autograd.grad(logits[0, number], kept)  # (1, C, h, w)
    activation = kept[0].detach()
    weights = gradient.mean(dim=(2, 3), keepdim=True)  # (1, C, 1, 1)
    heat = (weights * activation).sum(dim=1)[0].clamp(min=0)  # (h, w)
    peak = float(heat.max())
    return HeatMap(
        block=block,
        branch=branch,
        label=label,
        probability=answer.probabilities[number],
        heat=(heat / peak if peak > 0 else heat).cpu().numpy(),
        peak=peak,
        picture=pixels,
    )
