"""What the folders in a folder mean: which are classes, which are sides. Pure; touches no file.

The layouts: one folder per class; `train/`, `val/` (or `valid/`, `validation/`) and `test/` above class
folders; either of them inside a single outer folder, beside which there may be folders of other files
(annotations, documents). Whatever lies below a class folder belongs to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.data.split import TEST, TRAIN, VALIDATION

Parts = tuple[str, ...]

SIDE_FOLDERS: Mapping[str, str] = {
    "train": TRAIN,
    "val": VALIDATION,
    "valid": VALIDATION,
    "validation": VALIDATION,
    "test": TEST,
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Class folders lie in `base`, or in the folders `sides` there (each name with its side)."""

    base: Parts
    classes: frozenset[str]
    sides: Mapping[str, str] = field(default_factory=dict)

    def place(self, parts: Parts) -> tuple[str, str | None] | None:
        """The class folder's name and the side of a picture in the folder `parts`; None where it has none."""
        depth = len(self.base)
        if parts[:depth] != self.base or len(parts) <= depth:
            return None
        side: str | None = None
        if self.sides:
            if parts[depth] not in self.sides or len(parts) <= depth + 1:
                return None
            # Where there is nothing but train/, it is no side yet: the other sides are drawn from it.
            side = self.sides[parts[depth]] if len(self.sides) > 1 else None
            depth += 1
        return (parts[depth], side) if parts[depth] in self.classes else None

    def empty_classes(self, folders: Iterable[Parts]) -> list[str]:
        """The names of those among `folders` that lie where classes do and hold no picture."""
        depth = len(self.base) + bool(self.sides)
        above = {(*self.base, side) for side in self.sides} or {self.base}
        names = {parts[-1] for parts in folders if len(parts) == depth + 1 and parts[:-1] in above}
        return sorted(names - self.classes)


def find_layout(
    folders: Iterable[Parts], with_pictures: Iterable[Parts], no_classes: Iterable[Parts] = ()
) -> Layout:
    """The layout of a tree of `folders`, of which some hold pictures themselves.

    `no_classes` are folders that hold other files alone; an empty one may be a class that waits for its
    pictures.

    Its `classes` may be none or one: then this is no folder to train on, as it stands.
    """
    children: dict[Parts, set[str]] = defaultdict(set)
    for parts in folders:
        if parts:
            children[parts[:-1]].add(parts[-1])
    direct = set(with_pictures)
    somewhere = with_those_above(direct)
    for parts in no_classes:
        children[parts[:-1]].discard(parts[-1])

    def classes_in(base: Parts) -> frozenset[str]:
        return frozenset(name for name in children[base] if (*base, name) in somewhere)

    base: Parts = ()
    while True:
        names = classes_in(base)
        sides = {name: SIDE_FOLDERS[name.lower()] for name in names if name.lower() in SIDE_FOLDERS}
        split = {name: side for name, side in sides.items() if classes_in((*base, name))}
        if TRAIN in split.values() and (len(split) > 1 or len(sides) == len(names)):
            classes = frozenset[str]().union(*(classes_in((*base, name)) for name in split))
            return Layout(base, classes, split)
        if names and len(sides) == len(names):
            return Layout(base, frozenset())  # train/ and test/ that hold pictures and no classes
        only = next(iter(names)) if len(names) == 1 else None
        if only is None or len(children[base]) > 1 or base in direct or (*base, only) in direct:
            return Layout(base, names)
        base = (*base, only)


def with_those_above(folders: Iterable[Parts]) -> set[Parts]:
    """`folders` and every folder that leads to one of them."""
    return {parts[:depth] for parts in folders for depth in range(len(parts) + 1)}
