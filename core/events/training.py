"""What is said while a network is trained, and before: how long it takes, and which rate suits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.events.base import Event


class StopReason(StrEnum):
    """Why a training run ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class HeadLosses(Event):
    """Cross-entropies in nats. An auxiliary loss is None where the run has no auxiliary heads."""

    total: float
    main: float
    aux1: float | None = None
    aux2: float | None = None


@dataclass(frozen=True, slots=True)
class HeadScore(Event):
    """One head on the validation pictures: mean cross-entropy in nats, share of right answers 0..1."""

    loss: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class HeadScores(Event):
    main: HeadScore
    aux1: HeadScore | None = None
    aux2: HeadScore | None = None


@dataclass(frozen=True, slots=True)
class RunStarted(Event):
    """`first_epoch` and `first_step` count from 1 and are later ones where the run is resumed."""

    run: Path
    config: Mapping[str, Any]
    classes: tuple[str, ...]
    training_pictures: int
    validation_pictures: int
    steps_per_epoch: int
    epochs: int
    first_epoch: int
    first_step: int
    parameters: int
    device: str
    resumed: bool


@dataclass(frozen=True, slots=True)
class StepDone(Event):
    """After one optimiser step. `epoch` and `step` count from 1, `step` within the epoch.

    `seconds_left`, until the last epoch is validated, is foreseen anew once a second and None in between.
    """

    epoch: int
    step: int
    steps: int
    losses: HeadLosses
    learning_rate: float
    gradient_norm: float
    pictures_per_second: float
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class GradientsMeasured(Event):
    """What of each head's loss reaches each block, measured after a step on the run's probe batch.

    For each of `blocks`, from conv1 to inception5b: the norm of the gradient of a head's own loss, without
    its weight in the total, at the block's parameters, and the cosine between the gradients of two heads.
    None stands for a head that the run has not, and among cosines for a gradient that does not reach.
    """

    epoch: int
    step: int
    blocks: tuple[str, ...]
    main: tuple[float, ...]
    aux1: tuple[float, ...] | None
    aux2: tuple[float, ...] | None
    aux1_weight: float
    aux2_weight: float
    main_aux1: tuple[float | None, ...] | None = None
    main_aux2: tuple[float | None, ...] | None = None
    aux1_aux2: tuple[float | None, ...] | None = None

    def shares(self) -> dict[str, tuple[float, ...]]:
        """Each head's part w |g| / sum of w |g| in what reaches each block, 0..1, by head."""
        nothing = (0.0,) * len(self.blocks)
        pulls = {
            "main": self.main,
            "aux1": tuple(self.aux1_weight * norm for norm in self.aux1 or nothing),
            "aux2": tuple(self.aux2_weight * norm for norm in self.aux2 or nothing),
        }
        sums = [sum(column) or 1.0 for column in zip(*pulls.values(), strict=True)]
        return {
            head: tuple(pull / total for pull, total in zip(row, sums, strict=True))
            for head, row in pulls.items()
        }


@dataclass(frozen=True, slots=True)
class ArmStarted(Event):
    """In a comparison: the events that follow are of the run `run`, number `arm` (from 1) of `arms`, in which
    both auxiliary heads have the weight `aux_weight`."""

    arm: int
    arms: int
    aux_weight: float
    run: Path


@dataclass(frozen=True, slots=True)
class EpochDone(Event):
    """After an epoch's validation, once its checkpoint is on disk.

    `training` are means over the epoch's steps; `best` says that the main head was never better.
    """

    epoch: int
    epochs: int
    training: HeadLosses
    validation: HeadScores
    best: bool
    seconds: float
    seconds_left: float


@dataclass(frozen=True, slots=True)
class CheckpointSaved(Event):
    path: Path
    epoch: int
    step: int


@dataclass(frozen=True, slots=True)
class Paused(Event):
    epoch: int
    step: int


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    epoch: int
    step: int


@dataclass(frozen=True, slots=True)
class SettingsChanged(Event):
    """From the step after `step` of `epoch` on, `settings` hold; named by their paths in the config."""

    epoch: int
    step: int
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RunFinished(Event):
    """The last event of a run. `model` is None where no epoch was completed; `code` says why it failed."""

    reason: StopReason
    run: Path
    model: Path | None
    epochs_done: int
    best_epoch: int | None
    best_accuracy: float | None
    seconds: float
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Estimated(Event):
    """How long a run would take here, from a measured step. Times in seconds; of `seconds`, `once` come once
    in a run, however many epochs it has: pictures are decoded, features computed."""

    seconds: float
    seconds_per_epoch: float
    pictures_per_second: float
    once: float = 0.0


@dataclass(frozen=True, slots=True)
class RateTried(Event):
    """After one step of the learning-rate range test. `loss` is the total, `smoothed` its running mean."""

    step: int
    steps: int
    rate: float
    loss: float
    smoothed: float


@dataclass(frozen=True, slots=True)
class RateSuggested(Event):
    """The end of the range test. `lowest` is the rate of the lowest smoothed loss; both rates are None where
    the loss never fell. `diverged` says that the test ended early, as the loss broke out."""

    suggestion: float | None
    lowest: float | None
    diverged: bool
