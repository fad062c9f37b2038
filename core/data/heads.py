"""Which files are pictures, judged by their first bytes. Decodes nothing and knows no classes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.data.formats import HEAD_BYTES, SUFFIXES, refused_format, sniff
from core.data.pulse import Pulse, in_threads
from core.data.walk import Listing
from core.events import Job, Phase, Progress
from core.paths import reachable

_FILES_PER_BATCH = 256
_LFS_POINTER = b"version https://git-lfs.github.com/"
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)

# Names by which a person means a picture, though Ninefold may not read the format.
_MEANT_AS_PICTURES = frozenset(suffix for suffixes in SUFFIXES.values() for suffix in suffixes) | frozenset(
    (".jxl", ".psd", ".eps", ".svg", ".ico", ".tga", ".raw", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf")
)
# Two letters begin these formats, and also many a text.
_WEAKLY_MARKED = frozenset({"BMP", "PPM"})


@dataclass(frozen=True, slots=True)
class Pictures:
    """What the files of one folder are: names of pictures; name, reason and data of those skipped."""

    names: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def find_pictures(folders: Sequence[Listing], pulse: Pulse) -> Job[list[Pictures]]:
    """The pictures of every folder, in the order of `folders`. Raises DataError("cancelled")."""
    found = [Pictures() for _ in folders]
    total = sum(len(folder.files) for folder in folders)
    done = 0

    def batches() -> Iterator[tuple[int, str, list[str]]]:
        for index, folder in enumerate(folders):
            for start in range(0, len(folder.files), _FILES_PER_BATCH):
                yield index, folder.path, folder.files[start : start + _FILES_PER_BATCH]

    def look(batch: tuple[int, str, list[str]]) -> tuple[int, Pictures]:
        index, path, names = batch
        return index, _look(path, names)

    for looked in in_threads(look, batches(), pulse):
        if looked is None:
            yield Progress(Phase.SCANNING, done, total)
            continue
        index, pictures = looked
        found[index].names.extend(pictures.names)
        found[index].skipped.extend(pictures.skipped)
        found[index].ignored.extend(pictures.ignored)
        done += len(pictures.names) + len(pictures.skipped) + len(pictures.ignored)
    yield Progress(Phase.SCANNING, done, total)
    return found


def why_unreadable(error: OSError) -> tuple[str, Mapping[str, Any]]:
    """The code of `core.messages` and its data for a file that could not be read."""
    if isinstance(error, PermissionError):
        return "no-permission", {}
    if isinstance(error, FileNotFoundError):
        return "file-gone", {}
    return "file-unreadable", {"detail": error.strerror or str(error)}


def meant_as_picture(name: str) -> bool:
    """Whether the name says that this is a picture."""
    return os.path.splitext(name)[1].lower() in _MEANT_AS_PICTURES  # noqa: PTH122 (speed)


def _look(folder: str, names: Sequence[str]) -> Pictures:
    pictures = Pictures()
    for name in names:
        try:
            head = _head(os.path.join(folder, name))  # noqa: PTH118 (speed)
        except OSError as error:
            fault = why_unreadable(error)
        else:
            format_ = sniff(head)
            if format_ and (format_ not in _WEAKLY_MARKED or meant_as_picture(name)):
                pictures.names.append(name)
                continue
            fault = _fault(head)
        if meant_as_picture(name):
            pictures.skipped.append((name, *fault))
        else:
            pictures.ignored.append(name)
    return pictures


def _head(path: str) -> bytes:
    descriptor = os.open(reachable(path), _FLAGS)
    try:
        return os.read(descriptor, HEAD_BYTES)
    finally:
        os.close(descriptor)


def _fault(head: bytes) -> tuple[str, Mapping[str, Any]]:
    """Why a file that begins with `head` is no picture: a code of `core.messages` and its data."""
    if not head:
        return "file-empty", {}
    if head.startswith(_LFS_POINTER):
        return "git-lfs-pointer", {}
    refused = refused_format(head)
    if refused == "HEIC":
        return "heic-support-missing", {}
    if refused is not None:
        return "format-refused", {"format": refused}
    return "not-a-picture", {}
