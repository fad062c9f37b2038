"""Sees trouble in a run's own numbers, and tells each kind once. Knows no network and no files.

All that it remembers is plain, goes into the checkpoint, and so survives an interruption.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.config import TrainConfig
from core.events import EpochDone, HeadLosses, Warned

_SMOOTHING = 0.02  # of the newest step: about the last fifty count
_FIRST_LOOK = 300  # steps that a head has to learn something, ...
_STEPS_PER_CLASS = 3  # ... and more where there are more classes to tell apart
_LEARNED = 0.98  # of the loss of guessing, below which a head has learned something

_IN_A_ROW = 2  # epochs; one alone may be an accident
_NEARLY_ALL = 0.95  # of the validation pictures get the same answer ...
_MORE_THAN_DUE = 0.15  # ... which is this much more than there are of that class
_APART = 0.4  # of the loss of guessing, between training and validation ...
_TIMES = 2.0  # ... where validation's is at least this many times as high


def chance_level(counts: Sequence[int], config: TrainConfig) -> float:
    """The cross-entropy (nats) of the best answer that does not look at the picture: ln(classes) where all
    classes are seen equally often. `counts` are the training pictures of each class.

    It is the entropy of what is asked for: the shares of the classes, label smoothing included.
    """
    total, classes = sum(counts), len(counts)
    smoothing = config.label_smoothing
    shares = [1 / classes if config.balance_classes else count / total for count in counts]
    return _entropy([(1 - smoothing) * share + smoothing / classes for share in shares])


def lowest_loss(classes: int, smoothing: float) -> float:
    """The training loss (nats) of a network that is always right: above 0 where labels are smoothed."""
    wrong = smoothing / classes
    return _entropy([1 - smoothing + wrong, *([wrong] * (classes - 1))])


@dataclass(slots=True)
class Watch:
    """`smoothed` has the running mean of each head's loss, `told` the troubles that have been told."""

    steps: int = 0
    smoothed: dict[str, float] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    constant_epochs: int = 0
    apart_epochs: int = 0

    def after_step(
        self, losses: HeadLosses, config: TrainConfig, classes: int, chance: float
    ) -> Iterator[Warned]:
        """Heads whose loss is still that of guessing, once they have had time to learn.

        A head without weight learns nothing, and is meant to.
        """
        self.steps += 1
        weights = {"main": 1.0, "aux1": config.aux1_weight, "aux2": config.aux2_weight}
        for head, weight in weights.items():
            loss = getattr(losses, head)
            if loss is None:
                continue
            past = self.smoothed.get(head, loss)
            self.smoothed[head] = past + _SMOOTHING * (loss - past)
            late = self.steps >= _FIRST_LOOK + _STEPS_PER_CLASS * classes
            if weight and late and self.smoothed[head] >= _LEARNED * chance and self._first("stuck " + head):
                yield Warned(
                    "head-at-chance",
                    {
                        "head": head,
                        "steps": self.steps,
                        "loss": f"{self.smoothed[head]:.2f}",
                        "chance": f"{chance:.2f}",
                        "classes": classes,
                    },
                )

    def after_epoch(
        self,
        done: EpochDone,
        config: TrainConfig,
        chance: float,
        classes: Sequence[str],
        predicted: Sequence[int],
        actual: Sequence[int],
    ) -> Iterator[Warned]:
        """The same answer for nearly all validation pictures; validation far from training.

        `predicted` and `actual` count the validation pictures of each class: as answered, as they are.
        """
        common = max(range(len(predicted)), key=predicted.__getitem__)
        share = predicted[common] / sum(predicted)
        constant = share >= _NEARLY_ALL and share - actual[common] / sum(actual) >= _MORE_THAN_DUE
        self.constant_epochs = self.constant_epochs + 1 if constant else 0
        enough = min(_IN_A_ROW, config.epochs)
        if self.constant_epochs >= enough and self._first("constant"):
            yield Warned(
                "one-answer", {"name": classes[common], "percent": round(100 * share), "epoch": done.epoch}
            )
        learned = max(0.0, done.training.main - lowest_loss(len(classes), config.label_smoothing))
        unseen = done.validation.main.loss
        apart = unseen - learned >= _APART * chance and unseen >= _TIMES * learned and learned < chance / 2
        self.apart_epochs = self.apart_epochs + 1 if apart else 0
        if self.apart_epochs >= enough and self._first("apart"):
            yield Warned(
                "far-from-validation",
                {
                    "epoch": done.epoch,
                    "training": f"{done.training.main:.2f}",
                    "validation": f"{unseen:.2f}",
                },
            )

    def _first(self, trouble: str) -> bool:
        if trouble in self.told:
            return False
        self.told.append(trouble)
        return True


def _entropy(shares: Sequence[float]) -> float:
    return -sum(share * math.log(share) for share in shares if share > 0)
