"""Builds what a run needs before its first step: pictures, network, optimiser, and where it stood before."""

from __future__ import annotations

import functools
import gc
from contextlib import ExitStack
from pathlib import Path

import torch

from core.config import TrainConfig, config_to_dict
from core.control import RunControl
from core.data.dataset import Dataset
from core.data.loader import Loader
from core.data.prepare import prepare_dataset
from core.device import MEMORY_FORMAT, choose_device, describe
from core.errors import DataError
from core.events import Job, Phase, PhaseChanged, RunStarted, Warned
from core.model.googlenet import build_googlenet
from core.training.active import ActiveRun
from core.training.checkpoint import Checkpoint
from core.training.frozen import let_go
from core.training.optimization import WeightAverage, build_optimizer
from core.training.runs import EventLog, write_config
from core.training.state import TrainingState, epoch_order
from core.training.transplant import begin
from core.training.watch import chance_level


def set_up(
    config: TrainConfig,
    control: RunControl,
    run: Path,
    log: EventLog,
    saved: Checkpoint | None,
    resources: ExitStack,
) -> Job[ActiveRun]:
    """A run that stands before its next step: the first one, or the one after the checkpoint `saved`.

    `resources` closes what has to be closed. Raises DataError for pictures that cannot be trained on, and
    RunError where they do not fit the checkpoint.
    """
    dataset = yield from trainable(
        prepare_dataset(
            config.data, control, validation_share=config.validation_share, test_share=config.test_share
        )
    )
    yield PhaseChanged(Phase.PREPARING)
    device = choose_device()
    state = build_state(config, dataset, device)
    job = ActiveRun(
        control=control,
        run=run,
        log=log,
        device=device,
        dataset=dataset,
        state=state,
        training=resources.enter_context(Loader(state.items, config.preprocessing, config.augmentation)),
        validation=resources.enter_context(
            Loader(dataset.of("validation"), config.preprocessing, config.augmentation)
        ),
        chance=chance_level(dataset.counts("train"), config),
        preface=log.sync(),
    )
    resources.callback(let_go, job)
    freeze_garbage_collector()
    yield from stand_at(job, saved)
    return job


def rewind(log: EventLog, saved: Checkpoint | None, start: int = 0) -> None:
    """Have it end where it did when `saved` was written (None: after `start` bytes). The rest comes anew."""
    log.cut_back(saved.log_length if saved else start)
    for line in saved.log_tail if saved else ():
        log.append_line(line)


def stand_at(job: ActiveRun, saved: Checkpoint | None) -> Job[None]:
    """Have `job`, whose state is fresh, stand where `saved` stood (None: at the beginning)."""
    state, dataset, config = job.state, job.dataset, job.config
    begun = [] if saved else begin(state)
    unchanged = state.restore(saved) if saved else True
    write_config(job.run, config)  # the folder may have moved
    yield RunStarted(
        run=job.run,
        config=config_to_dict(config),
        classes=dataset.classes,
        training_pictures=len(state.items),
        validation_pictures=job.validation_pictures,
        steps_per_epoch=state.steps,
        epochs=config.epochs,
        first_epoch=state.epoch,
        first_step=state.step + 1,
        parameters=sum(p.numel() for p in state.model.parameters()),
        device=describe(job.device),
        resumed=saved is not None,
    )
    yield from begun
    if not unchanged:
        yield Warned("pictures-changed", {"epoch": state.epoch})


def trainable(opening: Job[Dataset]) -> Job[Dataset]:
    """What `opening` opens, with two classes or more and pictures on both sides. Raises DataError."""
    dataset = yield from opening
    yield from dataset.notices
    if len(dataset.classes) < 2:
        raise DataError("too-few-classes-left")
    if not dataset.of("train"):
        raise DataError("no-training-pictures")
    if not dataset.of("validation"):
        raise DataError("no-validation-pictures")
    return dataset


def build_state(config: TrainConfig, dataset: Dataset, device: torch.device) -> TrainingState:
    """A network with random weights from the seed of `config`, before its first step."""
    torch.manual_seed(config.seed)
    model = build_googlenet(config.architecture, len(dataset.classes), aux_heads=config.aux_heads)
    model = model.to(device=device, memory_format=MEMORY_FORMAT)  # type: ignore[call-overload]
    items = dataset.of("train")
    return TrainingState(
        config=config,
        model=model,
        optimizer=build_optimizer(model, config),
        average=WeightAverage(model, config.ema_decay) if config.ema_decay else None,
        items=items,
        classes=dataset.classes,
        order=epoch_order(items, config, epoch=1),
    )


@functools.cache
def freeze_garbage_collector() -> None:
    """Once torch and all are imported, spare the collector their objects.

    A full collection over them takes 200 to 300 ms, during which a window in the same process stands still.
    """
    gc.freeze()
