"""train(): a run from its first event to its last. The loop itself is `_epoch`; read that first.

Knows neither how things are built (`setup`) nor how they are saved and paused (`active`).
"""

from __future__ import annotations

import contextlib
import math
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from core.config import TrainConfig
from core.control import RunControl
from core.device import choose_device, threads
from core.errors import DataError, NinefoldError
from core.events import EpochDone, Event, Job, Phase, Progress, RunFinished, StepDone, StopReason, observed
from core.files import remove_parts
from core.training.active import ActiveRun, not_finite
from core.training.automatic import evaluation_batch, settled
from core.training.checkpoint import load_checkpoint
from core.training.failures import as_failure
from core.training.freezing import hold_still, turning_points
from core.training.frozen import have_features, sources
from core.training.recovery import go_on_after
from core.training.runs import (
    CHECKPOINT,
    TENSORBOARD,
    EventLog,
    RunLock,
    claim_run_dir,
    new_run_dir,
    read_config,
    summarise,
    write_config,
)
from core.training.schedule import learning_rate, train_size
from core.training.setup import rewind, set_up
from core.training.state import carried_on
from core.training.statistics import settle_statistics
from core.training.step import take_step
from core.training.tensorboard import TensorBoardLog
from core.training.transplant import fitted_to_weights
from core.training.validate import validate


def train(
    config: TrainConfig,
    control: RunControl,
    *,
    run: Path | None = None,
    resume_from: Path | None = None,
    tensorboard: bool = False,
) -> Job[RunFinished]:
    """Train on the folder of `config`, in the folder `run` (None: a new one in Ninefold's own place).

    `resume_from` goes on with the run in that folder, with its own settings; only `data` is taken from
    `config`. On a CPU it comes to the same bits as if it had never been interrupted. The last event is
    RunFinished. On failure that is recorded and yielded too, then the NinefoldError is raised with all locks
    released. A run that is stopped can be gone on with, wherever it was.

    With `tensorboard` the run's folder has files for TensorBoard too, from now on.
    """
    if resume_from is not None:
        folder, config = resume_from, replace(read_config(resume_from), data=config.data)
    else:
        folder = new_run_dir(config) if run is None else run
        claim_run_dir(folder, config.data)
    config = replace(config, data=config.data.absolute())
    with RunLock(folder), closing(EventLog(folder)) as log, ExitStack() as boards:
        remove_parts(folder)
        try:
            board = None
            if tensorboard or (folder / TENSORBOARD).is_dir():
                board = boards.enter_context(closing(TensorBoardLog(folder / TENSORBOARD)))
            job = _run(config, control, folder, log, resume_from is not None)
            return (yield from observed(job, partial(_log, log, board)))
        except Exception as error:
            failure = as_failure(error, folder, config)
            finished = _ended_early(folder, failure)
            with contextlib.suppress(OSError):  # the disk may be what failed
                log.append(finished)
            yield finished
            if finished.reason is StopReason.STOPPED:
                return finished
            if failure is None or failure is error:
                raise
            raise failure from error


def _run(
    config: TrainConfig, control: RunControl, folder: Path, log: EventLog, resumed: bool
) -> Job[RunFinished]:
    # A run that was interrupted before its first checkpoint begins anew.
    saved = load_checkpoint(folder / CHECKPOINT) if resumed and (folder / CHECKPOINT).exists() else None
    rewind(log, saved)
    if saved:
        config = carried_on(config, saved)
    else:
        config = yield from settled(fitted_to_weights(config), choose_device())
        write_config(folder, config)  # first of all, so that the run can be gone on with from here on
    with ExitStack() as resources:
        resources.enter_context(threads(saved.threads if saved else config.threads))
        job = yield from set_up(config, control, folder, log, saved, resources)
        while (yield from job.heed()):
            try:
                if (yield from _epoch(job)):
                    yield from _end_of_epoch(job)
            except Exception as error:
                yield from go_on_after(error, job)
        if not job.state.complete:
            yield from job.save()
        finished = job.finished(StopReason.COMPLETED if job.state.complete else StopReason.STOPPED)
    yield finished
    return finished


def _epoch(job: ActiveRun) -> Job[bool]:
    """The steps that are left of the present epoch; False where there is something to heed before its end."""
    config, state = job.config, job.state
    if not (yield from have_features(job)):
        return False
    size = train_size(config, state.epoch, state.course)
    smallest = min(2, config.batch_size)  # batch normalisation cannot work on one picture
    batches = sources(job)[0].training(
        state.order.tolist(), config.batch_size, size, config.seed, state.epoch, state.step
    )
    yield from job.enter(Phase.FIRST_BATCH if job.phase is Phase.PREPARING else Phase.TRAINING)
    hold_still(state)
    state.model.train()
    with closing(batches):
        for batch in batches:
            if (yield from job.between(batch)) or job.control.change_requested:
                return False
            if len(batch.labels) >= smallest:
                rate = learning_rate(config, state.epoch, state.step, state.steps, state.course)
                losses, norm = take_step(state, batch, rate, job.device)
                state.sums.add(losses)
                seconds = job.lap()
                speed = len(batch.labels) / seconds
                state.step += 1
                left = job.forecast.after_step(job)
                yield StepDone(state.epoch, state.step, state.steps, losses, rate, norm, speed, left)
                yield from state.watch.after_step(losses, config, len(state.classes), job.chance)
                yield from job.measure_gradients(seconds)
                yield from job.tell_decoded()
            else:
                state.step += 1
            yield from job.enter(Phase.TRAINING)
            yield from job.save_when_due()
    return True


def _end_of_epoch(job: ActiveRun) -> Job[None]:
    """Validate, keep the best, save; nothing where there is something to heed before that is done."""
    config, state = job.config, job.state
    if not state.sums.steps:
        raise DataError("no-training-pictures")
    yield from job.save_when_due(soon=True)  # a crash in a long validation costs no steps
    yield from job.enter(Phase.VALIDATING)
    job.lap()
    training_seconds = state.epoch_seconds
    if (
        yield from settle_statistics(
            state.evaluated,
            state.model,
            state.items,
            config,
            job.device,
            job.between,
            job.features.training if job.features else None,
        )
    ):
        return
    validation = yield from validate(
        state.evaluated,
        sources(job)[1],
        job.validation_pictures,
        config.preprocessing,
        job.device,
        job.between,
        evaluation_batch(config),
        config.precision,
    )
    if validation is None:
        return
    scores = validation.scores
    if not math.isfinite(scores.main.loss):
        raise not_finite(state)
    validation_seconds = job.lap()
    yield from job.enter(Phase.SAVING)
    best = state.take_score(scores)
    if best:
        job.save_best(validation)
    done = EpochDone(
        epoch=state.epoch,
        epochs=config.epochs,
        training=state.sums.means(),
        validation=scores,
        best=best,
        seconds=state.epoch_seconds,
        seconds_left=job.forecast.after_epoch(job, training_seconds, validation_seconds),
    )
    troubles = state.watch.after_epoch(
        done, config, job.chance, state.classes, validation.predicted, validation.actual
    )
    state.next_epoch()
    yield from job.save(done, *troubles, *turning_points(state))


def _log(log: EventLog, board: TensorBoardLog | None, event: Event) -> None:
    """Progress within a phase is not kept."""
    if not isinstance(event, Progress):
        log.append(event)
    if board is not None:
        board.take(event)


def _ended_early(folder: Path, failure: NinefoldError | None) -> RunFinished:
    """The last event of a run that ended with an error; a stop while the folder is read is none."""
    code = failure.code if failure else "unexpected"
    stopped = code == "cancelled"
    past = summarise(folder)
    return RunFinished(
        reason=StopReason.STOPPED if stopped else StopReason.FAILED,
        run=folder,
        model=past.model if past else None,
        epochs_done=past.epochs_done if past else 0,
        best_epoch=past.best_epoch if past else None,
        best_accuracy=past.best_accuracy if past else None,
        seconds=past.seconds if past else 0.0,
        code=None if stopped else code,
    )
