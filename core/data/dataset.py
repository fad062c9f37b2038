"""A folder with Ninefold's own record applied to it: what training, checks and the window work on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.control import RunControl
from core.data.folder import SkippedFile
from core.events import Finding, Job


@dataclass(frozen=True, slots=True)
class Item:
    """One picture to train on.

    `label` indexes the dataset's classes, `content` is the hash of the file's bytes, `side` is "train",
    "validation" or "test".
    """

    path: Path
    label: int
    content: str
    side: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """A picture that the user took out. `folder_class` is its class in the folder, `reason` a code or ""."""

    path: Path
    folder_class: str
    content: str
    reason: str


@dataclass(frozen=True)
class Dataset:
    """`classes` are names for display, after the user's edits of classes; `items` come without exclusions.

    `sources` names, for each class, the folder's own classes that it is made of; `left_out` those that the
    user left out.
    """

    root: Path
    classes: tuple[str, ...]
    items: tuple[Item, ...]
    skipped: tuple[SkippedFile, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    given_split: bool = False
    notices: tuple[Finding, ...] = ()
    sources: tuple[tuple[str, ...], ...] = ()
    left_out: tuple[str, ...] = ()

    def of(self, side: str) -> tuple[Item, ...]:
        """The items of one side, in the order of `items`."""
        return tuple(item for item in self.items if item.side == side)

    def counts(self, side: str | None = None) -> tuple[int, ...]:
        """How many items each class has, on one side or altogether."""
        count = Counter(item.label for item in self.items if side is None or item.side == side)
        return tuple(count[label] for label in range(len(self.classes)))


def open_dataset(
    root: Path,
    control: RunControl,
    *,
    validation_share: float = 0.2,
    test_share: float = 0.0,
    groups: Mapping[str, int] | None = None,
) -> Job[Dataset]:
    """Scan `root`, read its contents, apply the record and split. Raises DataError.

    `groups` maps contents to groups of near duplicates, which the split keeps on one side. New sides are
    recorded. The shares are 0..1.
    """
    raise AssertionError
    yield
