"""Sizes along the path through the network, with the arithmetic, and what part of the picture a place sees.

Reads the rows that the network is built from; a test holds the results to a real network. Must not know
torch.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from core.model.architecture import (
    INPUT_CHANNELS,
    INPUT_SIZE,
    TABLE_1,
    Architecture,
    Row,
    find_architecture,
    output_size,
)

BRANCHES = ("branch1", "branch2", "branch3", "branch4")
"""Of an Inception module: 1x1, 3x3, "5x5", pool."""


@dataclass(frozen=True, slots=True)
class Sizing:
    """out = (in - F + 2P) / S + 1 with numbers. `ceil` rounds up where the division leaves a rest."""

    size: int
    kernel: int
    stride: int = 1
    padding: int = 0
    ceil: bool = False

    @property
    def span(self) -> int:
        """in - F + 2P: how far the kernel can be moved."""
        return self.size - self.kernel + 2 * self.padding

    @property
    def valid(self) -> bool:
        """Whether the kernel fits into the padded map at all."""
        return min(self.size, self.kernel, self.stride) > 0 and self.padding >= 0 and self.span >= 0

    @property
    def quotient(self) -> Fraction:
        return Fraction(self.span, self.stride)

    @property
    def rounded(self) -> int:
        """The quotient as a whole number, rounded as this layer rounds."""
        return -(-self.span // self.stride) if self.ceil else self.span // self.stride

    @property
    def dropped(self) -> bool:
        """Whether the window that rounding up has added is left out, for it would begin behind the map."""
        return self.out < self.rounded + 1

    @property
    def out(self) -> int:
        return output_size(self.size, self.kernel, self.stride, self.padding, ceil=self.ceil)


@dataclass(frozen=True, slots=True)
class Layer:
    """One convolution or max pool. `kind` is "convolution" or "max pool"."""

    kind: str
    kernel: int
    stride: int
    padding: int
    channels_in: int
    channels_out: int
    ceil: bool = False

    def sizing(self, size: int) -> Sizing:
        """Its arithmetic on a map of `size`."""
        return Sizing(size, self.kernel, self.stride, self.padding, self.ceil)


@dataclass(frozen=True, slots=True)
class Branch:
    """One way through an Inception module: its layers in order."""

    name: str
    layers: tuple[Layer, ...]

    @property
    def channels(self) -> int:
        return self.layers[-1].channels_out


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the network on the way from the picture to the answer, named as the network's module.

    `layers` are those of a convolution or pool; an Inception module has `branches` instead. Sizes are sides.
    """

    name: str
    kind: str  # "convolution", "max pool", "inception" or "avg pool"
    size_in: int
    size_out: int
    channels_in: int
    channels_out: int
    layers: tuple[Layer, ...] = ()
    branches: tuple[Branch, ...] = ()

    @property
    def sizing(self) -> Sizing | None:
        """The arithmetic of the step; None for a module, each of whose branches has its own."""
        return self.layers[0].sizing(self.size_in) if self.layers else None


def path(architecture: str, size: int = INPUT_SIZE) -> tuple[Step, ...]:
    """Every step of the named architecture from a picture of `size` pixels to the 1024 features, in order."""
    plan = find_architecture(architecture)
    steps: list[Step] = []
    channels = INPUT_CHANNELS
    for row in TABLE_1:
        for name, kind, layers, branches in _parts(row, plan, size, channels):
            inner = branches[0].layers if branches else layers
            out = size
            for layer in inner:
                out = layer.sizing(out).out
            after = sum(branch.channels for branch in branches) or layers[-1].channels_out
            steps.append(Step(name, kind, size, out, channels, after, layers, branches))
            size, channels = out, after
    return tuple(steps)


_Part = tuple[str, str, tuple[Layer, ...], tuple[Branch, ...]]


def _parts(row: Row, plan: Architecture, size: int, channels: int) -> list[_Part]:
    """The network's modules that a row of the table stands for."""
    if row.kind == "inception":
        return [(row.name, row.kind, (), _branches(plan, row, channels))]
    if row.kind == "max pool":
        kernel = plan.last_pool if row.name == "maxpool4" else row.patch
        pool = Layer("max pool", kernel, row.stride, 0, channels, channels, ceil=True)
        return [(row.name, row.kind, (pool,), ())]
    if row.kind == "avg pool":  # over the whole map, whatever its side
        return [(row.name, row.kind, (Layer("avg pool", size, 1, 0, channels, channels),), ())]
    if row.kind != "convolution":
        return []
    if row.reduce3:  # two modules: the 1x1 reduction and the rest
        reduce, rest = (
            _convolution(1, channels, row.reduce3),
            _convolution(row.patch, row.reduce3, row.threes),
        )
        return [("conv2", row.kind, (reduce,), ()), ("conv3", row.kind, (rest,), ())]
    return [(row.name, row.kind, (_convolution(row.patch, channels, row.channels, row.stride),), ())]


def _branches(plan: Architecture, row: Row, channels: int) -> tuple[Branch, ...]:
    """The four branches of the module of `row`, whose input has `channels`."""
    wide = plan.wide_kernel
    pool = Layer("max pool", 3, 1, 1, channels, channels)
    ways = (
        (_convolution(1, channels, row.ones),),
        (_convolution(1, channels, row.reduce3), _convolution(3, row.reduce3, row.threes)),
        (_convolution(1, channels, row.reduce5), _convolution(wide, row.reduce5, row.fives)),
        (pool, _convolution(1, channels, row.pool_proj)),
    )
    return tuple(Branch(name, layers) for name, layers in zip(BRANCHES, ways, strict=True))


def _convolution(kernel: int, channels_in: int, channels_out: int, stride: int = 1) -> Layer:
    return Layer("convolution", kernel, stride, kernel // 2, channels_in, channels_out)


@dataclass(frozen=True, slots=True)
class Field:
    """The receptive field of a block: what a place on its map sees of the picture, in pixels of the input.

    `size` is its side, `stride` how far apart the fields of two neighbouring places lie, `start` the middle
    of the first one; the input's first pixel reaches from 0 to 1. Source: the recurrences of Araujo, Norris
    and Sim 2019, "Computing Receptive Fields of Convolutional Neural Networks".
    """

    size: int
    stride: int
    start: float

    def centre(self, place: int) -> float:
        """The middle of the field of the place with that row or column."""
        return self.start + place * self.stride

    def box(self, row: int, column: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the field of a place. It may reach beyond the picture."""
        x, y, half = self.centre(column), self.centre(row), self.size / 2
        return x - half, y - half, x + half, y + half

    def after(self, layer: Layer) -> Field:
        """The field of a place on the map that `layer` makes of this one."""
        return Field(
            self.size + (layer.kernel - 1) * self.stride,
            self.stride * layer.stride,
            self.start + ((layer.kernel - 1) / 2 - layer.padding) * self.stride,
        )


def fields(architecture: str) -> dict[str, Field]:
    """The field of each step from conv1 to inception5b; of a module, that of its widest branch."""
    return {step.name: max(found.values(), key=_size) for step, found in _fields_on_the_way(architecture)}


def branch_fields(architecture: str, module: str) -> dict[str, Field]:
    """The field of each branch of an Inception module: all have the same middle."""
    return next(found for step, found in _fields_on_the_way(architecture) if step.name == module)


def _fields_on_the_way(architecture: str) -> list[tuple[Step, dict[str, Field]]]:
    field = Field(1, 1, 0.5)
    result = []
    for step in path(architecture):
        if step.kind == "avg pool":
            break
        ways = {branch.name: branch.layers for branch in step.branches} or {step.name: step.layers}
        found = {}
        for name, layers in ways.items():
            found[name] = field
            for layer in layers:
                found[name] = found[name].after(layer)
        field = max(found.values(), key=_size)
        result.append((step, found))
    return result


def _size(field: Field) -> int:
    return field.size
