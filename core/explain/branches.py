"""The branch lens: what each branch of a module sees in a picture, and what the answer owes to it.

An answer's debt to a branch is measured, not estimated: the network is computed again with the branch giving
zeros. Knows one picture at a time.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor, nn

from core.explain.geometry import BRANCHES
from core.explain.network import LoadedNetwork, hooked, switched_off
from core.explain.results import BranchId, BranchLens, BranchView, ChannelMap, Pixels

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
    here = [BRANCHES.index(branch) for name, branch in off if name == module]
    with network.lock, torch.inference_mode():
        x = network.input_of(pixels)
        answer = network.answer(network.model(x, heads=False).main)
        label = answer.label if label is None else label
        outputs, logits = _outputs_and_logits(network, x, module, off, here)
    number = network.class_number(label)
    answers = [network.answer(row[None]) for row in logits]
    switched = answers[-1]
    odds = network.log_odds(logits, number)
    evidence = [0.0 if place in here else odds[-1] - odds[place] for place in range(len(BRANCHES))]
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
                without=answers[place],
                evidence=evidence[place],
                answer_share=_share([max(0.0, each) for each in evidence], place),
            )
        )
        first += len(output)
    return BranchLens(module, label, pixels, answer, switched, off, tuple(views))


def _outputs_and_logits(
    network: LoadedNetwork, x: Tensor, module: str, off: frozenset[BranchId], here: list[int]
) -> tuple[list[Tensor], Tensor]:
    """What each branch of `module` gives, (C, h, w); and logits (5, classes), first with each branch off too,
    then with `off` alone.

    The five are one batch from the module on: what lies before it is computed once.
    """
    outputs: dict[int, Tensor] = {}

    def vary(place: int, output: Tensor) -> Tensor:
        outputs[place] = output[0]
        batch = output.repeat(len(BRANCHES) + 1, 1, 1, 1)  # (5, C, h, w)
        batch[place] = 0
        return torch.zeros_like(batch) if place in here else batch

    def hook(place: int) -> tuple[nn.Module, object]:
        return network.part(module, BRANCHES[place]), lambda _m, _i, output: vary(place, output)

    elsewhere = [branch for branch in off if branch.module != module]
    with switched_off(network, elsewhere), hooked(hook(place) for place in range(len(BRANCHES))):  # type: ignore[misc]
        logits = network.model(x, heads=False).main
    return [outputs[place] for place in range(len(BRANCHES))], logits


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
