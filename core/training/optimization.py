"""The optimiser, the gradient's norm, the running average of the weights. Knows neither data nor losses."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import torch
from torch import nn

from core.config import BLOCK_NAMES, TrainConfig
from core.model.googlenet import GoogLeNet


def build_optimizer(model: nn.Module, config: TrainConfig) -> torch.optim.Optimizer:
    """The optimiser of `config` over the parameters of `model`.

    Weight decay acts on kernels and matrices only: pulling biases and normalisation towards zero helps
    nothing. The fused forms update all parameters in one pass over memory. The `scale` of a group is what
    `layer_decay` leaves of the learning rate at its depth (Howard and Ruder 2018 call such rates
    discriminative).
    """
    groups: list[dict[str, Any]] = []
    for scale, parameters in _by_scale(model, config.layer_decay).items():
        kernels = {"params": [p for p in parameters if p.ndim > 1], "weight_decay": config.weight_decay}
        others = {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0}
        groups += [{**group, "scale": scale} for group in (kernels, others)]
    rate = config.learning_rate
    if config.optimizer == "sgd":
        nesterov = config.nesterov and config.momentum > 0
        return torch.optim.SGD(groups, lr=rate, momentum=config.momentum, nesterov=nesterov, fused=True)
    if config.optimizer == "adamw":
        return torch.optim.AdamW(groups, lr=rate, fused=True)
    return torch.optim.Adam(groups, lr=rate, fused=True)


def _by_scale(model: nn.Module, layer_decay: float) -> dict[float, list[nn.Parameter]]:
    """The parameters by the share of the learning rate that they learn at: 1 in the heads, `layer_decay` in
    the block below them, and so on down."""
    found: dict[float, list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        block = name.split(".")[0]
        depth = len(BLOCK_NAMES) - BLOCK_NAMES.index(block) if block in BLOCK_NAMES else 0
        if parameter.requires_grad:
            found.setdefault(layer_decay**depth, []).append(parameter)
    return found


def set_learning_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    """`rate` is that of the heads."""
    for group in optimizer.param_groups:
        group["lr"] = rate * group.get("scale", 1.0)  # which checkpoints of older versions lack


def gradient_norm(model: nn.Module) -> torch.Tensor:
    """The Euclidean norm of all gradients together, a scalar."""
    return nn.utils.get_total_norm([p.grad for p in model.parameters() if p.grad is not None])


class WeightAverage:
    """An exponential running average of a network's weights, with what its normalisation layers have counted.

    `model` is the averaged network, for evaluation. The decay starts low and rises to `decay`, so that the
    random weights of the start are forgotten soon (Tarvainen and Valpola 2017 do so).
    """

    def __init__(self, model: GoogLeNet, decay: float) -> None:
        self.model = copy.deepcopy(model).requires_grad_(False).eval()
        self.updates = 0
        self._decay = decay
        self._target = list(self.model.state_dict().values())
        self._source = list(model.state_dict().values())

    @torch.no_grad()
    def update(self) -> None:
        """Take in the present weights of the network that is averaged; once after each step."""
        self.updates += 1
        decay = min(self._decay, (1 + self.updates) / (10 + self.updates))
        smooth = [(t, s) for t, s in zip(self._target, self._source, strict=True) if t.is_floating_point()]
        torch._foreach_lerp_([t for t, _ in smooth], [s for _, s in smooth], 1 - decay)
        for target, source in zip(self._target, self._source, strict=True):
            if not target.is_floating_point():
                target.copy_(source)

    def state_dict(self) -> dict[str, Any]:
        return {"updates": self.updates, "model": dict(self.model.state_dict())}

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        self.updates = state["updates"]
        self.model.load_state_dict(state["model"])
