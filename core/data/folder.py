"""A folder, or an archive of one -> classes and samples. Reads names and first bytes; decodes nothing.

The folder is taken as it is, and nothing in it is written, moved or deleted. The walk through it is in
`core.data.walk`, the meaning of its folders in `core.data.layout`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.config import MOST_CLASSES
from core.control import RunControl
from core.data.archive import unpack
from core.data.class_names import ClassNames, listed, name_classes
from core.data.heads import Pictures, find_pictures, meant_as_picture
from core.data.layout import Layout, Parts, find_layout, with_those_above
from core.data.pulse import Pulse, in_background
from core.data.table import Table, find_table
from core.data.walk import Listing, Tree, walk
from core.errors import DataError
from core.events import Finding, Job, Phase, PhaseChanged, Progress
from core.paths import reachable


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture.

    `label` indexes the folder's classes; `side` is "train", "validation" or "test" where the folder's own
    layout gives it.
    """

    path: Path
    label: int
    side: str | None = None


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that was meant as a picture and is left out. `reason` is a code of `core.messages`."""

    path: Path
    reason: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ImageFolder:
    """What a scan found. `root` is what the user chose, be it a folder or an archive.

    `classes` are sorted and in composed Unicode (NFC); `notices` are what the user should know about the
    folder as a whole. With `given_split` the folder's own layout has sides.
    """

    root: Path
    classes: tuple[str, ...]
    samples: tuple[Sample, ...]
    skipped: tuple[SkippedFile, ...] = ()
    given_split: bool = False
    notices: tuple[Finding, ...] = ()


def scan_folder(root: Path, control: RunControl) -> Job[ImageFolder]:
    """The classes and pictures of `root`: a folder, or a zip or tar archive of one.

    Raises DataError, "cancelled" among others, and ResourceError where an archive finds no room.
    """
    pulse = Pulse(control)
    place = Path(os.path.abspath(root))  # noqa: PTH100 (`resolve` would go where the user's links lead)
    left_packed: Sequence[tuple[str, str]] = ()
    if not _is_folder(place):
        place, left_packed = yield from unpack(place, pulse)
    yield PhaseChanged(Phase.SCANNING)
    tree = yield from walk(place, pulse)
    pictures = yield from find_pictures(tree.folders, pulse)
    scan = _Scan(root, tree, list(zip(tree.folders, pictures, strict=True)))
    scan.skipped += [SkippedFile(root / name, reason) for name, reason in left_packed]
    total = len(scan.skipped) + sum(len(found.names) for found in pictures)
    return (yield from in_background(scan.result, pulse, Progress(Phase.SCANNING, total, total)))


def _is_folder(place: Path) -> bool:
    try:
        mode = place.stat().st_mode
    except FileNotFoundError:
        raise DataError("no-such-folder", path=str(place)) from None
    except PermissionError:
        raise DataError("folder-no-permission", path=str(place)) from None
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise DataError("folder-unreadable", path=str(place), detail=detail) from error
    if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):  # a pipe or a device: reading might never end
        raise DataError("not-a-folder", path=str(place))
    return stat.S_ISDIR(mode)


class _Scan:
    """What was found on the disk, on its way to classes and samples."""

    def __init__(self, root: Path, tree: Tree, found: Sequence[tuple[Listing, Pictures]]) -> None:
        self.root = root
        self.tree = tree
        self.found = found
        self.notices: list[Finding] = []
        self.skipped = [
            SkippedFile(_path(listing, name), reason, data)
            for listing, pictures in found
            for name, reason, data in pictures.skipped
        ]
        self.skipped += [SkippedFile(Path(p), "broken-link") for p in tree.broken if meant_as_picture(p)]

    def result(self) -> ImageFolder:
        with_pictures = [listing.parts for listing, pictures in self.found if pictures.names]
        if not with_pictures:
            pointers = self.skipped and all(file.reason == "git-lfs-pointer" for file in self.skipped)
            raise DataError("only-git-lfs-pointers" if pointers else "no-pictures", path=str(self.root))
        folders = [listing.parts for listing in self.tree.folders]
        layout = find_layout(folders, with_pictures, self._no_classes())
        samples: list[Sample]
        if len(layout.classes) > 1:
            names = name_classes(layout.classes)
            samples = self._by_layout(layout, names.labels)
        elif table := find_table(layout.base, self.found):
            names = name_classes(label for _, label in table.labels)
            samples = self._by_table(table, names.labels)
        elif layout.classes:
            raise DataError("one-class", name=next(iter(layout.classes)))
        else:
            raise DataError("flat-folder", path=str(self.root))
        self._judge(names)
        self.notices += names.notices
        self._note_what_was_left()
        return ImageFolder(
            root=self.root,
            classes=names.names,
            samples=tuple(samples),
            skipped=tuple(self.skipped),
            given_split=any(sample.side for sample in samples),
            notices=tuple(self.notices),
        )

    def _no_classes(self) -> set[Parts]:
        """The folders that hold files, and none that is a picture or was meant as one."""
        meant = with_those_above(listing.parts for listing, p in self.found if p.names or p.skipped)
        return with_those_above(listing.parts for listing, p in self.found if p.ignored) - meant

    def _judge(self, names: ClassNames) -> None:
        if len(names.names) == 1:
            raise DataError("one-class", name=names.names[0])
        if len(names.names) > MOST_CLASSES:
            raise DataError("too-many-classes", count=len(names.names), limit=MOST_CLASSES)

    def _by_layout(self, layout: Layout, labels: Mapping[str, int]) -> list[Sample]:
        samples: list[Sample] = []
        loose: list[Path] = []
        for listing, pictures in self.found:
            place = layout.place(listing.parts)
            if place is None:
                loose += [_path(listing, name) for name in pictures.names]
                continue
            label, side = labels[place[0]], place[1]
            samples += [Sample(_path(listing, name), label, side) for name in pictures.names]
        if layout.base:
            self._note("classes-found-inside", "info", folder="/".join(layout.base))
        empty = layout.empty_classes(listing.parts for listing in self.tree.folders)
        if empty:
            self._note("class-folders-empty", "info", count=len(empty), names=listed(empty))
        self._note_loose(loose)
        return samples

    def _by_table(self, table: Table, labels: Mapping[str, int]) -> list[Sample]:
        samples = [Sample(path, labels[label]) for path, label in table.labels]
        labelled = {sample.path for sample in samples}
        self._note("labels-from-table", "info", (table.path,), name=table.path.name, count=len(labelled))
        for names, reason in ((table.missing, "table-file-missing"), (table.outside, "table-file-outside")):
            self.skipped += [SkippedFile(table.path.parent / name, reason) for name in names]
        pictures = (_path(listing, name) for listing, pictures in self.found for name in pictures.names)
        self._note_loose([path for path in pictures if path not in labelled])
        return samples

    def _note_loose(self, loose: Sequence[Path]) -> None:
        if loose:
            self._note("pictures-without-class", "warning", loose, count=len(loose))

    def _note_what_was_left(self) -> None:
        """Name what the walk could not or would not enter."""
        for kind, severity, paths in (
            ("folders-unreadable", "warning", self.tree.unreadable),
            ("links-not-followed", "info", self.tree.unfollowed),
        ):
            if paths:
                self._note(kind, severity, [Path(path) for path in paths], count=len(paths))
        ignored = sum(len(pictures.ignored) for _, pictures in self.found)
        if ignored:
            self._note("files-ignored", "info", count=ignored)

    def _note(self, kind: str, severity: str, files: Sequence[Path] = (), **data: Any) -> None:
        self.notices.append(Finding(kind, severity, tuple(files), data))


def _path(listing: Listing, name: str) -> Path:
    return Path(reachable(os.path.join(listing.path, name)))  # noqa: PTH118 (speed)
