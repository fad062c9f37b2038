"""How a run goes on after what need not end it: a loss that is no number, a device without memory left.

Knows the run as a whole, and nothing of single steps.
"""

from __future__ import annotations

from dataclasses import replace

from core.config import smallest_batch
from core.device import free_unused
from core.errors import RunError
from core.events import Job, Warned
from core.training.active import ActiveRun
from core.training.checkpoint import load_checkpoint
from core.training.room import device_is_full
from core.training.runs import CHECKPOINT
from core.training.setup import build_state, rewind, stand_at
from core.training.state import carried_on

MOST_SETBACKS = 2
_LOWEST_RATE = 1e-8


def go_on_after(error: Exception, job: ActiveRun) -> Job[None]:
    """Set `job` up to go on after `error`; raises `error` where it cannot."""
    if isinstance(error, RunError) and error.code == "loss-not-finite":
        if job.state.setbacks == MOST_SETBACKS:
            raise error
        yield from _go_back(job, error)
    elif device_is_full(error):
        if job.config.batch_size // 2 < smallest_batch(job.config.architecture):
            raise error
        error.__traceback__ = None  # which holds the tensors of the step that failed
        yield from _halve_batch(job)
    else:
        raise error


def _go_back(job: ActiveRun, error: RunError) -> Job[None]:
    """To the last checkpoint, or the beginning where there is none, with half the learning rate.

    What was logged since then is dropped: it happens anew.
    """
    path = job.run / CHECKPOINT
    saved = load_checkpoint(path) if path.exists() else None
    setbacks = job.state.setbacks + 1
    config = job.config
    job.state = build_state(carried_on(config, saved) if saved else config, job.dataset, job.device)
    rewind(job.log, saved, job.preface)
    yield from stand_at(job, saved)
    rate = max(job.config.learning_rate / 2, _LOWEST_RATE)
    job.state.config = replace(job.config, learning_rate=rate)
    job.state.setbacks = setbacks
    told = Warned("rate-halved", {**error.data, "rate": f"{rate:.2g}"})
    yield from job.changed_to({"learning_rate": rate}, told)


def _halve_batch(job: ActiveRun) -> Job[None]:
    before = job.config.batch_size
    job.state.optimizer.zero_grad(set_to_none=True)
    free_unused(job.device)
    job.state.halve_batch()
    after = job.config.batch_size
    told = Warned("batch-halved", {"before": before, "batch_size": after, "device": job.device.type})
    yield from job.changed_to({"batch_size": after}, told)
