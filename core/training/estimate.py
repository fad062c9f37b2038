"""How long a run would take on this computer, from a few real steps of it. Leaves no run behind."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from functools import partial
from time import perf_counter

import numpy as np
import torch

from core.config import TrainConfig
from core.control import RunControl
from core.data.dataset import Dataset, open_dataset
from core.data.loader import Loader
from core.device import choose_device, threads
from core.errors import DataError
from core.events import Estimated, Job, Phase, PhaseChanged
from core.training.automatic import EVALUATION_BATCH, evaluation_batch, settled
from core.training.features import FeatureLoader, blank_features
from core.training.frozen import heads_alone, views_of
from core.training.room import with_room
from core.training.schedule import held_epochs, train_size
from core.training.setup import build_state, freeze_garbage_collector, trainable
from core.training.state import TrainingState
from core.training.statistics import settling_items
from core.training.step import take_step
from core.training.transplant import fitted_to_weights
from core.training.validate import validate

_STEPS = 3  # timed at each size, after one that is not
_BUSY = 4  # batches that keep the loader working, as it is in mid-epoch, until the last timed step


def estimate(config: TrainConfig, control: RunControl) -> Job[Estimated]:
    """The time of the run that `config` describes, each of its picture sizes measured.

    Decoding, which happens once, is told apart by taking the same pictures twice. Raises DataError for
    pictures that cannot be trained on, DataError("cancelled") on stop, and ResourceError where memory does
    not suffice. Where a device's does not, the time is that of the smaller batches that training would take.
    """
    dataset = yield from trainable(  # how many pictures are on each side is known without a search
        open_dataset(
            config.data, control, validation_share=config.validation_share, test_share=config.test_share
        )
    )
    yield PhaseChanged(Phase.MEASURING)
    device = choose_device()
    config = yield from settled(fitted_to_weights(config), device)
    return (yield from with_room(config, device, partial(_measured, dataset, control, device)))


def _measured(
    dataset: Dataset, control: RunControl, device: torch.device, config: TrainConfig
) -> Job[Estimated]:
    items, validation = dataset.of("train"), dataset.of("validation")
    sample = validation[: 3 * EVALUATION_BATCH]
    with (
        threads(config.threads),
        Loader(items, config.preprocessing, config.augmentation) as training_loader,
        Loader(sample, config.preprocessing, config.augmentation) as validation_loader,
    ):
        state = build_state(config, dataset, device)
        freeze_garbage_collector()
        steps = len(items) / config.batch_size
        alone = held_epochs(config) if heads_alone(config) else 0
        epochs_of = Counter(train_size(config, epoch) for epoch in range(alone + 1, config.epochs + 1))
        decoding = 0.0
        seconds: dict[int, float] = {}
        for size in sorted(epochs_of):
            if not seconds:
                decoding = yield from _step_seconds(state, training_loader, size, device, control)
            seconds[size] = yield from _step_seconds(state, training_loader, size, device, control)
        if seconds:
            decoding = max(0.0, decoding - seconds[min(seconds)]) / config.batch_size
        head_seconds = 0.0
        if alone:
            features = blank_features(state.model, items)
            head_seconds = yield from _step_seconds(state, features, 0, device, control)
        first = 0.0
        for _ in range(2):  # the first time warms up
            began = perf_counter()
            yield from validate(
                state.evaluated,
                validation_loader,
                len(sample),
                config.preprocessing,
                device,
                lambda _: _cancelled(control),
                evaluation_batch(config),
                config.precision,
            )
            each = (perf_counter() - began) / len(sample)
            first = first or each
    training_views, validation_views = views_of(config)
    view = each / validation_views
    validating = each * len(validation) + view * len(settling_items(state.model, items, config))
    training = steps * (
        sum(seconds[size] * epochs for size, epochs in epochs_of.items()) + head_seconds * alone
    )
    repeated = training + validating * (config.epochs - alone)
    decoding = decoding if epochs_of else max(0.0, first - each)  # of a picture
    once = decoding * (len(items) + len(validation))
    if alone:
        once += view * (training_views * len(items) + validation_views * len(validation))
    speed = len(items) * config.epochs / training
    return Estimated(once + repeated, repeated / config.epochs, speed, once)


def _step_seconds(
    state: TrainingState, loader: Loader | FeatureLoader, size: int, device: torch.device, control: RunControl
) -> Job[float]:
    """The time of a step at `size` in mid-epoch: always of the same pictures, in the same order."""
    batch_size = state.config.batch_size
    pictures = np.random.default_rng(state.config.seed).permutation(len(state.items))
    order = np.resize(pictures, (1 + _STEPS + _BUSY) * batch_size).tolist()
    times = []
    state.model.train()
    with closing(loader.training(order, batch_size, size, state.config.seed, epoch=1)) as batches:
        for batch in batches:
            if len(batch.labels) > 1:
                take_step(state, batch, 0.0, device)
            times.append(perf_counter())
            yield from _cancelled(control)
            if len(times) > _STEPS:
                break
    return float(np.diff(times).mean())


def _cancelled(control: RunControl) -> Job[bool]:
    """Never true; raises DataError where the estimate is no longer wanted."""
    if control.stop_requested:
        raise DataError("cancelled")
    yield from ()
    return False
