"""Which pictures of a dataset the gallery shows: those of some classes, of a finding, or those left out.

Pure functions over core's dataclasses; knows no widget.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, overload

from core.events import Finding
from gui.tables import Picture

if TYPE_CHECKING:
    from core.data.dataset import Dataset, Item
    from core.data.folder import SkippedFile


def unusable_files(finding: Finding) -> list[SkippedFile]:
    """The files of a finding that says why each of them is no picture."""
    from core.data.folder import SkippedFile

    reasons, data = finding.data["reasons"], finding.data["reason_data"]
    return [SkippedFile(*file) for file in zip(finding.files, reasons, data, strict=True)]


class ItemPictures(Sequence[Picture]):
    """The pictures of `items`, each made when it is asked for: the gallery shows a few of very many."""

    def __init__(self, items: Sequence[Item], classes: Sequence[str]) -> None:
        self._items = items
        self._classes = classes

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> Picture: ...
    @overload
    def __getitem__(self, index: slice) -> ItemPictures: ...
    def __getitem__(self, index: int | slice) -> Picture | ItemPictures:
        if isinstance(index, slice):
            return ItemPictures(self._items[index], self._classes)
        item = self._items[index]
        return Picture(item.path, self._classes[item.label], item.side, item.content)


def pictures_of(dataset: Dataset, classes: Collection[str] = ()) -> ItemPictures:
    """Those of `classes`, or all where none is named, in the order of the dataset."""
    if not classes:
        return ItemPictures(dataset.items, dataset.classes)
    wanted = {label for label, name in enumerate(dataset.classes) if name in classes}
    return ItemPictures([item for item in dataset.items if item.label in wanted], dataset.classes)


def excluded_pictures(dataset: Dataset) -> list[Picture]:
    """Those that the user left out one by one."""
    return [Picture(e.path, e.folder_class, "", e.content, excluded=True) for e in dataset.excluded]


def pictures_of_finding(dataset: Dataset, finding: Finding) -> tuple[list[Picture], tuple[int, ...]]:
    """The finding's pictures as they stand now, and the sizes of its groups (none where it has no groups).

    A file that was left out since shows as left out; one that belongs to no class any more keeps its place
    without one.
    """
    groups = finding.groups or ((finding.files,) if finding.files else ())
    known = _by_path(dataset, {path for group in groups for path in group})
    pictures = [known.get(path) or Picture(path, "", "", "") for group in groups for path in group]
    return pictures, tuple(len(group) for group in groups) if finding.groups else ()


def rows_of_copies(pictures: Sequence[Picture], groups: Sequence[int]) -> list[int]:
    """All but one picture of each group: one in training is kept where there is one, else the first."""
    rows: list[int] = []
    first = 0
    for size in groups:
        group = [row for row in range(first, first + size) if not pictures[row].excluded]
        kept = next((row for row in group if pictures[row].side == "train"), group[0] if group else -1)
        rows += [row for row in group if row != kept]
        first += size
    return rows


def _by_path(dataset: Dataset, wanted: set[object]) -> dict[object, Picture]:
    names = dataset.classes
    known: dict[object, Picture] = {
        i.path: Picture(i.path, names[i.label], i.side, i.content) for i in dataset.items if i.path in wanted
    }
    known.update({p.path: p for p in excluded_pictures(dataset) if p.path in wanted})
    return known
