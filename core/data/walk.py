"""A walk through a folder: every visible folder in it, with the names of its files. Opens no file.

Hidden and system items are left out. A link to a folder is followed, unless it leads back: to a folder above
or to one that was walked already.
"""

from __future__ import annotations

import os
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
    above = {_identity(str(folder)) for folder in (root, *root.parents)}
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
                            (links if entry.is_symlink() else folders).append(place)
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


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if os.name != "nt":
        return False
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & _WINDOWS_HIDDEN)
