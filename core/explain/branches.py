"""The branch lens: what each branch of a module sees in a picture, and what the answer owes to it.

An answer's debt to a branch is measured, not estimated: the network is computed again with the branch giving
zeros. Knows one picture at a time.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor, nn

from core.device import MEMORY_FORMAT
from core.explain.geometry import BRANCHES
from core.explain.network import Hook, LoadedNetwork, hooked
from core.explain.results import BranchId, BranchLens, BranchView, ChannelMap, Pixels
from core.model.architecture import ROWS

MAPS = 8  # channels shown of each branch


def branch_lens(
    network: LoadedNetwork,
    pixels: Pixels,
    *,
    module: str,
    off: Iterable[BranchId] = (),
    label: str | None = None,
    maps: int = MAPS,
) -> BranchLens:
    """Look at `module` (as "inception4c") with the branches `off` switched off, wherever they are.

    `pixels` (size, size, 3) is a prepared picture; the evidence is about `label` (None: what is answered with
    all branches on). Each branch shows its `maps` strongest channels, by their mean.
    """
    off = frozenset(off)
    here = [place for place, branch in enumerate(BRANCHES) if BranchId(module, branch) in off]
    with network.lock, torch.inference_mode():
        outputs, logits = _outputs_and_logits(network, network.input_of(pixels), module, off)
    answers = [network.answer(row[None]) for row in logits]
    *without, switched = answers[: len(BRANCHES) + 1]
    answer = answers[-1]
    label = answer.label if label is None else label
    *odds_without, odds = network.log_odds(logits[: len(BRANCHES) + 1], network.class_number(label))
    evidence = [0.0 if place in here else odds - each for place, each in enumerate(odds_without)]
    sums = [0.0 if place in here else float(output.sum()) for place, output in enumerate(outputs)]
    first = 0
    views = []
    for place, (branch, output) in enumerate(zip(BRANCHES, outputs, strict=True)):
        views.append(
            BranchView(
                branch=branch,
                kernel=_kernel(network.part(module, branch)),
                channels=len(output),
                maps=_strongest(output, first, maps),
                activation_share=_share(sums, place),
                without=without[place],
                evidence=evidence[place],
                answer_share=_share([max(0.0, each) for each in evidence], place),
            )
        )
        first += len(output)
    return BranchLens(module, label, pixels, answer, switched, off, tuple(views))


def _outputs_and_logits(
    network: LoadedNetwork, x: Tensor, module: str, off: frozenset[BranchId]
) -> tuple[list[Tensor], Tensor]:
    """What each branch of `module` gives, (C, h, w); and logits (5 or 6, classes): first with each of its
    branches off too, then with `off` alone, and last with all branches on.

    These are one batch from the first module on in which they differ: what lies before it is computed once.
    """
    rows = [off | {BranchId(module, branch)} for branch in BRANCHES] + [off]
    if off:
        rows.append(frozenset())
    modules = {module, *(each.module for each in off)}
    fork = min(modules, key=list(ROWS).index)
    outputs: dict[str, Tensor] = {}

    def vary(which: BranchId, output: Tensor) -> Tensor:
        if which.module == fork:
            output = output.expand(len(rows), -1, -1, -1).clone(memory_format=MEMORY_FORMAT)
        if which.module == module:
            outputs[which.branch] = output[len(BRANCHES)].clone()  # in sight of `off`
        output[[which in row for row in rows]] = 0
        return output

    def hook(which: BranchId) -> tuple[nn.Module, Hook]:
        return network.part(*which), lambda _m, _i, output: vary(which, output)

    with hooked(hook(BranchId(name, branch)) for name in modules for branch in BRANCHES):
        logits = network.model(x, heads=False).main
    return [outputs[branch] for branch in BRANCHES], logits


def _strongest(output: Tensor, first: int, count: int) -> tuple[ChannelMap, ...]:
    """The channels of `output` (C, h, w) with the highest means; the module counts them from `first`."""
    means = output.mean(dim=(1, 2))  # (C,)
    order = means.argsort(descending=True, stable=True)[:count].tolist()
    result = []
    for channel in order:
        values = output[channel].float().cpu().numpy()
        peak = float(values.max())
        scaled = values * (255 / peak) if peak > 0 else np.zeros_like(values)
        thumbnail = scaled.round().astype(np.uint8)
        result.append(ChannelMap(first + channel, float(means[channel]), peak, thumbnail))
    return tuple(result)


def _kernel(branch: nn.Module) -> int:
    return max(int(m.kernel_size[0]) for m in branch.modules() if isinstance(m, nn.Conv2d))


def _share(values: list[float], place: int) -> float:
    total = sum(values)
    return values[place] / total if total > 0 else 0.0
