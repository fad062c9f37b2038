"""Table 1 of "Going Deeper with Convolutions" (Szegedy et al. 2014) as data; the four named architectures.

The network is built from these rows, and the window's diagram and arithmetic read the same ones. Plain
numbers and pure functions; must not know torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.errors import ConfigError

INPUT_SIZE = 224
INPUT_CHANNELS = 3
AUX_INPUTS: Mapping[str, str] = MappingProxyType({"aux1": "inception4a", "aux2": "inception4d"})
AUX_SIDE = 4  # of the map that an auxiliary head's pool leaves
AUX_CHANNELS = 128
AUX_UNITS = 1024


def output_size(size: int, kernel: int, stride: int = 1, padding: int = 0, *, ceil: bool = False) -> int:
    """Side of the map that a convolution or pool makes: (size - kernel + 2 padding) / stride + 1.

    Rounded down, or up with `ceil`; but then a last window that would begin in the padding behind the map is
    left out.
    """
    span = size - kernel + 2 * padding
    if not ceil:
        return span // stride + 1
    result = -(-span // stride) + 1
    return result - 1 if (result - 1) * stride >= size + padding else result


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table. `name` is that of the network's module; a convolution's row with a `reduce3` is
    two modules ("conv2" makes the 1x1 reduction, "conv3" the rest).

    `size` and `channels` are of the output for a picture of 224 x 224; `printed_params` (in thousands) and
    `printed_ops` (multiply-adds in millions) are the paper's own figures, misprints included.
    """

    name: str
    kind: str  # "convolution", "max pool", "inception", "avg pool", "dropout", "linear", "softmax"
    patch: int = 0
    stride: int = 1
    size: int = 1
    channels: int = 0
    depth: int = 0
    ones: int = 0
    reduce3: int = 0
    threes: int = 0
    reduce5: int = 0
    fives: int = 0
    pool_proj: int = 0
    printed_params: float | None = None
    printed_ops: float | None = None


_Branches = tuple[int, int, int, int, int, int]  # in the order of the table: 1x1 to pool proj


def _inception(name: str, size: int, channels: int, branches: _Branches, params: float, ops: float) -> Row:
    return Row(name, "inception", 0, 1, size, channels, 2, *branches, params, ops)


TABLE_1: tuple[Row, ...] = (
    Row("conv1", "convolution", 7, 2, 112, 64, 1, printed_params=2.7, printed_ops=34),
    Row("maxpool1", "max pool", 3, 2, 56, 64),
    Row(
        "conv2", "convolution", 3, 1, 56, 192, 2, reduce3=64, threes=192, printed_params=112, printed_ops=360
    ),
    Row("maxpool2", "max pool", 3, 2, 28, 192),
    _inception("inception3a", 28, 256, (64, 96, 128, 16, 32, 32), 159, 128),
    _inception("inception3b", 28, 480, (128, 128, 192, 32, 96, 64), 380, 304),
    Row("maxpool3", "max pool", 3, 2, 14, 480),
    _inception("inception4a", 14, 512, (192, 96, 208, 16, 48, 64), 364, 73),
    _inception("inception4b", 14, 512, (160, 112, 224, 24, 64, 64), 437, 88),
    _inception("inception4c", 14, 512, (128, 128, 256, 24, 64, 64), 463, 100),
    _inception("inception4d", 14, 528, (112, 144, 288, 32, 64, 64), 580, 119),
    _inception("inception4e", 14, 832, (256, 160, 320, 32, 128, 128), 840, 170),
    Row("maxpool4", "max pool", 3, 2, 7, 832),
    _inception("inception5a", 7, 832, (256, 160, 320, 32, 128, 128), 1072, 54),
    _inception("inception5b", 7, 1024, (384, 192, 384, 48, 128, 128), 1388, 71),
    Row("avgpool", "avg pool", 7, 1, 1, 1024),
    Row("dropout", "dropout", 0, 1, 1, 1024),
    Row("fc", "linear", 0, 1, 1, 1000, 1, printed_params=1000, printed_ops=1),
    Row("softmax", "softmax", 0, 1, 1, 1000),
)
ROWS: Mapping[str, Row] = MappingProxyType({row.name: row for row in TABLE_1})


@dataclass(frozen=True, slots=True)
class Architecture:
    """What the table leaves open, or what a later network changed. Dropouts are probabilities of blanking."""

    name: str
    normalisation: str  # "local response", "none" or "batch"
    wide_kernel: int = 5  # of the branch that the paper calls 5x5
    last_pool: int = 3  # kernel of maxpool4
    dropout: float = 0.4
    aux_dropout_before: float = 0.0  # between an auxiliary head's convolution and its first linear layer
    aux_dropout: float = 0.7  # between its two linear layers
    aux_adaptive: bool = False  # pool to 4x4 whatever the map, instead of 5x5/3 on a 14x14 one
    renormalises: bool = False  # takes input normalised as for ImageNet, and computes with mean and std 0.5

    @property
    def conv_bias(self) -> bool:
        """Batch normalisation has its own shift, which makes a convolution's bias idle."""
        return self.normalisation != "batch"


ARCHITECTURES: Mapping[str, Architecture] = MappingProxyType(
    {
        a.name: a
        for a in (
            Architecture("paper", "local response"),
            Architecture("notes", "none", aux_dropout_before=0.5, aux_dropout=0.5),
            Architecture("modern", "batch"),
            # As torchvision's network, whose ImageNet weights it takes: 3x3 where the paper has 5x5 is
            # pytorch/vision issue 906.
            Architecture(
                "imagenet",
                "batch",
                wide_kernel=3,
                last_pool=2,
                dropout=0.2,
                aux_adaptive=True,
                renormalises=True,
            ),
        )
    }
)


def find_architecture(name: str) -> Architecture:
    """Raises ConfigError for an unknown name."""
    if name not in ARCHITECTURES:
        raise ConfigError("bad-setting", name="architecture", value=name, allowed=", ".join(ARCHITECTURES))
    return ARCHITECTURES[name]


@dataclass(frozen=True, slots=True)
class Weighted:
    """The arithmetic of one convolution, or of one linear layer (kernel 1 on a map of 1 x 1)."""

    in_channels: int
    out_channels: int
    kernel: int
    side: int  # of the output map
    normalised: bool = False  # batch normalisation (a scale and a shift per channel) instead of a bias

    @property
    def multiply_adds(self) -> int:
        return self.side**2 * self.out_channels * self.in_channels * self.kernel**2

    @property
    def parameters(self) -> int:
        own = 2 if self.normalised else 1
        return self.out_channels * (self.in_channels * self.kernel**2 + own)


def map_sides(architecture: Architecture, size: int = INPUT_SIZE) -> dict[str, int]:
    """Side of each module's output map, by name from conv1 to avgpool, for a picture of `size` pixels."""
    sides: dict[str, int] = {}
    side = size
    for row in TABLE_1:
        if row.kind == "max pool":
            kernel = architecture.last_pool if row.name == "maxpool4" else row.patch
            side = output_size(side, kernel, row.stride, ceil=True)
        elif row.name == "conv1":
            side = output_size(side, row.patch, row.stride, row.patch // 2)
        elif row.kind == "avg pool":  # over the whole map: 7x7 at 224 pixels
            side = 1
        elif row.kind not in ("convolution", "inception"):
            continue
        sides[row.name] = side
        if row.name == "conv2":
            sides["conv3"] = side
    return sides


def weighted_layers(
    architecture: Architecture, num_classes: int = 1000, size: int = INPUT_SIZE
) -> dict[str, tuple[Weighted, ...]]:
    """The convolutions and linear layers of each row, and of each auxiliary head as "aux1" and "aux2"."""
    batch = architecture.normalisation == "batch"
    sides = map_sides(architecture, size)
    layers: dict[str, tuple[Weighted, ...]] = {}
    channels = INPUT_CHANNELS
    inputs: dict[str, int] = {}
    for row in TABLE_1:
        if row.kind == "inception":
            wide = architecture.wide_kernel
            shapes = [
                (channels, row.ones, 1),
                (channels, row.reduce3, 1),
                (row.reduce3, row.threes, 3),
                (channels, row.reduce5, 1),
                (row.reduce5, row.fives, wide),
                (channels, row.pool_proj, 1),
            ]
        elif row.reduce3:
            shapes = [(channels, row.reduce3, 1), (row.reduce3, row.threes, row.patch)]
        elif row.kind == "convolution":
            shapes = [(channels, row.channels, row.patch)]
        else:
            shapes = []
        if shapes:
            layers[row.name] = tuple(Weighted(i, o, k, sides[row.name], batch) for i, o, k in shapes)
            channels = row.channels
        if row.kind == "linear":
            layers[row.name] = (Weighted(channels, num_classes, 1, 1),)
        inputs[row.name] = channels
    for head, place in AUX_INPUTS.items():
        layers[head] = (
            Weighted(inputs[place], AUX_CHANNELS, 1, AUX_SIDE, batch),
            Weighted(AUX_CHANNELS * AUX_SIDE**2, AUX_UNITS, 1, 1),
            Weighted(AUX_UNITS, num_classes, 1, 1),
        )
    return layers


def multiply_adds(
    architecture: Architecture, num_classes: int = 1000, size: int = INPUT_SIZE
) -> dict[str, int]:
    """Multiply-adds for one picture, per row that has any and per auxiliary head."""
    rows = weighted_layers(architecture, num_classes, size)
    return {name: sum(layer.multiply_adds for layer in layers) for name, layers in rows.items()}


def parameters(architecture: Architecture, num_classes: int = 1000) -> dict[str, int]:
    """Parameters per row that has any and per auxiliary head, biases and batch normalisation included."""
    rows = weighted_layers(architecture, num_classes)
    return {name: sum(layer.parameters for layer in layers) for name, layers in rows.items()}
