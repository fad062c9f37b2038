"""A small database of what can be worked out again, in one file. Knows not what it holds.

Two windows may use it at once, a damaged one is made anew, and whatever is wrong with the disk costs time
and never an answer.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

_BUSY_SECONDS = 5.0

Answer = TypeVar("Answer")


class Database:
    """The file `path` with one table (as after "CREATE TABLE"), made where it is missing.

    For one thread at a time. No method raises: what cannot be read is not there, what cannot be written is
    forgotten.
    """

    def __init__(self, path: Path, table: str) -> None:
        self._path = path
        self._table = table
        self._connection = self._open()

    def read(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows that `query` finds."""
        return self._try(lambda connection: connection.execute(query, values).fetchall()) or []

    def write(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run `statement` for each row, all of them or none."""

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany(statement, rows)

        if rows:
            self._try(write)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                # One thread uses it at a time, but the last may be the one that collects the garbage.
                connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, check_same_thread=False)
            except (sqlite3.Error, OSError):
                return None
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute(f"CREATE TABLE IF NOT EXISTS {self._table}")
            except sqlite3.OperationalError:  # read-only, full or in use: do without
                connection.close()
                return None
            except sqlite3.DatabaseError:
                connection.close()
                self._discard()
            else:
                return connection
        return None

    def _try(self, use: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        if self._connection is None:
            return None
        try:
            return use(self._connection)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            self._connection.close()
            self._discard()
            self._connection = self._open()
            return None

    def _discard(self) -> None:
        """Remove a damaged database, which is Ninefold's own, with its side files."""
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
