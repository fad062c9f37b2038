"""The pieces that Inception modules and auxiliary heads are made of, and ways to compute them fast.

Must not know how the network is put together.
"""

from __future__ import annotations

from typing import cast

import torch
import torch.nn.functional as F  # noqa: N812  (torch's own custom)
from torch import Tensor, nn

from core.model.architecture import Architecture

BATCH_NORM_EPS = 0.001  # torchvision's


class Convolution(nn.Module):
    """Convolution, batch normalisation where the architecture has it, ReLU. Keeps the side at stride 1."""

    def __init__(
        self, in_channels: int, out_channels: int, kernel: int, plan: Architecture, stride: int = 1
    ) -> None:
        super().__init__()
        self.conv = nn.Conv2d(
            in_channels, out_channels, kernel, stride, padding=kernel // 2, bias=plan.conv_bias
        )
        self.bn = None if plan.conv_bias else nn.BatchNorm2d(out_channels, eps=BATCH_NORM_EPS)

    def train(self, mode: bool = True) -> Convolution:
        """A frozen convolution keeps its running statistics too: its weights were tuned to them."""
        super().train(mode and self.conv.weight.requires_grad)
        return self

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)  # (N, out, H, W)
        if self.bn is not None:
            x = self.bn(x)  # (N, out, H, W)
        return F.relu(x, inplace=True)  # (N, out, H, W)


def pointwise_together(x: Tensor, convolutions: list[Convolution]) -> tuple[Tensor, ...]:
    """The outputs of 1x1 `convolutions` that all read `x`, computed as one wide convolution.

    x: (N, in, H, W); each output: (N, its own channels, H, W). Running statistics are updated as by the
    modules themselves.
    """
    weight = torch.cat([c.conv.weight for c in convolutions])  # (sum of channels, in, 1, 1)
    widths = [c.conv.out_channels for c in convolutions]
    norms = [c.bn for c in convolutions if c.bn is not None]
    if norms:
        x = F.conv2d(x, weight)  # (N, sum of channels, H, W)
        x = _batch_norm_together(x, norms)  # (N, sum of channels, H, W)
    else:
        bias = torch.cat([cast(Tensor, c.conv.bias) for c in convolutions])
        x = F.conv2d(x, weight, bias)  # (N, sum of channels, H, W)
    x = F.relu(x, inplace=True)  # (N, sum of channels, H, W)
    return torch.split(x, widths, dim=1)


def _batch_norm_together(x: Tensor, norms: list[nn.BatchNorm2d]) -> Tensor:
    """(N, sum of channels, H, W) in and out. The norms share their mode: they are frozen together."""
    means = [cast(Tensor, norm.running_mean) for norm in norms]
    variances = [cast(Tensor, norm.running_var) for norm in norms]
    mean, variance = torch.cat(means), torch.cat(variances)
    training, first = norms[0].training, norms[0]
    x = F.batch_norm(
        x,
        mean,
        variance,
        torch.cat([norm.weight for norm in norms]),
        torch.cat([norm.bias for norm in norms]),
        training,
        cast(float, first.momentum),
        first.eps,
    )
    if training:
        widths = [norm.num_features for norm in norms]
        updated = [*torch.split(mean, widths), *torch.split(variance, widths)]
        for old, new in zip(means + variances, updated, strict=True):
            old.copy_(new)
        for norm in norms:
            cast(Tensor, norm.num_batches_tracked).add_(1)
    return x


def adaptive_average_pool(x: Tensor, side: int) -> Tensor:
    """F.adaptive_avg_pool2d(x, side) as two matrix products: (N, C, H, W) -> (N, C, side, side)."""
    rows = averaging_matrix(x.shape[-2], side).to(x)  # (side, H)
    columns = averaging_matrix(x.shape[-1], side).to(x)  # (side, W)
    return rows @ x @ columns.T  # (N, C, side, side)


def averaging_matrix(size: int, side: int) -> Tensor:
    """(side, size): row i averages the places from floor(i size / side) to ceil((i + 1) size / side)."""
    place = torch.arange(size)
    start = torch.arange(side)[:, None] * size // side
    end = -(-(torch.arange(side)[:, None] + 1) * size // side)
    inside = ((place >= start) & (place < end)).float()
    return inside / inside.sum(dim=1, keepdim=True)
