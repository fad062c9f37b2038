"""A walk through a folder: every visible folder in it, with the names of its files. Opens no file.

Hidden and system items are left out. A link to a folder is followed, unless it leads back: to a folder above
or to one that was walked already.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from core.data.pulse import Pulse
from core.errors import DataError
from core.events import Job, Phase, Progress
from core.paths import reachable

# Compared without regard to case. What other systems, editors and cameras' software leave behind.
_NOT_FOR_PEOPLE = frozenset(
    {
        "__macosx",
        "thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        "icon\r",
        "@eadir",
        "$recycle.bin",
        "system volume information",
        "lost+found",
    }
)
_WINDOWS_HIDDEN = 0x2 | 0x4  # FILE_ATTRIBUTE_HIDDEN, FILE_ATTRIBUTE_SYSTEM
_WINDOWS_REPARSE_POINT = 0x400  # a junction, among others

_Identity = tuple[int, int] | str


@dataclass(frozen=True, slots=True)
class Listing:
    """One folder. `parts` are the names that lead to it from the root; `files` its files' names, sorted."""

    path: str
    parts: tuple[str, ...]
    files: list[str]


@dataclass(frozen=True, slots=True)
class Tree:
    """`folders` stand in order of their parts.

    The others are paths: links to folders that lead back, folders that cannot be read, links to nothing.
    """

    folders: list[Listing] = field(default_factory=list)
    unfollowed: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def is_ignored(name: str) -> bool:
    """Whether a file or folder of this name is hidden or a system's own."""
    return name.startswith(".") or name.casefold() in _NOT_FOR_PEOPLE


def walk(root: Path, pulse: Pulse) -> Job[Tree]:
    """The tree below `root`, an absolute path. Raises DataError."""
    tree = Tree()
    count = 0
    above = _identities(root.parents) | _above(root)
    walked: set[_Identity] = set()
    folders: list[tuple[str, tuple[str, ...]]] = [(str(root), ())]
    links: list[tuple[str, tuple[str, ...]]] = []
    while folders or links:
        # Links come last, so that what a link and a plain folder both lead to keeps its plain name.
        is_link = not folders
        path, parts = folders.pop() if folders else links.pop()
        try:
            identity = _identity(path)
            if identity in walked or (is_link and identity in above):
                tree.unfollowed.append(path)
                continue
            walked.add(identity)
            if is_link:
                above |= _above(Path(path))
            files: list[str] = []
            with os.scandir(reachable(path)) as entries:
                for entry in entries:
                    if pulse.due():
                        yield Progress(Phase.SCANNING, count, None)
                    if is_ignored(entry.name) or _is_hidden(entry):
                        continue
                    place = (os.path.join(path, entry.name), (*parts, entry.name))  # noqa: PTH118 (speed)
                    match _kind(entry):
                        case "file":
                            files.append(entry.name)
                            count += 1
                        case "folder":
                            (links if _is_link(entry) else folders).append(place)
                        case "broken":
                            tree.broken.append(place[0])
        except OSError as error:
            if not parts:
                raise _unreadable(root, error) from error
            tree.unreadable.append(path)
            continue
        tree.folders.append(Listing(path, parts, sorted(files)))
        links.sort(reverse=True)
    tree.folders.sort(key=lambda listing: listing.parts)
    return tree


def _unreadable(root: Path, error: OSError) -> DataError:
    if isinstance(error, PermissionError):
        return DataError("folder-no-permission", path=str(root))
    return DataError("folder-unreadable", path=str(root), detail=error.strerror or str(error))


def _identity(path: str) -> _Identity:
    state = os.stat(reachable(path))  # noqa: PTH116 (speed)
    # Some network drives number nothing.
    return (state.st_dev, state.st_ino) if state.st_ino else os.path.realpath(path)


def _above(path: Path) -> set[_Identity]:
    """The folder that `path` leads to, and those above it."""
    real = Path(os.path.realpath(path))
    return _identities((real, *real.parents))


def _identities(folders: Iterable[Path]) -> set[_Identity]:
    known: set[_Identity] = set()
    for folder in folders:
        with contextlib.suppress(OSError):
            known.add(_identity(str(folder)))
    return known


def _kind(entry: os.DirEntry[str]) -> str:
    """What the entry is, or leads to: "file", "folder", "broken" for a link to nothing, or "other"."""
    try:
        if entry.is_file():
            return "file"
        if entry.is_dir():
            return "folder"
    except OSError:  # a link to itself, or one that leads where one may not look
        return "broken"
    return "broken" if entry.is_symlink() else "other"


def _is_link(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() or bool(_windows_attributes(entry) & _WINDOWS_REPARSE_POINT)


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    return bool(_windows_attributes(entry) & _WINDOWS_HIDDEN)


def _windows_attributes(entry: os.DirEntry[str]) -> int:
    """They come with the listing on Windows, and cost no look at the disk."""
    if os.name != "nt":
        return 0
    return int(getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0))
