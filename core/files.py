"""Files that are whole or absent: written aside, flushed to the disk, then moved into place. No torch.

A process that is killed, or a disk that fills up, leaves the file that was there before.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from core.errors import ResourceError

PART = ".part"


@contextlib.contextmanager
def written_aside(path: Path) -> Iterator[BinaryIO]:
    """A file object whose content becomes `path` at the end of the block, all at once.

    Where the block fails, `path` stays as it was and the part that was written is removed. Raises OSError.
    """
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say in one sentence why `path` cannot be written: an OSError of the block becomes a ResourceError."""
    try:
        yield
    except OSError as error:
        raise ResourceError("file-not-written", path=path, detail=error.strerror or str(error)) from error


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` written to the disk, where the system can do that for a folder."""
    if os.name == "nt":  # NTFS keeps its own journal of names, and a folder cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_parts(folder: Path) -> None:
    """Remove what killed processes left half written in `folder`."""
    for part in folder.glob("*" + PART):
        part.unlink(missing_ok=True)
