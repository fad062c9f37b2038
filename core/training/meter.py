"""The gradient meter: now and then during training, what of each head's loss reaches each block.

It measures on one fixed batch of training pictures, between two steps, and as often as a small share of the
time allows. When it measures depends on the clock, therefore; what training computes does not, for measuring
leaves no trace in it. Knows no files.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace

import numpy as np
import torch

from core.config import BLOCK_NAMES
from core.data.dataset import Item
from core.data.loader import Batch, Loader
from core.device import network_input
from core.events import GradientsMeasured
from core.explain.gradients import measure_gradients
from core.training.state import TrainingState

SHARE = 0.03
"""Of the time of training, at the most."""

PROBE = 8
"""Pictures in the batch that is measured on."""

_FIRST_COST = 2.1
"""Of measuring a picture, in times of training on it: a way forward and up to three back, to a third each."""


class GradientMeter:
    """Fed with each step's time; see `after_step`."""

    def __init__(self) -> None:
        self._trained = 0.0
        self._measured = 0.0
        self._last: float | None = None
        self._probe: Batch | None = None

    def after_step(
        self, state: TrainingState, seconds: float, device: torch.device
    ) -> GradientsMeasured | None:
        """What was measured after a step that took `seconds`; None where nothing is due, or to be told."""
        if not any(parameter.requires_grad for parameter in state.model.inception5b.parameters()):
            return None  # all blocks are held still: nothing reaches any
        self._trained += seconds
        last = self._last
        if last is None:
            last = _FIRST_COST * seconds * PROBE / state.config.batch_size
        if self._measured + last > SHARE * self._trained:
            return None
        began = time.perf_counter()
        measured = self._measure(state, device)
        self._last = time.perf_counter() - began
        self._measured += self._last
        return measured

    def _measure(self, state: TrainingState, device: torch.device) -> GradientsMeasured | None:
        config = state.config
        if self._probe is None:
            self._probe = _probe(state)
        if len(self._probe.labels) < 2:
            return None
        found = measure_gradients(
            state.model,
            network_input(self._probe.pixels, config.preprocessing, device),
            torch.from_numpy(self._probe.labels).to(device),
            label_smoothing=config.label_smoothing,
            precision=config.precision,
        )
        if not math.isfinite(sum(sum(norms) for norms in found.norms.values())):
            return None
        return GradientsMeasured(
            epoch=state.epoch,
            step=state.step,
            blocks=BLOCK_NAMES,
            main=found.norms["main"],
            aux1=found.norms.get("aux1"),
            aux2=found.norms.get("aux2"),
            aux1_weight=config.aux1_weight,
            aux2_weight=config.aux2_weight,
            main_aux1=found.cosines.get(("main", "aux1")),
            main_aux2=found.cosines.get(("main", "aux2")),
            aux1_aux2=found.cosines.get(("aux1", "aux2")),
        )


def _probe(state: TrainingState) -> Batch:
    """The batch that is measured on: the same throughout a run, whole pictures of the smallest size that it
    trains at, so that a short run can be measured more than once.
    """
    config = state.config
    size = min(config.train_sizes, default=config.preprocessing.size)
    with (
        Loader(_probe_items(state), replace(config.preprocessing, size=size), config.augmentation) as loader,
        closing(loader.evaluation(PROBE)) as batches,
    ):
        return next(batches)


def _probe_items(state: TrainingState) -> list[Item]:
    """Training pictures of as many classes as there is room for, by the seed."""
    order = np.random.default_rng([state.config.seed, 0, PROBE]).permutation(len(state.items))
    turns: Counter[int] = Counter()
    ranked = []
    for place, index in enumerate(order):
        item = state.items[index]
        ranked.append((turns[item.label], place, item))
        turns[item.label] += 1
    ranked.sort(key=lambda each: each[:2])
    return [item for _, _, item in ranked[:PROBE]]
