"""What changes by plan in a run: the learning rate and the size of the pictures. Pure functions, no torch.

Both follow from the position alone, so that there is no scheduler whose state could be lost.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from core.config import TrainConfig

_WARM_UP = 0.3  # share of a one-cycle run in which the rate rises
_FIRST_SHARE = 1 / 25  # of the highest rate, at the start of a one-cycle run
_LAST_SHARE = _FIRST_SHARE * 1e-4  # and at its end
_COSINE_WARM_UP = 0.05
_STEP_EPOCHS = 8
_STEP_FACTOR = 0.96
_LATEST = 0.9
"""Of the progress from which a run of more epochs goes on: at its very end the rate is next to nothing, and
nothing would be learned in the epochs that were added. Here it is some 5 % of the highest."""


@dataclass(frozen=True, slots=True)
class Course:
    """The way through the schedule: `progress` (0..1) was reached after `position` epochs, and it goes evenly
    from there to 1 at the end of the last epoch: the rate does not jump where their number changes."""

    position: float = 0.0
    progress: float = 0.0

    def at(self, position: float, epochs: int) -> float:
        """The progress after `position` epochs of `epochs`."""
        if position <= self.position:
            return self.progress
        return self.progress + (1 - self.progress) * (position - self.position) / (epochs - self.position)

    def begun_at(self, position: float) -> Course:
        """The same where it has been turned since; else one that begins after `position` epochs."""
        return self if self.position >= position else Course(position)

    def turned(self, position: float, epochs: int) -> Course:
        """The course of a run of `epochs` that gets another number of them after `position` epochs."""
        return Course(position, min(self.at(position, epochs), _LATEST)) if position else Course()


def learning_rate(
    config: TrainConfig, epoch: int, steps_done: int, steps: int, course: Course | None = None
) -> float:
    """The rate of the next step, `steps_done` of `steps` into `epoch` (which counts from 1).

    Where frozen blocks are unfrozen on the way, the schedule is gone through twice: what learns from then on
    is warmed up as well.

    "one-cycle": up along a half cosine, then down along another (Smith and Topin 2017, with the shares that
    torch.optim.lr_scheduler.OneCycleLR uses). "cosine": down along half a cosine after a short linear rise
    (Loshchilov and Hutter 2016). "step": down by 4 % each 8 epochs (Szegedy et al. 2014, section 6).
    """
    highest = config.learning_rate
    frozen = frozen_epochs(config)
    span = (config.epochs - frozen if epoch > frozen else frozen) * steps
    progress = _progress(config, epoch - 1 + steps_done / steps, course)
    if config.schedule == "one-cycle":
        if progress < _WARM_UP:
            return _half_cosine(highest * _FIRST_SHARE, highest, progress / _WARM_UP)
        return _half_cosine(highest, highest * _LAST_SHARE, (progress - _WARM_UP) / (1 - _WARM_UP))
    if config.schedule == "cosine":
        if progress < _COSINE_WARM_UP:
            first = 1 / (_COSINE_WARM_UP * span)  # no step of the warm-up is wasted at zero
            return highest * min(1.0, max(first, progress / _COSINE_WARM_UP))
        return _half_cosine(highest, 0.0, (progress - _COSINE_WARM_UP) / (1 - _COSINE_WARM_UP))
    if config.schedule == "step":
        return highest * _STEP_FACTOR ** ((epoch - 1) // _STEP_EPOCHS)
    return highest


def train_size(config: TrainConfig, epoch: int, course: Course | None = None) -> int:
    """Height and width of the training pictures in `epoch`, in pixels."""
    sizes = config.train_sizes
    if not sizes:
        return config.preprocessing.size
    progress = _progress(config, epoch - 1, course)
    return sizes[min(int(progress * len(sizes) + 1e-9), len(sizes) - 1)]  # 1/3 of 3 is 1, whatever floats say


def sizes_ahead(config: TrainConfig, epoch: int, course: Course | None = None) -> Iterator[int]:
    """The training sizes of the epochs after `epoch`."""
    return (train_size(config, later, course) for later in range(epoch + 1, config.epochs + 1))


def held_epochs(config: TrainConfig) -> int:
    """In how many epochs, from the first on, blocks are held still."""
    if not config.frozen_until:
        return 0
    return min(config.unfreeze_epoch - 1, config.epochs) if config.unfreeze_epoch else config.epochs


def frozen_epochs(config: TrainConfig) -> int:
    """The epochs before frozen blocks begin to learn; 0 where that never happens, or nothing is frozen."""
    held = held_epochs(config)
    return held if held < config.epochs else 0


def _progress(config: TrainConfig, position: float, course: Course | None) -> float:
    """How far (0..1) the schedule is gone through after `position` epochs."""
    frozen = frozen_epochs(config)
    if position < frozen:
        return position / frozen
    return (course or Course()).begun_at(frozen).at(position, config.epochs)


def _half_cosine(start: float, end: float, share: float) -> float:
    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2
