"""GoogLeNet: Inception modules, auxiliary heads, and the network that `core.model.architecture` describes.

Knows layers and shapes; must not know files, data or training. Parameters are named and shaped as
torchvision's, so that its state dict loads into `imagenet` as it is.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import torch
import torch.nn.functional as F  # noqa: N812  (torch's own custom)
from torch import Tensor, nn

from core.model.architecture import (
    AUX_CHANNELS,
    AUX_SIDE,
    AUX_UNITS,
    INPUT_CHANNELS,
    ROWS,
    Architecture,
    Row,
    find_architecture,
)
from core.model.layers import Convolution, adaptive_average_pool, pointwise_together

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)


class GoogLeNetOutputs(NamedTuple):
    """Logits (N, classes) of each head: aux1 hangs on Inception 4a, aux2 on 4d. None where not computed.

    Told apart by name: torchvision returns the two auxiliary ones the other way round.
    """

    main: Tensor
    aux1: Tensor | None = None
    aux2: Tensor | None = None


class Inception(nn.Module):
    """Four branches over one input, joined on the channel axis (Szegedy et al. 2014, Fig. 2b).

    branch1 is 1x1; branch2 1x1 then 3x3; branch3 1x1 then "5x5" (3x3 for `imagenet`); branch4 3x3 max-pool
    then 1x1. With `fused`, the three 1x1 convolutions that read the input itself are computed as one: the
    same numbers, the input read once instead of three times. Forward hooks on those three are not called
    then; whoever needs them sets `fused` to False.
    """

    def __init__(self, in_channels: int, row: Row, plan: Architecture, fused: bool) -> None:
        super().__init__()
        self.fused = fused
        self.branch1 = Convolution(in_channels, row.ones, 1, plan)
        self.branch2 = nn.Sequential(
            Convolution(in_channels, row.reduce3, 1, plan), Convolution(row.reduce3, row.threes, 3, plan)
        )
        self.branch3 = nn.Sequential(
            Convolution(in_channels, row.reduce5, 1, plan),
            Convolution(row.reduce5, row.fives, plan.wide_kernel, plan),
        )
        self.branch4 = nn.Sequential(
            nn.MaxPool2d(3, stride=1, padding=1), Convolution(in_channels, row.pool_proj, 1, plan)
        )

    def forward(self, x: Tensor) -> Tensor:
        if self.fused:
            ones, reduce3, reduce5 = pointwise_together(
                x, self._readers()
            )  # (N, ones | reduce3 | reduce5, H, W)
            threes = self.branch2[1](reduce3)  # (N, threes, H, W)
            fives = self.branch3[1](reduce5)  # (N, fives, H, W)
        else:
            ones = self.branch1(x)  # (N, ones, H, W)
            threes = self.branch2(x)  # (N, threes, H, W)
            fives = self.branch3(x)  # (N, fives, H, W)
        pooled = self.branch4(x)  # (N, pool_proj, H, W)
        return torch.cat((ones, threes, fives, pooled), dim=1)  # (N, ones + threes + fives + pool_proj, H, W)

    def _readers(self) -> list[Convolution]:
        """The 1x1 convolutions that read the module's input."""
        return cast(list[Convolution], [self.branch1, self.branch2[0], self.branch3[0]])


class AuxiliaryHead(nn.Module):
    """Average pool to 4x4, 1x1 convolution, two linear layers (Szegedy et al. 2014, section 5).

    Its loss reaches the early half of the network by a short way; it is trained with the rest and left out of
    prediction.
    """

    def __init__(self, in_channels: int, num_classes: int, plan: Architecture) -> None:
        super().__init__()
        self.adaptive = plan.aux_adaptive
        self.conv = Convolution(in_channels, AUX_CHANNELS, 1, plan)
        self.dropout_before = nn.Dropout(plan.aux_dropout_before)
        self.fc1 = nn.Linear(AUX_CHANNELS * AUX_SIDE**2, AUX_UNITS)
        self.dropout = nn.Dropout(plan.aux_dropout)
        self.fc2 = nn.Linear(AUX_UNITS, num_classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.on_pooled(auxiliary_pool(x, adaptive=self.adaptive))  # (N, classes)

    def on_pooled(self, x: Tensor) -> Tensor:
        """What follows the pool."""
        x = self.conv(x)  # (N, 128, 4, 4)
        x = self.dropout_before(x.flatten(1))  # (N, 2048)
        x = F.relu(self.fc1(x), inplace=True)  # (N, 1024)
        return cast(Tensor, self.fc2(self.dropout(x)))  # (N, classes)


class GoogLeNet(nn.Module):
    """The whole network. `aux1` and `aux2` are None where it was built without heads."""

    def __init__(self, plan: Architecture, num_classes: int, *, aux_heads: bool, fused: bool) -> None:
        super().__init__()
        self.architecture = plan.name
        self.num_classes = num_classes
        self.aux_heads = aux_heads
        self.renormalises = plan.renormalises
        stem, second = ROWS["conv1"], ROWS["conv2"]

        def inception(name: str, before: str) -> Inception:
            return Inception(ROWS[before].channels, ROWS[name], plan, fused)

        def max_pool(name: str, kernel: int | None = None) -> nn.MaxPool2d:
            return nn.MaxPool2d(kernel or ROWS[name].patch, ROWS[name].stride, ceil_mode=True)

        def local_response() -> nn.Module:
            # The settings of the published network (BVLC's Caffe file), which the paper leaves out.
            present = plan.normalisation == "local response"
            return nn.LocalResponseNorm(5, 1e-4, 0.75) if present else nn.Identity()

        self.conv1 = Convolution(INPUT_CHANNELS, stem.channels, stem.patch, plan, stem.stride)
        self.maxpool1 = max_pool("maxpool1")
        self.norm1 = local_response()
        self.conv2 = Convolution(stem.channels, second.reduce3, 1, plan)
        self.conv3 = Convolution(second.reduce3, second.threes, second.patch, plan)
        self.norm2 = local_response()
        self.maxpool2 = max_pool("maxpool2")
        self.inception3a = inception("inception3a", "conv2")
        self.inception3b = inception("inception3b", "inception3a")
        self.maxpool3 = max_pool("maxpool3")
        self.inception4a = inception("inception4a", "inception3b")
        self.inception4b = inception("inception4b", "inception4a")
        self.inception4c = inception("inception4c", "inception4b")
        self.inception4d = inception("inception4d", "inception4c")
        self.inception4e = inception("inception4e", "inception4d")
        self.maxpool4 = max_pool("maxpool4", plan.last_pool)
        self.inception5a = inception("inception5a", "inception4e")
        self.inception5b = inception("inception5b", "inception5a")
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(plan.dropout)
        self.fc = nn.Linear(ROWS["inception5b"].channels, num_classes)
        self.aux1 = AuxiliaryHead(ROWS["inception4a"].channels, num_classes, plan) if aux_heads else None
        self.aux2 = AuxiliaryHead(ROWS["inception4d"].channels, num_classes, plan) if aux_heads else None

    def forward(self, x: Tensor, *, heads: bool | None = None) -> GoogLeNetOutputs:
        """x: float32 (N, 3, H, W), 32 pixels a side or more. `heads` None computes the auxiliary heads in
        training mode only. The shapes below are for 224 x 224."""
        with_heads = self.training if heads is None else heads
        aux1 = aux2 = None
        if self.renormalises:
            x = renormalise(x)  # (N, 3, 224, 224)
        x = self.conv1(x)  # (N, 64, 112, 112)
        x = self.norm1(self.maxpool1(x))  # (N, 64, 56, 56)
        x = self.conv2(x)  # (N, 64, 56, 56)
        x = self.norm2(self.conv3(x))  # (N, 192, 56, 56)
        x = self.maxpool2(x)  # (N, 192, 28, 28)
        x = self.inception3a(x)  # (N, 256, 28, 28)
        x = self.inception3b(x)  # (N, 480, 28, 28)
        x = self.maxpool3(x)  # (N, 480, 14, 14)
        x = self.inception4a(x)  # (N, 512, 14, 14)
        if with_heads and self.aux1 is not None:
            aux1 = self.aux1(x)  # (N, classes)
        x = self.inception4b(x)  # (N, 512, 14, 14)
        x = self.inception4c(x)  # (N, 512, 14, 14)
        x = self.inception4d(x)  # (N, 528, 14, 14)
        if with_heads and self.aux2 is not None:
            aux2 = self.aux2(x)  # (N, classes)
        x = self.inception4e(x)  # (N, 832, 14, 14)
        x = self.maxpool4(x)  # (N, 832, 7, 7)
        x = self.inception5a(x)  # (N, 832, 7, 7)
        x = self.inception5b(x)  # (N, 1024, 7, 7)
        x = self.avgpool(x).flatten(1)  # (N, 1024)
        main = self.fc(self.dropout(x))  # (N, classes)
        return GoogLeNetOutputs(main, aux1, aux2)


def auxiliary_pool(x: Tensor, *, adaptive: bool) -> Tensor:
    """The map that an auxiliary head hangs on -> (N, C, 4, 4). Not `adaptive`: as in the paper on 14 x 14."""
    if x.shape[-2:] == (14, 14) and not adaptive:
        return F.avg_pool2d(x, 5, stride=3)
    if x.device.type == "mps":  # its own adaptive pool refuses sizes that 4 does not divide
        return adaptive_average_pool(x, AUX_SIDE)
    return F.adaptive_avg_pool2d(x, AUX_SIDE)


def renormalise(x: Tensor) -> Tensor:
    """Input normalised with ImageNet's mean and std -> the same normalised with 0.5 and 0.5. (N, 3, H, W).

    The published weights were trained on the latter, while torchvision's preprocessing gives the former.
    """
    scale = x.new_tensor([std / 0.5 for std in IMAGENET_STD]).view(1, 3, 1, 1)
    shift = x.new_tensor([(mean - 0.5) / 0.5 for mean in IMAGENET_MEAN]).view(1, 3, 1, 1)
    return x * scale + shift


def initialise(model: GoogLeNet) -> None:
    """Random weights from which every architecture learns, with or without batch normalisation.

    The scale of He et al. 2015 (from fan-in) keeps the size of a signal through ReLU layers: 1.1 after conv1
    and 2.8 after 5b. The last layer of each head starts at a quarter of it, so that the first loss is not far
    above ln(classes). With torchvision's truncated normal of std 0.01 the signal dies on the way where there
    is no batch normalisation: `notes` on ten classes of hand signs stood at ln(10) for 120 steps of Adam at
    3e-4, and learned with this from about the 40th on.
    """
    for module in model.modules():
        if isinstance(module, nn.Conv2d | nn.Linear):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)
    heads = [head for head in (model.aux1, model.aux2) if head is not None]
    for last in (model.fc, *(head.fc2 for head in heads)):
        nn.init.normal_(last.weight, std=0.01)


def build_googlenet(
    architecture: str, num_classes: int, *, aux_heads: bool = True, fused: bool = True
) -> GoogLeNet:
    """A network with random weights. Raises ConfigError for an unknown architecture.

    `fused` changes how the numbers are computed, not which, and not the parameters.
    """
    model = GoogLeNet(find_architecture(architecture), num_classes, aux_heads=aux_heads, fused=fused)
    initialise(model)
    return model


def hollow_googlenet(architecture: str, num_classes: int, *, aux_heads: bool) -> GoogLeNet:
    """A network with shapes and no numbers, to be filled by `load_state_dict(..., assign=True)`.

    Draws nothing from torch's random numbers, which all threads of the process share.
    """
    with torch.device("meta"):
        return GoogLeNet(find_architecture(architecture), num_classes, aux_heads=aux_heads, fused=True)
