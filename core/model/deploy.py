"""The prediction-time network: batch norm folded, 1x1 convolutions fused, normalisation moved into the first.

The same numbers as the network that was trained, to rounding, in less time. Knows no files and no engine;
`core.inference.network_graph` writes the same network down for ONNX Runtime.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import torch
import torch.nn.functional as F  # noqa: N812  (torch's own custom)
from torch import Tensor, nn

from core.config import Preprocessing
from core.model.architecture import AUX_INPUTS
from core.model.googlenet import (
    IMAGENET_MEAN,
    IMAGENET_STD,
    AuxiliaryHead,
    GoogLeNet,
    Inception,
    auxiliary_pool,
)
from core.model.layers import Convolution

BLOCKS = (
    *("inception3a", "inception3b", "maxpool3"),
    *("inception4a", "inception4b", "inception4c", "inception4d", "inception4e", "maxpool4"),
    *("inception5a", "inception5b"),
)
HEAD_AT = {place: head for head, place in AUX_INPUTS.items()}


class DeployedInception(nn.Module):
    """An Inception module of four convolutions: `pointwise` is the three 1x1 ones that read the input.

    `widths` are the channels of those three: what is joined as it is, what `threes` and what `fives` read.
    """

    def __init__(self, module: Inception) -> None:
        super().__init__()
        readers = [
            folded(cast(Convolution, each)) for each in (module.branch1, module.branch2[0], module.branch3[0])
        ]
        self.widths = [each.out_channels for each in readers]
        self.pointwise = _together(readers)
        self.threes = folded(cast(Convolution, module.branch2[1]))
        self.fives = folded(cast(Convolution, module.branch3[1]))
        self.pool = module.branch4[0]
        self.pool_proj = folded(cast(Convolution, module.branch4[1]))

    def forward(self, x: Tensor) -> Tensor:
        ones, reduce3, reduce5 = torch.split(F.relu_(self.pointwise(x)), self.widths, dim=1)
        parts = (ones, self.threes(reduce3), self.fives(reduce5), self.pool_proj(self.pool(x)))
        return F.relu_(torch.cat(parts, dim=1))  # (N, ones + threes + fives + pool_proj, H, W)


class DeployedOutputs(NamedTuple):
    """Logits (N, classes) as in `GoogLeNetOutputs`, and the `features` (N, 1024) that main's are made of."""

    main: Tensor
    features: Tensor
    aux1: Tensor | None = None
    aux2: Tensor | None = None


class DeployedGoogLeNet(nn.Module):
    """Pictures as uint8 (N, H, W, 3) in, logits out. It cannot be trained, and keeps no tie to its source.

    `mean` (3,) is taken from the pixels 0..255; what they are divided by is part of the first convolution.
    """

    def __init__(self, model: GoogLeNet, preprocessing: Preprocessing, *, heads: bool) -> None:
        super().__init__()
        mean, scale = _normalisation(preprocessing, model.renormalises)
        self.mean = nn.Buffer(mean.float())
        self.conv1 = folded(model.conv1)
        self.conv1.weight.data = (self.conv1.weight.double() * scale.view(1, 3, 1, 1)).float()
        self.conv2 = folded(model.conv2)
        self.conv3 = folded(model.conv3)
        self.maxpool1, self.norm1 = model.maxpool1, model.norm1
        self.maxpool2, self.norm2 = model.maxpool2, model.norm2
        self.blocks = nn.ModuleDict()
        for name in BLOCKS:
            block = getattr(model, name)
            self.blocks[name] = DeployedInception(block) if isinstance(block, Inception) else block
        self.fc = _plain(model.fc)
        self.heads = nn.ModuleDict()  # aux1 and aux2, where they were kept
        for name, head in (("aux1", model.aux1), ("aux2", model.aux2)):
            if heads and head is not None:
                self.heads[name] = DeployedHead(head)
        self.eval().requires_grad_(False)

    def forward(self, pixels: Tensor, *, heads: bool = True) -> DeployedOutputs:
        """The shapes below are for 224 x 224. Without `heads`, auxiliary heads are not computed."""
        x = pixels.permute(0, 3, 1, 2).float()  # (N, 3, 224, 224), channels last in memory
        x = x.sub_(self.mean.view(1, 3, 1, 1))  # (N, 3, 224, 224)
        x = F.relu_(self.conv1(x))  # (N, 64, 112, 112)
        x = self.norm1(self.maxpool1(x))  # (N, 64, 56, 56)
        x = F.relu_(self.conv2(x))  # (N, 64, 56, 56)
        x = self.norm2(F.relu_(self.conv3(x)))  # (N, 192, 56, 56)
        x = self.maxpool2(x)  # (N, 192, 28, 28)
        beside: dict[str, Tensor] = {}
        for name, block in self.blocks.items():
            x = block(x)  # as in Table 1, to (N, 1024, 7, 7)
            head = HEAD_AT.get(name, "")
            if heads and head in self.heads:
                beside[head] = self.heads[head](x)  # (N, classes)
        features = x.mean(dim=(2, 3))  # (N, 1024)
        return DeployedOutputs(self.fc(features), features, **beside)  # (N, classes) each


class DeployedHead(nn.Module):
    """An auxiliary head without dropout."""

    def __init__(self, head: AuxiliaryHead) -> None:
        super().__init__()
        self.adaptive = head.adaptive
        self.conv = folded(head.conv)
        self.fc1 = _plain(head.fc1)
        self.fc2 = _plain(head.fc2)

    def forward(self, x: Tensor) -> Tensor:
        x = auxiliary_pool(x, adaptive=self.adaptive)  # (N, in, 4, 4)
        x = F.relu_(self.conv(x))  # (N, 128, 4, 4)
        x = F.relu_(self.fc1(x.flatten(1)))  # (N, 1024)
        return cast(Tensor, self.fc2(x))  # (N, classes)


def deploy(model: GoogLeNet, preprocessing: Preprocessing, *, heads: bool) -> DeployedGoogLeNet:
    """`model`, which is on the CPU, for prediction, with its auxiliary heads or without; unchanged."""
    deployed = DeployedGoogLeNet(model, preprocessing, heads=heads)
    return deployed.to(memory_format=torch.channels_last)


def folded(convolution: Convolution) -> nn.Conv2d:
    """A convolution with bias that gives what `convolution` gives before its ReLU, in eval mode.

    Batch normalisation by running statistics is a scale and a shift per channel: (x - mean) / sqrt(variance +
    eps) * weight + bias. Computed in double precision, so that nothing is lost but the last rounding.
    """
    source, norm = convolution.conv, convolution.bn
    weight = source.weight.detach().double()
    if norm is None:
        bias = cast(Tensor, source.bias).detach().double()
    else:
        scale = norm.weight.double() * (cast(Tensor, norm.running_var).double() + norm.eps).rsqrt()
        weight = weight * scale.view(-1, 1, 1, 1)
        bias = norm.bias.double() - cast(Tensor, norm.running_mean).double() * scale
    return _convolution(weight, bias, source)


def _together(convolutions: list[nn.Conv2d]) -> nn.Conv2d:
    weight = torch.cat([each.weight for each in convolutions])
    bias = torch.cat([cast(Tensor, each.bias) for each in convolutions])
    return _convolution(weight, bias, convolutions[0])


def _convolution(weight: Tensor, bias: Tensor, like: nn.Conv2d) -> nn.Conv2d:
    kernel, stride, padding = (cast(int, each) for each in (like.kernel_size, like.stride, like.padding))
    with torch.device("meta"):  # draws no random numbers, which all threads of the process share
        result = nn.Conv2d(like.in_channels, len(weight), kernel, stride, padding)
    result.weight = nn.Parameter(weight.detach().float())
    result.bias = nn.Parameter(bias.detach().float())
    return result


def _plain(linear: nn.Linear) -> nn.Linear:
    with torch.device("meta"):
        result = nn.Linear(linear.in_features, linear.out_features)
    result.weight = nn.Parameter(linear.weight.detach().clone())
    result.bias = nn.Parameter(linear.bias.detach().clone())
    return result


def _normalisation(preprocessing: Preprocessing, renormalises: bool) -> tuple[Tensor, Tensor]:
    """(mean, scale) of 3 numbers each, with which (pixels - mean) * scale is what the first convolution sees.

    A convolution's padding is zeros after the mean was taken away: so the scale may move into its weights,
    and the mean may not.
    """
    mean = 255 * torch.tensor(preprocessing.mean, dtype=torch.float64)
    scale = 1 / (255 * torch.tensor(preprocessing.std, dtype=torch.float64))
    if renormalises:
        factor = torch.tensor(IMAGENET_STD, dtype=torch.float64) / 0.5
        shift = (torch.tensor(IMAGENET_MEAN, dtype=torch.float64) - 0.5) / 0.5
        scale = scale * factor
        mean = mean - shift / scale
    return mean, scale
