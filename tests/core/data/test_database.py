"""The database: shared by two, made anew where it is damaged, and never in the way."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from core.data.database import Database

READ, WRITE = "SELECT value FROM things WHERE name = ?", "INSERT OR REPLACE INTO things VALUES (?, ?)"


def opened(path: Path) -> closing[Database]:
    return closing(Database(path, "things (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID"))


def test_rows_outlive_the_program(tmp_path: Path) -> None:
    with opened(tmp_path / "new/things.sqlite") as database:
        database.write(WRITE, [("a", b"1"), ("b", b"2")])
    with opened(tmp_path / "new/things.sqlite") as database:
        assert database.read(READ, ["b"]) == [(b"2",)]
        assert database.read(READ, ["c"]) == []


def test_two_windows_share_it(tmp_path: Path) -> None:
    path = tmp_path / "things.sqlite"
    with opened(path) as first, opened(path) as second:
        first.write(WRITE, [("a", b"old")])
        second.write(WRITE, [("a", b"new")])
        assert first.read(READ, ["a"]) == [(b"new",)]


@pytest.mark.parametrize("damage", [b"no database at all " * 300, b"SQLite format 3\0" + b"\xff" * 2000])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "things.sqlite"
    path.write_bytes(damage)
    with opened(path) as database:
        assert database.read(READ, ["a"]) == []
        database.write(WRITE, [("a", b"1")])
        assert database.read(READ, ["a"]) == [(b"1",)]


def test_damage_in_the_middle_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "things.sqlite"
    with opened(path) as database:
        database.write(WRITE, [(str(number), b"x" * 500) for number in range(200)])
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xa5" * (len(damaged) - 4096)
    path.write_bytes(bytes(damaged))
    with opened(path) as database:
        assert database.read(READ, ["1"]) == []
        database.write(WRITE, [("1", b"1")])
        assert database.read(READ, ["1"]) == [(b"1",)]


def test_a_disk_that_cannot_be_used_costs_memory_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with opened(tmp_path / "file/things.sqlite") as database:
        database.write(WRITE, [("a", b"1")])
        assert database.read(READ, ["a"]) == []
