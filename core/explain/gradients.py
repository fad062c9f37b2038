"""What of each head's loss reaches each block, on one batch. The proof of what auxiliary heads are for.

Looks at a network without leaving a trace in it: no gradient, no statistic, no random number. Knows neither
steps nor files.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812  (as everybody writes it)
from torch import Tensor

from core.config import BLOCK_NAMES
from core.device import autocast
from core.model.googlenet import GoogLeNet, Inception
from core.model.layers import Convolution

PAIRS = (("main", "aux1"), ("main", "aux2"), ("aux1", "aux2"))


@dataclass(frozen=True, slots=True)
class Gradients:
    """One number for each block, from conv1 to inception5b.

    `norms`, by head: the Euclidean norm of the gradient of that head's own loss, without its weight in the
    total, with respect to the block's parameters; 0 where it does not reach them, or where they are frozen.
    `cosines`, by pair of heads: between the two gradients; None where one of them does not reach the block.
    """

    norms: dict[str, tuple[float, ...]]
    cosines: dict[tuple[str, str], tuple[float | None, ...]]


def measure_gradients(
    model: GoogLeNet,
    images: Tensor,
    labels: Tensor,
    *,
    label_smoothing: float = 0.0,
    precision: str = "fp32",
) -> Gradients:
    """Propagate each head's cross-entropy back alone, for `images` (N, 3, size, size), labels int64 (N,).

    Without dropout; batch normalisation computes with the batch's own statistics, as in training, and counts
    nothing: needs two pictures or more.
    """
    network = _traceless(model)
    with torch.enable_grad():
        with autocast(images.device, precision):
            outputs = network(images, heads=True)
        heads = {head: logits for head, logits in outputs._asdict().items() if logits is not None}
        losses = {
            head: F.cross_entropy(logits.float(), labels, label_smoothing=label_smoothing)
            for head, logits in heads.items()
        }
        blocks = [
            [p for p in network.get_submodule(name).parameters() if p.requires_grad] for name in BLOCK_NAMES
        ]
        gradients = {
            head: _by_block(loss, blocks, keep=head != list(losses)[-1]) for head, loss in losses.items()
        }
    products = {
        (one, other): _products(gradients[one], gradients[other])
        for one, other in (*((head, head) for head in gradients), *PAIRS)
        if one in gradients and other in gradients
    }
    norms = {head: products[head, head].sqrt() for head in gradients}
    cosines = {
        (one, other): products[one, other] / (norms[one] * norms[other])
        for one, other in PAIRS
        if (one, other) in products
    }
    return Gradients(
        {head: tuple(values.tolist()) for head, values in norms.items()},
        {
            pair: tuple(None if cosine != cosine else cosine for cosine in values.tolist())
            for pair, values in cosines.items()
        },
    )


def _traceless(model: GoogLeNet) -> GoogLeNet:
    """A network over the very parameters of `model`, with buffers and modes of its own.

    Layers that learn normalise with the statistics of the batch and keep none; frozen ones keep to theirs.
    """
    network = copy.deepcopy(model, {id(parameter): parameter for parameter in model.parameters()}).eval()
    for module in network.modules():
        if isinstance(module, Inception):
            module.fused = False  # which would need the statistics
        elif isinstance(module, Convolution) and module.bn is not None and module.conv.weight.requires_grad:
            module.bn.running_mean = module.bn.running_var = None
    return network


_Blocks = list[list[Tensor | None]]


def _by_block(loss: Tensor, blocks: list[list[torch.nn.Parameter]], keep: bool) -> _Blocks:
    """The gradient of `loss` with respect to each parameter of each block, None where it reaches none."""
    flat = [parameter for block in blocks for parameter in block]
    if not flat:
        return [[] for _ in blocks]
    found = iter(torch.autograd.grad(loss, flat, retain_graph=keep, allow_unused=True))
    return [[next(found) for _ in block] for block in blocks]


def _products(one: _Blocks, other: _Blocks) -> Tensor:
    """(blocks,) float64: the inner product of two gradients in each block."""
    sums = [
        sum(
            (a * b).sum(dtype=torch.float64)
            for a, b in zip(mine, theirs, strict=True)
            if a is not None and b is not None
        )
        for mine, theirs in zip(one, other, strict=True)
    ]
    return torch.tensor([float(each) for each in sums], dtype=torch.float64)
