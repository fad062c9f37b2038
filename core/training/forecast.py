"""How long the rest of a run takes, foreseen from what it has taken so far. Knows the run, and no files.

Each epoch costs what its steps and its validation cost, and steps differ: pictures grow in the course of a
run, and while the heads learn alone a step takes next to nothing.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from core.config import BATCH_NORM_ARCHITECTURES, TrainConfig
from core.training.schedule import held_epochs, sizes_ahead, train_size
from core.training.statistics import settling_count

if TYPE_CHECKING:
    from core.training.active import ActiveRun

TELL_SECONDS = 1.0
"""Between two forecasts after steps: nobody reads faster."""
_STEP_PIXELS = 32 * 72**2
"""What a step costs whatever its pictures are, in pixels of training: on a CPU the steps of a batch of 32 at
128 and at 160 pixels took 1.50 and 2.14 times as long as those at 96."""
_FIRST_STEPS = 10
"""So many steps tell what others take: the first one of a run, and of an epoch, waits for its batch."""
_TRAINING_COST = 3.0
"""Of a picture in training against the network's answer alone: the way back is twice the work."""


class Forecast:
    """What a validation of the whole network takes is remembered; until there was one it is reckoned. So is
    what a pixel of training took in the epoch before, which counts as much as the first steps of an epoch."""

    def __init__(self) -> None:
        self._validation: float | None = None
        self._pixel: float | None = None
        self._told = float("-inf")

    def after_step(self, job: ActiveRun) -> float | None:
        """Seconds until the last epoch is validated, patience aside; None where it was told just now, or
        where there were too few steps to tell."""
        now, state = time.monotonic(), job.state
        unknown = self._pixel is None and state.step < min(_FIRST_STEPS, state.steps)
        if unknown or now - self._told < TELL_SECONDS:
            return None
        self._told = now
        return self._left(job, state.epoch_seconds, validated=False)

    def after_epoch(self, job: ActiveRun, training_seconds: float, validation_seconds: float) -> float:
        """The same once the present epoch is done, of which so much was training and validation."""
        self._validation = validation_seconds
        return self._left(job, training_seconds, validated=True)

    def forget(self) -> None:
        """What comes now takes another time: the heads no longer learn alone, or learn alone from here on."""
        self._validation = self._pixel = None

    def _left(self, job: ActiveRun, training_seconds: float, *, validated: bool) -> float:
        config, state, features = job.config, job.state, job.features
        if features and features.epoch == state.epoch:
            training_seconds = max(0.0, training_seconds - features.seconds)
        step = training_seconds / max(state.step, 1)
        done = state.epoch  # the epochs after it are those in which the whole network learns
        if features:
            done = held_epochs(config)
            heads = done - state.epoch
            left = step * (state.steps * (heads + 1) - state.step)
            left += (heads + (not validated)) * (self._validation or 0.0)
            pixel = _TRAINING_COST * features.per_view / config.preprocessing.size**2
            validation = _validating(job, pixel)
        else:
            work = _work(config, train_size(config, state.epoch, state.course))
            pixel = step / work
            if self._pixel is not None:
                pixel = (state.step * pixel + _FIRST_STEPS * self._pixel) / (state.step + _FIRST_STEPS)
            if validated:
                self._pixel = pixel
            left = pixel * work * (state.steps - state.step)
            validation = _validating(job, pixel) if self._validation is None else self._validation
            left += 0.0 if validated else validation
        sizes = sizes_ahead(config, done, state.course)
        return left + sum(pixel * state.steps * _work(config, size) + validation for size in sizes)


def _work(config: TrainConfig, size: int) -> float:
    """Of a step at `size`, in pixels."""
    return config.batch_size * size**2 + _STEP_PIXELS


def _validating(job: ActiveRun, pixel: float) -> float:
    """Seconds of a validation of the whole network, with the settling of its statistics before."""
    config = job.config
    views = (1 + config.preprocessing.flip_average) * job.validation_pictures
    if config.architecture in BATCH_NORM_ARCHITECTURES:
        views += settling_count(len(job.state.items))
    return pixel / _TRAINING_COST * config.preprocessing.size**2 * views
