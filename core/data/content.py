"""The content of files as a hash, remembered from one time to the next. Knows nothing of pictures.

A hash is remembered by path, size and time of change, in Ninefold's own cache: a second look at an unchanged
folder reads no file. Two windows may do so at once, and a damaged cache is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.control import RunControl
from core.data.database import Database
from core.data.pulse import Pulse, batches_of, in_background, in_threads
from core.events import Job, Phase, PhaseChanged, Progress
from core.paths import cache_dir

_DIGEST_BYTES = 16
_CHUNK = 1 << 18
_FILES_PER_BATCH = 64
_FILES_PER_COMMIT = 4096
# A file that is changed twice within one tick of its file system's clock looks unchanged (FAT: two seconds).
_SETTLED_NS = 2_000_000_000

_TABLE = "contents (path BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER, content TEXT) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class _Known:
    """What is remembered of one file."""

    size: int
    mtime_ns: int
    content: str


def hash_files(paths: Iterable[Path], control: RunControl) -> Job[dict[Path, str]]:
    """The BLAKE2b hash (128 bits, hexadecimal) of each file's bytes, by path.

    A file that cannot be read is missing from the answer. Raises DataError("cancelled").
    """
    yield PhaseChanged(Phase.READING)
    pulse = Pulse(control)
    wanted = yield from in_background(
        lambda: list(dict.fromkeys(paths)), pulse, Progress(Phase.READING, 0, None)
    )
    contents: dict[Path, str] = {}
    done = 0
    with contextlib.closing(_Memory()) as memory:

        def batches() -> Iterator[tuple[list[Path], Mapping[Path, _Known]]]:
            for batch in batches_of(wanted, _FILES_PER_BATCH):
                yield batch, memory.recall(batch)

        def look(batch: tuple[list[Path], Mapping[Path, _Known]]) -> list[tuple[Path, _Known | None, bool]]:
            return [_look(path, batch[1].get(path), control) for path in batch[0]]

        for looked in in_threads(look, batches(), pulse):
            if looked is None:
                yield Progress(Phase.READING, done, len(wanted))
                continue
            done += len(looked)
            contents.update((path, known.content) for path, known, _ in looked if known)
            memory.remember({path: known for path, known, fresh in looked if known and fresh})
    yield Progress(Phase.READING, done, len(wanted))
    return contents


def hash_bytes(content: bytes) -> str:
    """The hash that `hash_files` gives a file with these bytes."""
    return hashlib.blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()


def hash_file(path: Path, control: RunControl) -> str:
    """The hash of the bytes in `path`; of part of them where `control` asks to stop. Raises OSError."""
    digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    buffer = memoryview(bytearray(_CHUNK))
    with path.open("rb", buffering=0) as file:
        while (count := file.readinto(buffer)) and not control.stop_requested:
            digest.update(buffer[:count])
    return digest.hexdigest()


def _look(path: Path, known: _Known | None, control: RunControl) -> tuple[Path, _Known | None, bool]:
    """The file's present state and whether it is worth remembering; None where it cannot be read."""
    try:
        before = path.stat()
        if known and (known.size, known.mtime_ns) == (before.st_size, before.st_mtime_ns):
            return path, known, False
        content = hash_file(path, control)
        after = path.stat()
    except OSError:
        return path, None, False
    state = _Known(before.st_size, before.st_mtime_ns, content)
    settled = (
        (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
        and time.time_ns() - before.st_mtime_ns > _SETTLED_NS
        and not control.stop_requested
    )
    return path, state, settled


class _Memory:
    """The hashes of before. Whatever is wrong with them costs time, never an answer."""

    def __init__(self) -> None:
        self._new: dict[Path, _Known] = {}
        self._database = Database(cache_dir() / "contents.sqlite", _TABLE)

    def recall(self, paths: Sequence[Path]) -> Mapping[Path, _Known]:
        keys = {os.fsencode(path): path for path in paths}
        marks = ",".join("?" * len(keys))
        query = f"SELECT path, size, mtime_ns, content FROM contents WHERE path IN ({marks})"
        rows = self._database.read(query, list(keys))
        return {keys[path]: _Known(size, mtime_ns, content) for path, size, mtime_ns, content in rows}

    def remember(self, known: Mapping[Path, _Known]) -> None:
        self._new.update(known)
        if len(self._new) >= _FILES_PER_COMMIT:
            self._write()

    def close(self) -> None:
        self._write()
        self._database.close()

    def _write(self) -> None:
        rows = [(os.fsencode(path), k.size, k.mtime_ns, k.content) for path, k in self._new.items()]
        self._new.clear()
        self._database.write("INSERT OR REPLACE INTO contents VALUES (?, ?, ?, ?)", rows)
