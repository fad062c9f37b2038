"""Where records of datasets are kept: one JSON file each, in Ninefold's own folder, never in the user's.

A dataset is known by its path. Where the path is new, the record of a dataset that is gone from its old path
and had mostly these contents is copied: the folder was moved or renamed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Set
from dataclasses import replace
from pathlib import Path

import filelock

from core.data.record import Record, from_json_values, to_json_values
from core.errors import ResourceError
from core.files import written_aside
from core.paths import datasets_dir

_BUSY_SECONDS = 30.0
_SHARE_TO_KNOW_AGAIN = 0.5


class RecordFile:
    """The record of the dataset at `root`. Use it as a context manager: it is locked against other windows.

    Raises ResourceError("record-not-kept") where the folder of records cannot be used.
    """

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root)
        key = hashlib.blake2b(os.fsencode(self._root), digest_size=16).hexdigest()
        self._path = datasets_dir() / f"{key}.json"
        self._lock = filelock.FileLock(
            self._path.with_suffix(".lock"), timeout=_BUSY_SECONDS, thread_local=False
        )
        self.set_aside: Path | None = None
        """Where an unreadable record went, if there was one."""
        self.moved = False
        """Whether the record is that of another path, from where the folder was moved."""

    def __enter__(self) -> RecordFile:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except (OSError, filelock.Timeout) as error:
            raise self._failure(error) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def load(self, contents: Set[str]) -> Record:
        """The record of this path, or of where these `contents` were before, or a new one."""
        try:
            return self._load(contents)
        except OSError as error:
            raise self._failure(error) from error
        except ValueError:
            self.set_aside = self._move_aside()
            return Record(self._root)

    def peek(self, contents: Set[str]) -> Record:
        """As `load`, but for reading only: it needs no lock, writes nothing and never fails."""
        try:
            return self._load(contents)
        except (OSError, ValueError):
            return Record(self._root)

    def save(self, record: Record) -> None:
        """Write `record`, whole or not at all."""
        try:
            with written_aside(self._path) as file:
                file.write(json.dumps(to_json_values(record), separators=(",", ":")).encode("ascii"))
        except OSError as error:
            raise self._failure(error) from error

    def _load(self, contents: Set[str]) -> Record:
        try:
            return replace(_read(self._path), root=self._root)
        except FileNotFoundError:
            return self._from_old_place(contents)

    def _from_old_place(self, contents: Set[str]) -> Record:
        best, most = Record(self._root), 0
        for path in sorted(self._path.parent.glob("*.json")):
            try:
                record = _read(path)
            except (OSError, ValueError):
                continue
            known = record.contents()
            found = len(known & contents)
            moved = not os.path.lexists(record.root)
            if moved and found > most and found >= _SHARE_TO_KNOW_AGAIN * len(known):
                best, most = replace(record, root=self._root), found
        self.moved = most > 0
        return best

    def _move_aside(self) -> Path:
        for number in range(1, 1000):
            aside = self._path.with_name(f"{self._path.stem}.unreadable-{number}")
            if not aside.exists():
                break
        try:
            return self._path.replace(aside)
        except OSError as error:
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> ResourceError:
        detail = getattr(error, "strerror", None) or str(error)  # without the path, which is told besides
        return ResourceError("record-not-kept", path=str(self._path), detail=detail)


def _read(path: Path) -> Record:
    """Raises OSError where it cannot be read, ValueError where it is no record."""
    try:
        return from_json_values(json.loads(path.read_bytes()))
    except RecursionError as error:
        raise ValueError("not a record") from error
