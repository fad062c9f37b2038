"""Which pictures of a dataset the gallery shows: those of some classes, of a finding, or those left out.

Wherever `classes` may be given, they are names as shown, and none means all. Pure functions over core's
dataclasses; knows no widget.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

from core.data.text import readable
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


def files_of(
    dataset: Dataset, files: Sequence[SkippedFile], classes: Collection[str]
) -> Sequence[SkippedFile]:
    """Those of `files`, which are no pictures and so have no label, that lie in a folder of `classes`."""
    if not classes:
        return files
    wanted = _folders_of(dataset, classes)
    return [file for file in files if not wanted.isdisjoint(map(readable, _folders(dataset.root, file.path)))]


def pictures_of(dataset: Dataset, classes: Collection[str] = ()) -> ItemPictures:
    """The pictures that take part, in the order of the dataset."""
    if not classes:
        return ItemPictures(dataset.items, dataset.classes)
    wanted = {label for label, name in enumerate(dataset.classes) if name in classes}
    return ItemPictures([item for item in dataset.items if item.label in wanted], dataset.classes)


def excluded_pictures(dataset: Dataset, classes: Collection[str] = ()) -> list[Picture]:
    """Those that the user left out one by one."""
    folders = _folders_of(dataset, classes)
    out = (excluded for excluded in dataset.excluded if not classes or excluded.folder_class in folders)
    return [Picture(e.path, e.folder_class, "", e.content, excluded=True) for e in out]


def pictures_of_finding(
    dataset: Dataset, finding: Finding, classes: Collection[str] = ()
) -> tuple[Sequence[Picture], tuple[int, ...]]:
    """The finding's pictures as they stand now, and the sizes of its groups (none where it has no groups).

    A file that was left out since shows as left out; one that belongs to no class any more keeps its place
    without one. A group stays whole where one of its pictures is of `classes`. What is found about the folder
    as a whole shows all pictures.
    """
    if not finding.files:
        return pictures_of(dataset, classes), ()
    known = _by_path(dataset, set(finding.files))
    groups = [
        [known.get(path) or Picture(path, "", "", "") for path in group]
        for group in finding.groups or ((path,) for path in finding.files)
    ]
    if classes:
        wanted = {*classes, *_folders_of(dataset, classes)}  # an excluded picture has its folder's name
        groups = [group for group in groups if any(picture.label in wanted for picture in group)]
    sizes = tuple(len(group) for group in groups) if finding.groups else ()
    return [picture for group in groups for picture in group], sizes


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


def _folders_of(dataset: Dataset, classes: Collection[str]) -> set[str]:
    """The names that the folder itself has for `classes`."""
    shown = zip(dataset.classes, dataset.sources, strict=True) if dataset.sources else ()
    return {*dataset.left_out} & {*classes} | {raw for name, raws in shown if name in classes for raw in raws}


def _folders(root: Path, path: Path) -> tuple[str, ...]:
    """The names of the folders in which `path` lies, from `root` on where it is below it."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).parts[:-1]
