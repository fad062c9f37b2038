"""What each view of a network draws, as one frozen dataclass: numbers, names and arrays, never tensors.

Must not know torch: the window reads these.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from core.data.dataset import Item
from core.explain.heat import stretched

Pixels = npt.NDArray[np.uint8]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class BranchId(NamedTuple):
    """One branch of one Inception module, e.g. ("inception4c", "branch2")."""

    module: str
    branch: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`label` is the most probable class; `probabilities` are in the order of the model's classes."""

    label: str
    probability: float
    probabilities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class HeadAnswers:
    """What each head says of one picture. An auxiliary answer is None where the model has no such head."""

    main: Answer
    aux1: Answer | None
    aux2: Answer | None


@dataclass(frozen=True)
class HeatMap:
    """Where a block, or one branch of it, sees what speaks for `label`.

    `heat` (h, w) is float32 in 0..1, at the size of the block's map; `peak` is what 1 stands for, 0 where
    nothing speaks for the label: the heat is then 0 all over. `probability` is that of `label`. `picture` is
    what the network saw, and `box` which part of the upright picture that was, in shares of its sides.
    """

    block: str
    branch: str | None
    label: str
    probability: float
    heat: npt.NDArray[np.float32]
    peak: float
    picture: Pixels
    box: Box = (0.0, 0.0, 1.0, 1.0)

    def upsampled(self, width: int, height: int) -> npt.NDArray[np.float32]:
        """The heat at another size, (height, width), interpolated between the middles of its places."""
        return stretched(self.heat, width, height)


@dataclass(frozen=True)
class ChannelMap:
    """One channel of a module's output. `mean` and `peak` are over its places; the `thumbnail` (h, w) is
    bright as the map is, 255 at the peak."""

    channel: int
    mean: float
    peak: float
    thumbnail: Pixels


@dataclass(frozen=True)
class BranchView:
    """One branch of a module, for one picture. `kernel` is the side of its largest kernel.

    `activation_share` is its part in the sum of the module's output, 0..1. `without` is the answer with this
    branch off too; `evidence` is by how much that lowers the log-odds ln(p / (1 - p)) of the label, in nats:
    negative where the branch speaks against it. `answer_share` is its part in the evidence of those that
    speak for it, 0..1. A branch that is switched off has its maps, no share and no evidence.
    """

    branch: str
    kernel: int
    channels: int
    maps: tuple[ChannelMap, ...]
    activation_share: float
    without: Answer
    evidence: float
    answer_share: float


@dataclass(frozen=True)
class BranchLens:
    """A module's branches for one picture. `answer` is with all branches on, `switched` with `off` off;
    the shares are about `label`."""

    module: str
    label: str
    picture: Pixels
    answer: Answer
    switched: Answer
    off: frozenset[BranchId]
    branches: tuple[BranchView, ...]


@dataclass(frozen=True, slots=True)
class BranchesOff:
    """Shares of right answers, 0..1, on the same pictures with all branches on and with `off` off.

    Those of the classes are None where a class has no picture. `failed` pictures could not be read.
    """

    off: frozenset[BranchId]
    pictures: int
    failed: int
    accuracy_on: float
    accuracy_off: float
    class_accuracy_on: tuple[float | None, ...]
    class_accuracy_off: tuple[float | None, ...]


@dataclass(frozen=True)
class StemFilters:
    """The first convolution's filters as pictures (64, 7, 7, 3): grey where a weight is 0, each to its own
    largest weight. `strengths` (64,) are the filters' Euclidean norms."""

    filters: Pixels
    strengths: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A picture of the dataset. `similarity` is the cosine of the two pictures' 1024 features, -1..1."""

    item: Item
    similarity: float


@dataclass(frozen=True)
class Neighbours:
    """The pictures most alike in the network's eyes, the most alike first."""

    picture: Pixels
    answer: Answer
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Excitation:
    """A picture that excites a channel: how much at most, and at which place of the block's map."""

    item: Item
    activation: float
    row: int
    column: int


@dataclass(frozen=True)
class Excitations:
    """The pictures that excite a channel of a block most, the strongest first; none where none does."""

    block: str
    channel: int
    excitations: tuple[Excitation, ...]


class Depth(StrEnum):
    """How far into the network one must go for the right answer.

    EASY: all heads give the label that the picture has. MISLABELLED: all heads agree on one other class, and
    the last holds it for likelier than not, and is as sure of it as it is on average of that class's own
    pictures. HARD: all else.
    """

    EASY = "easy"
    HARD = "hard"
    MISLABELLED = "mislabelled"


@dataclass(frozen=True, slots=True)
class DepthItem:
    """One picture in the eyes of the heads, in the order of depth: aux1 (4a), aux2 (4d), main.

    `label` is the class of the picture, `answers` are those of the heads, as numbers of the model.
    `probabilities` are what each head gives its answer, `given` what it gives the label.
    """

    item: Item
    label: int
    answers: tuple[int, int, int]
    probabilities: tuple[float, float, float]
    given: tuple[float, float, float]
    kind: Depth


@dataclass(frozen=True)
class Depths:
    """`items` are in the order of the pictures, `failed` of which could not be read. `classes` are the
    model's."""

    classes: tuple[str, ...]
    items: tuple[DepthItem, ...]
    failed: int

    def of(self, kind: Depth) -> Sequence[DepthItem]:
        """Those of one kind, the most telling first: by what the last head gives the label."""
        found = [item for item in self.items if item.kind is kind]
        return sorted(found, key=lambda item: item.given[-1], reverse=kind is Depth.EASY)

    @property
    def accuracy(self) -> float:
        """Of the pictures, the share that the last head names right, 0..1; NaN where there is none."""
        right = sum(item.answers[-1] == item.label for item in self.items)
        return right / len(self.items) if self.items else math.nan

    @property
    def counts(self) -> Mapping[Depth, int]:
        return {kind: sum(item.kind is kind for item in self.items) for kind in Depth}
