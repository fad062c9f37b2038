from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from pathlib import Path

import pytest

from core.control import RunControl
from core.data.content import hash_bytes, hash_files
from core.errors import DataError
from core.events import Phase, PhaseChanged, Progress, result_of

LONG_AGO = 1_600_000_000


def files(folder: Path, count: int, size: int = 10) -> list[Path]:
    """Files that were last changed long ago, so that their hashes are remembered."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(bytes([number % 251]) * (size + number))
        os.utime(path, (LONG_AGO, LONG_AGO))
    return paths


def hashes(paths: list[Path]) -> dict[Path, str]:
    return result_of(hash_files(paths, RunControl()))


def expected(paths: list[Path]) -> dict[Path, str]:
    return {path: hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest() for path in paths}


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are read from now on."""
    from core.data import content

    read: list[Path] = []
    hash_file = content.hash_file

    def noted(path: Path, control: RunControl) -> str:
        read.append(path)
        return hash_file(path, control)

    monkeypatch.setattr(content, "hash_file", noted)
    return read


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    paths = [*files(tmp_path / "small", 150), *files(tmp_path / "large", 2, size=700_000)]
    (tmp_path / "empty.jpg").touch()
    paths += [tmp_path / "empty.jpg", paths[0]]
    found = hashes(paths)
    assert found == expected(paths)
    assert list(found) == list(dict.fromkeys(paths))
    assert hash_bytes(paths[3].read_bytes()) == found[paths[3]]


def test_nothing_to_hash() -> None:
    assert hashes([]) == {}


def test_an_unchanged_file_is_not_read_again(tmp_path: Path, reads: list[Path]) -> None:
    paths = files(tmp_path / "f", 200)
    first = hashes(paths)
    assert len(reads) == 200
    reads.clear()
    assert hashes(paths) == first
    assert reads == []


def test_a_changed_file_is_read_again(tmp_path: Path, reads: list[Path]) -> None:
    paths = files(tmp_path / "f", 10)
    hashes(paths)
    reads.clear()
    same_size = bytes(paths[3].stat().st_size)
    paths[3].write_bytes(same_size)
    os.utime(paths[3], (LONG_AGO + 1, LONG_AGO + 1))
    paths[4].write_bytes(b"another size")
    os.utime(paths[4], (LONG_AGO, LONG_AGO))
    assert hashes(paths) == expected(paths)
    assert sorted(reads) == paths[3:5]


def test_a_file_that_has_just_changed_is_not_trusted(tmp_path: Path, reads: list[Path]) -> None:
    path = tmp_path / "new.jpg"
    path.write_bytes(b"one")
    hashes([path])
    stamp = path.stat().st_mtime_ns
    path.write_bytes(b"two")
    os.utime(path, ns=(stamp, stamp))  # a coarse clock shows no difference
    assert hashes([path]) == expected([path])


def test_what_cannot_be_read_is_missing(tmp_path: Path) -> None:
    paths = files(tmp_path / "f", 3)
    paths[1].unlink()
    assert hashes([*paths, tmp_path]).keys() == {paths[0], paths[2]}


@pytest.mark.skipif(os.name == "nt", reason="the file system takes valid Unicode only")
def test_a_name_that_is_no_unicode(tmp_path: Path, reads: list[Path]) -> None:
    path = tmp_path / os.fsdecode(b"\xff\xfe.jpg")
    try:
        path.write_bytes(b"picture")
    except OSError:
        pytest.skip("the file system takes valid Unicode only")
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert hashes([path]) == hashes([path]) == expected([path])
    assert len(reads) == 1


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b"", b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_memory_is_made_anew(tmp_path: Path, home: Path, reads: list[Path], damage: bytes) -> None:
    paths = files(tmp_path / "f", 5)
    (home / "cache").mkdir()
    (home / "cache/contents.sqlite").write_bytes(damage)
    assert hashes(paths) == expected(paths)
    reads.clear()
    assert hashes(paths) == expected(paths)
    assert reads == []


def test_a_memory_damaged_in_the_middle(tmp_path: Path, home: Path, reads: list[Path]) -> None:
    paths = files(tmp_path / "f", 300)
    hashes(paths)
    memory = home / "cache/contents.sqlite"
    data = bytearray(memory.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    memory.write_bytes(data)
    for _ in range(2):
        assert hashes(paths) == expected(paths)
    reads.clear()
    assert hashes(paths) == expected(paths)
    assert reads == []


def test_another_programs_table_is_no_harm(tmp_path: Path, home: Path) -> None:
    paths = files(tmp_path / "f", 5)
    (home / "cache").mkdir()
    with sqlite3.connect(home / "cache/contents.sqlite") as database:
        database.execute("CREATE TABLE contents (path TEXT)")
    database.close()
    assert hashes(paths) == expected(paths)


def test_without_a_place_for_the_memory(tmp_path: Path, home: Path) -> None:
    paths = files(tmp_path / "f", 5)
    (home / "cache").write_bytes(b"a file where the folder should be")
    assert hashes(paths) == expected(paths)


def test_two_windows_at_once(tmp_path: Path, reads: list[Path]) -> None:
    paths = files(tmp_path / "f", 600)
    found: list[dict[Path, str]] = []
    threads = [threading.Thread(target=lambda: found.append(hashes(paths))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected(paths)] * 4
    reads.clear()
    hashes(paths)
    assert reads == []


def test_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.data.pulse._SECONDS", 0.0)
    events = list(hash_files(files(tmp_path / "f", 300), RunControl()))
    assert events[0] == PhaseChanged(Phase.READING)
    done = [event.done for event in events if isinstance(event, Progress)]
    assert done == sorted(done) and len(set(done)) > 2
    assert events[-1] == Progress(Phase.READING, 300, 300)


def test_stop(tmp_path: Path) -> None:
    control = RunControl()
    job = hash_files(files(tmp_path / "f", 300), control)
    next(job)
    control.stop()
    with pytest.raises(DataError) as caught:
        list(job)
    assert caught.value.code == "cancelled"


def test_a_stopped_job_remembers_no_half_read_file(tmp_path: Path, reads: list[Path]) -> None:
    paths = files(tmp_path / "f", 3, size=2_000_000)
    control = RunControl()
    job = hash_files(paths, control)
    next(job)
    control.stop()
    with pytest.raises(DataError):
        list(job)
    assert hashes(paths) == expected(paths)
