"""The learning-rate range test: a short training in which the rate climbs until the loss breaks out.

Leaves no run behind and no trace in the random states. Knows no run folder.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from functools import partial
from statistics import fmean, pstdev

import torch

from core.config import TrainConfig
from core.control import RunControl
from core.data.dataset import Dataset, open_dataset
from core.data.loader import Batch, Loader
from core.device import choose_device, threads
from core.errors import DataError, RunError
from core.events import Job, Phase, PhaseChanged, RateSuggested, RateTried
from core.training.automatic import settled
from core.training.checkpoint import random_states, restore_random_states
from core.training.freezing import hold_still
from core.training.room import with_room
from core.training.schedule import train_size
from core.training.setup import build_state, freeze_garbage_collector, trainable
from core.training.state import TrainingState, epoch_order
from core.training.step import take_step
from core.training.transplant import begin, fitted_to_weights

STEPS = 100
_LOWEST = {"adam": 1e-6, "adamw": 1e-6, "sgd": 1e-5}
_DECADES = 6  # so that a decade has some 17 steps
_SMOOTHING = 0.2  # of the newest loss
_BEYOND = 2.0  # times the lowest smoothed loss so far: there the loss has broken out
_MARGIN = 10  # between the rate of the lowest loss and the suggested one


def find_rate(config: TrainConfig, control: RunControl, steps: int | None = None) -> Job[RateSuggested]:
    """Train the network of `config` for up to `steps` (100) steps, each at a higher rate.

    RateTried follows each. Source: Smith 2017, "Cyclical Learning Rates for Training Neural Networks",
    section 3.3; the rate climbs exponentially. It ends where the smoothed loss is twice the lowest, or no
    number. The suggestion is a tenth of the rate at which the smoothed loss was lowest: there it still falls,
    and the edge is far enough. The last event is the result. Where a device has no memory for a batch, the
    test begins anew with half of it. Raises DataError for pictures that cannot be trained on,
    DataError("cancelled") on stop, and ResourceError where memory does not suffice.
    """
    before = random_states()
    try:
        return (yield from _find_rate(config, control, steps or STEPS))
    finally:
        restore_random_states(before)


def _find_rate(config: TrainConfig, control: RunControl, steps: int) -> Job[RateSuggested]:
    dataset = yield from trainable(
        open_dataset(
            config.data, control, validation_share=config.validation_share, test_share=config.test_share
        )
    )
    device = choose_device()
    config = yield from settled(fitted_to_weights(config), device)
    yield PhaseChanged(Phase.TRYING_RATES)
    curve = yield from with_room(config, device, partial(_curve, dataset, control, device, steps))
    suggested = suggestion(curve, diverged=len(curve) < steps or _broken_out(curve))
    yield suggested
    return suggested


def _curve(
    dataset: Dataset, control: RunControl, device: torch.device, steps: int, config: TrainConfig
) -> Job[list[RateTried]]:
    """The whole test, from the first rate on."""
    lowest = _LOWEST[config.optimizer]
    curve: list[RateTried] = []
    with (
        threads(config.threads),
        Loader(dataset.of("train"), config.preprocessing, config.augmentation) as loader,
    ):
        state = build_state(config, dataset, device)
        yield from begin(state)
        freeze_garbage_collector()
        hold_still(state)
        state.model.train()
        with closing(_batches(state, loader)) as batches:
            for batch in batches:
                control.wait_while_paused()
                if control.stop_requested:
                    raise DataError("cancelled")
                if len(batch.labels) < 2:
                    continue
                rate = lowest * 10 ** (_DECADES * len(curve) / max(1, steps - 1))
                tried = _try(state, batch, rate, device, curve, steps)
                if tried is None:
                    break
                curve.append(tried)
                yield tried
                if len(curve) == steps or _broken_out(curve):
                    break
    return curve


def suggestion(curve: list[RateTried], *, diverged: bool) -> RateSuggested:
    """What follows from the whole curve: nothing where the loss never fell.

    It fell where the smoothed loss lies below the losses of the first decade, at which nothing can be learned
    yet, by more than their spread.
    """
    idle = [tried.loss for tried in curve if tried.rate < 10 * curve[0].rate]
    tried = [each for each in curve if each.rate >= 10 * curve[0].rate]
    lowest = min(tried, key=lambda each: each.smoothed, default=None)
    if lowest is None or lowest.smoothed >= fmean(idle) - pstdev(idle):
        return RateSuggested(None, None, diverged)
    return RateSuggested(lowest.rate / _MARGIN, lowest.rate, diverged)


def _try(
    state: TrainingState, batch: Batch, rate: float, device: torch.device, curve: list[RateTried], steps: int
) -> RateTried | None:
    """One step at `rate`; None where its loss is no number."""
    try:
        losses, _ = take_step(state, batch, rate, device)
    except RunError:  # the only one that a step raises
        return None
    past = curve[-1].smoothed if curve else losses.total
    smoothed = past + _SMOOTHING * (losses.total - past)
    return RateTried(len(curve) + 1, steps, rate, losses.total, smoothed)


def _broken_out(curve: list[RateTried]) -> bool:
    return curve[-1].smoothed > _BEYOND * min(tried.smoothed for tried in curve)


def _batches(state: TrainingState, loader: Loader) -> Generator[Batch, None, None]:
    """Epoch after epoch, at the size that the first ones of a run have. Ends where no picture can be used."""
    config, epoch = state.config, 0
    usable = True
    while usable:
        epoch += 1
        usable = False
        order = epoch_order(state.items, config, epoch).tolist()
        size = train_size(config, 1)
        with closing(loader.training(order, config.batch_size, size, config.seed, epoch)) as batches:
            for batch in batches:
                usable = usable or len(batch.labels) > 1
                yield batch
