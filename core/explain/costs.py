"""What each part of the network costs: parameters and multiplications, and what the 1x1 reductions save.

All from the rows that the network is built from; a test holds the numbers to a real network. Must not know
torch.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.explain.geometry import Layer, path
from core.model.architecture import (
    AUX_INPUTS,
    INPUT_SIZE,
    ROWS,
    Weighted,
    find_architecture,
    multiply_adds,
    parameters,
)


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A row of Table 1 (Szegedy et al. 2014), for one network as it is.

    `modules` are the network's parts that the row stands for. `size` (a side) and `channels` are of the
    output; `operations` are multiply-adds for one picture. The paper's own figures, in thousands and in
    millions, are None where it prints none.
    """

    name: str
    kind: str  # as in the table, or "auxiliary head"
    modules: tuple[str, ...]
    size: int
    channels: int
    parameters: int
    operations: int
    printed_params: float | None = None
    printed_ops: float | None = None


def table(architecture: str, num_classes: int, size: int = INPUT_SIZE) -> tuple[BlockRow, ...]:
    """The rows from conv1 to fc for pictures of `size`, each auxiliary head right after what it hangs on.

    Raises ConfigError for an unknown architecture.
    """
    plan = find_architecture(architecture)
    counts = parameters(plan, num_classes)
    work = multiply_adds(plan, num_classes, size)
    heads = {place: head for head, place in AUX_INPUTS.items()}
    rows = []
    for step in path(architecture, size):
        name = "conv2" if step.name == "conv3" else step.name
        if step.name == "conv2":  # one row with conv3, whose output it has
            continue
        row = ROWS[name]
        modules = ("conv2", "conv3") if name == "conv2" else (name,)
        rows.append(
            BlockRow(
                name,
                row.kind,
                modules,
                step.size_out,
                step.channels_out,
                counts.get(name, 0),
                work.get(name, 0),
                row.printed_params,
                row.printed_ops,
            )
        )
        if name in heads:
            head = heads[name]
            rows.append(BlockRow(head, "auxiliary head", (head,), 1, num_classes, counts[head], work[head]))
    fc = ROWS["fc"]
    last = BlockRow(
        "fc", fc.kind, ("fc",), 1, num_classes, counts["fc"], work["fc"], fc.printed_params, fc.printed_ops
    )
    return (*rows, last)


@dataclass(frozen=True, slots=True)
class ModuleCost:
    """Multiply-adds for one picture and parameters of an Inception module, as it is and without its 1x1
    reductions."""

    name: str
    operations: int
    operations_without: int
    parameters: int
    parameters_without: int


@dataclass(frozen=True, slots=True)
class PointwiseCosts:
    """`total` is the sum over the nine `modules`."""

    modules: tuple[ModuleCost, ...]
    total: ModuleCost


def pointwise_costs(architecture: str, size: int = INPUT_SIZE) -> PointwiseCosts:
    """What the 1x1 convolutions in front of the 3x3 and the "5x5" save, for pictures of `size`.

    Without them the 3x3 and the "5x5" read the module's input itself. Input and output of the module keep
    their shapes in both, so that the 1x1 after the pool stays: module is compared with module, and what the
    more channels of a pool without projection would cost further on (Szegedy et al. 2014, section 4) is left
    out.
    """
    batch = find_architecture(architecture).normalisation == "batch"

    def cost(layers: list[Layer], side: int) -> tuple[int, int]:
        weighted = [
            Weighted(layer.channels_in, layer.channels_out, layer.kernel, side, batch)
            for layer in layers
            if layer.kind == "convolution"
        ]
        return sum(w.multiply_adds for w in weighted), sum(w.parameters for w in weighted)

    modules = []
    for step in path(architecture, size):
        if step.kind != "inception":
            continue
        ones, threes, fives, pooled = (branch.layers for branch in step.branches)
        operations, count = cost([*ones, *threes, *fives, *pooled], step.size_out)
        direct = [_read_directly(threes[-1], step.channels_in), _read_directly(fives[-1], step.channels_in)]
        operations_without, count_without = cost([*ones, *direct, *pooled], step.size_out)
        modules.append(ModuleCost(step.name, operations, operations_without, count, count_without))
    total = ModuleCost(
        "",
        sum(m.operations for m in modules),
        sum(m.operations_without for m in modules),
        sum(m.parameters for m in modules),
        sum(m.parameters_without for m in modules),
    )
    return PointwiseCosts(tuple(modules), total)


def _read_directly(layer: Layer, channels_in: int) -> Layer:
    """`layer` on an input of `channels_in`."""
    return Layer(layer.kind, layer.kernel, layer.stride, layer.padding, channels_in, layer.channels_out)
