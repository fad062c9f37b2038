"""Everything that changes while a run goes on, and its way into a checkpoint and back. Knows no files."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from core.config import BATCH_NORM_ARCHITECTURES, TrainConfig, config_from_dict, config_to_dict
from core.data.dataset import Item
from core.errors import RunError
from core.events import HeadScores
from core.live_settings import changed, live_settings
from core.model.googlenet import GoogLeNet
from core.training.checkpoint import Checkpoint, pictures_fingerprint, random_states, restore_random_states
from core.training.objective import LossSums
from core.training.optimization import WeightAverage
from core.training.schedule import Course, frozen_epochs
from core.training.watch import Watch


@dataclass(frozen=True, slots=True)
class Best:
    """The best epoch so far, by accuracy of the main head; of equal ones, that of the lower loss."""

    epoch: int
    accuracy: float
    loss: float


@dataclass(slots=True)
class TrainingState:
    """`epoch` counts from 1; `step` is the number of steps done within it, `order` the epoch's pictures.

    `setbacks` is how often the run has gone back to a checkpoint at a lower learning rate.
    """

    config: TrainConfig
    model: GoogLeNet
    optimizer: torch.optim.Optimizer
    average: WeightAverage | None
    items: Sequence[Item]
    classes: Sequence[str]
    order: npt.NDArray[np.int64]
    epoch: int = 1
    step: int = 0
    sums: LossSums = field(default_factory=LossSums)
    epoch_seconds: float = 0.0
    seconds: float = 0.0
    best: Best | None = None
    course: Course = field(default_factory=Course)
    setbacks: int = 0
    watch: Watch = field(default_factory=Watch)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do: all epochs are done, or patience has run out."""
        return self.epoch > self.config.epochs or self.out_of_patience

    @property
    def out_of_patience(self) -> bool:
        patience = self.config.patience
        return bool(patience and self.best and self.epoch - 1 - self.best.epoch >= patience)

    @property
    def frozen(self) -> bool:
        """Whether the blocks up to `frozen_until` are held still in the present epoch."""
        until = self.config.unfreeze_epoch
        return bool(self.config.frozen_until) and (not until or self.epoch < until)

    @property
    def sound(self) -> bool:
        """Whether every weight, and what normalisation layers have counted, is a finite number."""
        numbers = [tensor for tensor in self.model.state_dict().values() if tensor.is_floating_point()]
        return math.isfinite(torch.nn.utils.get_total_norm(numbers).item())

    @property
    def evaluated(self) -> GoogLeNet:
        """The network that is validated and kept: the averaged one where there is one."""
        return self.model if self.average is None else self.average.model

    @property
    def steps(self) -> int:
        """Steps in an epoch."""
        return -(-len(self.order) // self.config.batch_size)

    def spent(self, seconds: float) -> None:
        self.epoch_seconds += seconds
        self.seconds += seconds

    def take_score(self, scores: HeadScores) -> bool:
        """Whether this epoch's validation makes it the best."""
        main = scores.main
        if self.best and (main.accuracy, -main.loss) <= (self.best.accuracy, -self.best.loss):
            return False
        self.best = Best(self.epoch, main.accuracy, main.loss)
        return True

    def change(self, config: TrainConfig) -> None:
        """Go on with the settings of `config`, from the next step on.

        An epoch that has begun is finished, even where `config` has fewer.
        """
        epochs = max(config.epochs, self.epoch if self.step else self.epoch - 1, 1)
        config = replace(config, epochs=epochs)
        frozen = frozen_epochs(self.config)
        if (epochs, frozen_epochs(config)) != (self.config.epochs, frozen):
            position = self.epoch - 1 + self.step / self.steps
            if position > frozen or not frozen:
                self.course = self.course.begun_at(frozen).turned(position, self.config.epochs)
        self.config = config

    def halve_batch(self) -> None:
        """Go on with batches of half the size, just behind the pictures that this epoch has had."""
        had = self.step * self.config.batch_size
        self.config = replace(self.config, batch_size=self.config.batch_size // 2)
        self.step = min(had // self.config.batch_size, self.steps)

    def next_epoch(self) -> None:
        self.epoch += 1
        self.begin_epoch()

    def begin_epoch(self) -> None:
        """Stand at the beginning of the present epoch."""
        self.step = 0
        self.sums = LossSums()
        self.epoch_seconds = 0.0
        self.order = epoch_order(self.items, self.config, self.epoch)

    def checkpoint(self, log_length: int, log_tail: Sequence[str]) -> Checkpoint:
        return Checkpoint(
            config=config_to_dict(self.config),
            classes=list(self.classes),
            pictures=pictures_fingerprint(self.items),
            epoch=self.epoch,
            step=self.step,
            order=torch.from_numpy(self.order),
            sums=asdict(self.sums),
            epoch_seconds=self.epoch_seconds,
            seconds=self.seconds,
            best=asdict(self.best) if self.best else None,
            model=dict(self.model.state_dict()),
            optimizer=self.optimizer.state_dict(),
            average=self.average.state_dict() if self.average else None,
            random_states=random_states(),
            threads=torch.get_num_threads(),
            log_length=log_length,
            log_tail=list(log_tail),
            course=asdict(self.course),
            setbacks=self.setbacks,
            watch=asdict(self.watch),
        )

    def restore(self, saved: Checkpoint) -> bool:
        """Stand where `saved` stood; False where the pictures have changed, so that its epoch begins anew.

        Raises RunError where the classes or the settings are not those of the checkpoint.
        """
        if list(saved.classes) != list(self.classes):
            raise RunError("classes-changed", before=", ".join(saved.classes), after=", ".join(self.classes))
        changed = _changed_settings(saved.config, self.config)
        if changed:
            raise RunError("settings-changed", names=", ".join(changed))
        self.model.load_state_dict(saved.model)
        self.optimizer.load_state_dict(dict(saved.optimizer))
        if self.average and saved.average:
            self.average.load_state_dict(saved.average)
        self.seconds = saved.seconds
        self.best = Best(**saved.best) if saved.best else None  # type: ignore[arg-type]
        self.course = Course(**saved.course)
        self.setbacks = saved.setbacks
        self.watch = Watch(**saved.watch)
        self.epoch = saved.epoch
        self.begin_epoch()
        restore_random_states(saved.random_states)
        if saved.pictures != pictures_fingerprint(self.items):
            return False
        self.step = saved.step
        self.order = saved.order.numpy()
        self.sums = LossSums(**saved.sums)  # type: ignore[arg-type]
        self.epoch_seconds = saved.epoch_seconds
        return True


def epoch_order(items: Sequence[Item], config: TrainConfig, epoch: int) -> npt.NDArray[np.int64]:
    """The indices of the pictures of `epoch` in the order of training, from (seed, epoch) alone.

    With `balance_classes` they are drawn with replacement, each class as often as the others. Where there is
    batch normalisation, a last batch below half the size is left out: the statistics of so few pictures
    make a step that undoes others. In the next epoch it is other pictures that are left out.
    """
    generator = np.random.default_rng([config.seed, epoch])
    if config.balance_classes:
        labels = np.array([item.label for item in items])
        weights = 1 / np.bincount(labels)[labels]
        order = generator.choice(len(items), len(items), p=weights / weights.sum())
    else:
        order = generator.permutation(len(items))
    rest = len(order) % config.batch_size
    if config.architecture in BATCH_NORM_ARCHITECTURES and rest < config.batch_size / 2 and rest < len(order):
        order = order[: len(order) - rest]
    return order.astype(np.int64)


def carried_on(config: TrainConfig, saved: Checkpoint) -> TrainConfig:
    """`config` with what may have changed while the run went on as `saved` has it.

    Raises ConfigError where that is damaged.
    """
    before = config_from_dict({**saved.config, "data": str(config.data)})
    return replace(changed(config, live_settings(before)), batch_size=before.batch_size)


def _changed_settings(before: Mapping[str, Any], config: TrainConfig) -> list[str]:
    """What an older version of the program did not know counts with its default."""
    then, now = config_to_dict(config_from_dict(before)), config_to_dict(config)
    return sorted(name for name in now if name != "data" and then[name] != now[name])
