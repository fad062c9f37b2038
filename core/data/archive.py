"""A zip or tar archive -> a folder in Ninefold's cache. Trusts nothing that the archive says of itself.

Nothing is written outside that folder, no link or device is made, and there are limits to what comes out. An
archive that was unpacked before and has not changed is not unpacked again. What came out of all archives is
kept within a budget; what a program has opened stays until that program ends.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

import filelock

from core.data.budget import PART, alone, hold, in_use, make_room, mark_used
from core.data.entries import DAMAGES, Entry, entries_of, safe_parts, suits_windows
from core.data.pulse import Pulse, in_background
from core.data.walk import is_ignored
from core.errors import DataError, ResourceError
from core.events import Job, Phase, PhaseChanged, Progress
from core.paths import cache_dir, reachable

BUDGET = 20 << 30  # bytes on disk for what came out of all archives
MOST_FILES = 500_000
MOST_BYTES = 64 << 30
MOST_TIMES_LARGER = 100
"""What comes out may be this many times the archive's size; photographs hardly shrink at all."""

_SMALL = 256 << 20  # below this no ratio is too high
_ROOM_TO_LEAVE = 1 << 30
_MOST_PARTS = 64
_CHUNK = 1 << 20
_NAME_FAULTS = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ, errno.ENOENT})
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT}) if hasattr(errno, "EDQUOT") else frozenset({errno.ENOSPC})
_FILES, _LIST = "files", "left.json"
_PATIENCE = 60.0  # seconds that another program may take to remove what was unpacked

Answer = TypeVar("Answer")
LeftPacked = list[tuple[str, str]]
"""Names in the archive, each with the code of why it was not unpacked."""

_held: dict[Path, filelock.FileLock] = {}  # what this program has opened: training may read it to the end


def unpack(archive: Path, pulse: Pulse) -> Job[tuple[Path, LeftPacked]]:
    """The folder that holds what `archive` holds, and what was left in it.

    Raises DataError (no archive, unsafe, encrypted, damaged, too large, cancelled), or ResourceError where
    the disk has no room for it.
    """
    yield PhaseChanged(Phase.UNPACKING)
    state = archive.stat()
    home = cache_dir() / "unpacked"
    of_path = hashlib.blake2b(os.fsencode(archive), digest_size=8).hexdigest()
    of_state = hashlib.blake2b(f"{state.st_size} {state.st_mtime_ns}".encode(), digest_size=8).hexdigest()
    target = home / f"{of_path}-{of_state}"
    lock = filelock.FileLock(_lock_of(target), thread_local=False)
    try:
        home.mkdir(parents=True, exist_ok=True)
        while not lock.is_locked:
            try:
                lock.acquire(timeout=0.1)
            except filelock.Timeout:  # another window is at it
                if pulse.due():
                    yield Progress(Phase.UNPACKING, 0, None)
        report = Progress(Phase.UNPACKING, 0, None)
        left = yield from in_background(lambda: _taken(target), pulse, report)
        if left is None:
            _remove_old(home, of_path, target)
            left = yield from _Unpacking(archive, state.st_size, target.with_suffix(PART), pulse).run(target)
            yield from in_background(lambda: _keep_within_budget(home), pulse, report)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise ResourceError("archive-no-room", path=str(archive)) from error
        raise DataError("archive-not-unpacked", path=str(archive), detail=str(error)) from error
    finally:
        lock.release()
    return target / _FILES, left


def _left_packed(target: Path) -> LeftPacked | None:
    """What was left when `target` was unpacked; None where it is not there, or not whole."""
    try:
        left = json.loads((target / _LIST).read_text(encoding="ascii"))
        return [(str(name), str(reason)) for name, reason in left]
    except (OSError, ValueError, TypeError):
        return None


def _taken(target: Path) -> LeftPacked | None:
    """As `_left_packed`; what is there is in use from now on."""
    with alone(target.parent, _PATIENCE):
        left = _left_packed(target)
        if left is not None:
            _hold(target)
        return left


def _hold(target: Path) -> None:
    if target in _held:
        mark_used(target)
    else:
        _held[target] = hold(target)


def _remove_old(home: Path, of_path: str, target: Path) -> None:
    """Remove what came out of the archive as it was, what is not whole, and what a killed process left."""
    if target in _held:
        _held.pop(target).release()
    for old in home.glob(f"{of_path}-*"):
        if old == target or old.suffix == PART or not in_use(old):
            shutil.rmtree(old, ignore_errors=True)


def _keep_within_budget(home: Path) -> None:
    """Remove what killed processes left of other archives, and then what was not used for longest."""
    for part in home.glob(f"*{PART}"):
        with suppress(filelock.Timeout), filelock.FileLock(_lock_of(part), blocking=False):
            shutil.rmtree(part, ignore_errors=True)
    with suppress(OSError):
        make_room(home, BUDGET)


def _lock_of(target: Path) -> Path:
    """The lock that is held while an archive is unpacked."""
    return target.with_name(target.name.split("-")[0] + ".lock")


class _Unpacking:
    """One archive on its way into the folder `part`, counted against the limits."""

    def __init__(self, archive: Path, size: int, part: Path, pulse: Pulse) -> None:
        self._archive = archive
        self._most_bytes = min(MOST_BYTES, max(_SMALL, MOST_TIMES_LARGER * size))
        self._part = part
        self._pulse = pulse
        self._bytes = self._count = 0
        self._left: LeftPacked = []

    def run(self, target: Path) -> Job[LeftPacked]:
        """Unpack everything, then move it to `target`. Raises DataError, ResourceError, OSError."""
        try:
            (self._part / _FILES).mkdir(parents=True)
            yield from self._entries()
            (self._part / _LIST).write_text(json.dumps(self._left), encoding="ascii")
            with alone(target.parent, _PATIENCE):
                self._part.rename(target)
                _hold(target)
            return self._left
        except BaseException:
            shutil.rmtree(self._part, ignore_errors=True)
            raise

    def _entries(self) -> Job[None]:
        with closing(entries_of(self._archive)) as entries:
            while (entry := self._read(lambda: next(entries, None))) is not None:
                if self._pulse.due():
                    yield Progress(Phase.UNPACKING, self._count, None)
                yield from self._entry(entry)

    def _entry(self, entry: Entry) -> Job[None]:
        self._count += 1
        if self._count > MOST_FILES:
            raise DataError("archive-too-many", path=str(self._archive), limit=MOST_FILES)
        parts = safe_parts(entry.name)
        if parts is None:
            raise DataError("archive-unsafe", path=str(self._archive), name=entry.name)
        # What is left packed costs the time to read past it. No more comes out than an entry announces.
        self._bytes += max(0, entry.size)
        if self._bytes > self._most_bytes:
            raise DataError("archive-too-large", path=str(self._archive))
        if not parts or entry.is_folder or any(is_ignored(part) for part in parts):
            return
        reason = self._reason_to_leave(entry, parts) or (yield from self._write(entry, parts))
        if reason:
            self._left.append((entry.name, reason))

    def _reason_to_leave(self, entry: Entry, parts: tuple[str, ...]) -> str | None:
        if not entry.is_plain:
            return "link-in-archive"
        if len(parts) > _MOST_PARTS or (os.name == "nt" and not all(map(suits_windows, parts))):
            return "name-not-possible"
        return None

    def _write(self, entry: Entry, parts: tuple[str, ...]) -> Job[str | None]:
        if not self._has_room(entry.size):
            with suppress(OSError):
                make_room(self._part.parent, 0)
            if not self._has_room(entry.size):
                raise ResourceError("archive-no-room", path=str(self._archive))
        path = Path(reachable(str(Path(self._part, _FILES, *parts))))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            target = path.open("xb")
        except (FileExistsError, NotADirectoryError):
            return "twice-in-archive"
        except OSError as error:
            if error.errno in _NAME_FAULTS:
                return "name-not-possible"
            raise
        with target, self._read(entry.open) as source:
            while chunk := self._read(lambda: source.read(_CHUNK)):
                target.write(chunk)
                if self._pulse.due():
                    yield Progress(Phase.UNPACKING, self._count, None)
        return None

    def _has_room(self, size: int) -> bool:
        return shutil.disk_usage(self._part).free >= size + _ROOM_TO_LEAVE

    def _read(self, read: Callable[[], Answer]) -> Answer:
        try:
            return read()
        except PermissionError:
            raise DataError("folder-no-permission", path=str(self._archive)) from None
        except DAMAGES as error:
            raise DataError("archive-damaged", path=str(self._archive), detail=str(error)) from error
