"""The files that a person means by a path: itself, or all in a folder and below. Knows nothing of pictures.

Unlike a training folder, whose scan leaves out what is no picture, every file that is not hidden is named
here, so that each gets an answer or a reason.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path


def files_of(path: Path) -> Iterator[Path]:
    """`path` where it is no folder; else the files in it and below, folder by folder, in the order of names.

    Left out in folders: what is hidden, and links to a folder that was visited already or that lead up.
    A folder that cannot be listed stands for its files, so that whoever opens it meets the reason.
    """
    if not os.path.isdir(path):  # noqa: PTH112  (Path.is_dir raises for a name that is too long)
        yield path
        return
    visited = _identities_up_from(path)
    folders = [path]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted((entry for entry in listing if not _is_hidden(entry)), key=lambda e: e.name)
        except OSError:
            yield folder
            continue
        below = []
        for entry in entries:
            if not _is_folder(entry):
                yield folder / entry.name
            elif (identity := _identity(entry.path)) not in visited:
                visited.add(identity)
                below.append(folder / entry.name)
        folders.extend(reversed(below))


def _identities_up_from(folder: Path) -> set[tuple[int, int]]:
    here = Path(os.path.realpath(folder))
    return {_identity(each) for each in (here, *here.parents)}


def _identity(folder: str | Path) -> tuple[int, int]:
    try:
        found = os.stat(folder)  # noqa: PTH116  (follows links; `entry.stat()` has no inode on Windows)
    except OSError:
        return (-1, -1)
    return (found.st_dev, found.st_ino)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return True
    if os.name != "nt":
        return False
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)
