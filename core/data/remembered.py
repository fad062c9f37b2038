"""Answers that were costly to work out, kept as bytes by content hash. Knows not what they mean.

A small database in Ninefold's own cache. Two windows may use it at once, a damaged one is made anew, and
whatever is wrong with the disk costs time and never an answer.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

_BUSY_SECONDS = 5.0
_KEYS_PER_QUERY = 500

Answer = TypeVar("Answer")


class Remembered:
    """The answers kept in the file `path`, which is made where it is missing. For one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = self._open()

    def recall(self, contents: Iterable[str]) -> Iterator[dict[str, bytes]]:
        """What is known of `contents` (hexadecimal hashes), in pieces; what is not known is missing."""
        keys = [bytes.fromhex(content) for content in contents]
        for start in range(0, len(keys), _KEYS_PER_QUERY):
            yield self._recall(keys[start : start + _KEYS_PER_QUERY])

    def remember(self, answers: Mapping[str, bytes]) -> None:
        """Keep `answers`, by content; older ones about the same contents go."""
        rows = [(bytes.fromhex(content), answer) for content, answer in answers.items()]

        def write(database: sqlite3.Connection) -> None:
            with database:
                database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)

        self._try(write)

    def close(self) -> None:
        if self._database is not None:
            self._database.close()

    def _recall(self, keys: list[bytes]) -> dict[str, bytes]:
        query = f"SELECT content, answer FROM answers WHERE content IN ({','.join('?' * len(keys))})"
        rows = self._try(lambda database: database.execute(query, keys).fetchall()) or []
        return {content.hex(): answer for content, answer in rows}

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                # One thread uses it at a time, but the last may be the one that collects the garbage.
                database = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, check_same_thread=False)
            except (sqlite3.Error, OSError):
                return None
            try:
                database.execute("PRAGMA journal_mode=WAL")
                database.execute("PRAGMA synchronous=NORMAL")
                database.execute(
                    "CREATE TABLE IF NOT EXISTS answers (content BLOB PRIMARY KEY, answer BLOB) WITHOUT ROWID"
                )
            except sqlite3.OperationalError:  # read-only, full or in use: do without
                database.close()
                return None
            except sqlite3.DatabaseError:
                database.close()
                self._discard()
            else:
                return database
        return None

    def _try(self, use: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        if self._database is None:
            return None
        try:
            return use(self._database)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            self._database.close()
            self._discard()
            self._database = self._open()
            return None

    def _discard(self) -> None:
        """Remove a damaged database, which is Ninefold's own, with its side files."""
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
