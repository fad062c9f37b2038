from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.data.store import RECORD, DamageError, PictureStore


def key(number: int) -> str:
    return hashlib.blake2b(str(number).encode(), digest_size=16).hexdigest()


def picture(number: int) -> np.ndarray:
    rng = np.random.default_rng(number)
    return rng.integers(0, 256, (rng.integers(1, 60), rng.integers(1, 60), 3), dtype=np.uint8)


def fill(directory: Path, numbers: range) -> None:
    store = PictureStore(directory)
    for number in numbers:
        store.write(key(number), picture(number))
    store.close()


def stored(directory: Path, numbers: range) -> list[int]:
    """Which pictures a newly opened store gives back, each compared with what was written."""
    store = PictureStore(directory)
    found = []
    for number in numbers:
        try:
            pixels = store.read(key(number))
        except DamageError:
            continue
        if pixels is not None:
            np.testing.assert_array_equal(pixels, picture(number))
            found.append(number)
    store.close()
    return found


def test_pictures_come_back_at_once_and_from_a_store_opened_later(tmp_path):
    store = PictureStore(tmp_path / "a")
    for number in range(20):
        assert store.read(key(number)) is None
        store.write(key(number), picture(number))
        np.testing.assert_array_equal(store.read(key(number)), picture(number))
    store.close()
    assert stored(tmp_path / "a", range(21)) == list(range(20))


def test_pictures_handed_out_outlive_the_store_and_cannot_be_changed(tmp_path):
    store = PictureStore(tmp_path)
    store.write(key(1), picture(1))
    pixels = store.read(key(1))
    store.close()
    np.testing.assert_array_equal(pixels, picture(1))
    with pytest.raises(ValueError, match="read-only"):
        pixels[0, 0, 0] = 1


def test_pictures_that_are_not_contiguous_are_stored_as_they_look(tmp_path):
    store = PictureStore(tmp_path)
    store.write(key(1), picture(1)[:, ::-1])
    np.testing.assert_array_equal(store.read(key(1)), picture(1)[:, ::-1])
    store.close()


@pytest.mark.parametrize("name", ["0.pixels", "0.index"])
def test_a_crash_at_any_byte_leaves_the_pictures_before_it_and_a_store_that_goes_on(tmp_path, name):
    fill(tmp_path / "whole", range(3))
    whole = (tmp_path / "whole" / name).read_bytes()
    sizes = [picture(number).nbytes for number in range(3)]
    ends = np.cumsum(sizes if name == "0.pixels" else [RECORD.size] * 3)
    for cut in {0, 1, *(int(end) + step for end in ends for step in (-1, 0)), len(whole) // 2}:
        directory = tmp_path / f"cut-{cut}"
        fill(directory, range(3))
        os.truncate(directory / name, cut)
        assert stored(directory, range(3)) == [number for number in range(3) if ends[number] <= cut]
        fill(directory, range(6))
        assert stored(directory, range(6)) == list(range(6))


def test_a_flipped_bit_is_seen_and_the_picture_can_be_written_anew(tmp_path):
    fill(tmp_path, range(3))
    place = tmp_path / "0.pixels"
    content = bytearray(place.read_bytes())
    content[picture(0).nbytes + 5] ^= 4
    place.write_bytes(content)

    store = PictureStore(tmp_path)
    with pytest.raises(DamageError):
        store.read(key(1))
    assert store.read(key(1)) is None
    store.write(key(1), picture(1))
    np.testing.assert_array_equal(store.read(key(1)), picture(1))
    store.close()
    assert stored(tmp_path, range(3)) == [0, 1, 2]


def test_a_flipped_bit_in_the_index_costs_one_picture(tmp_path):
    fill(tmp_path, range(3))
    place = tmp_path / "0.index"
    content = bytearray(place.read_bytes())
    content[RECORD.size + 17] ^= 1
    place.write_bytes(content)
    assert stored(tmp_path, range(3)) == [0, 2]


def test_a_file_that_is_cut_while_it_is_open_is_damage_and_no_crash(tmp_path):
    store = PictureStore(tmp_path)
    for number in range(3):
        store.write(key(number), picture(number))
        assert store.read(key(number)) is not None
    os.truncate(tmp_path / "0.pixels", 10)
    with pytest.raises(DamageError):
        store.read(key(2))
    store.write(key(2), picture(2))
    np.testing.assert_array_equal(store.read(key(2)), picture(2))
    store.close()
    assert stored(tmp_path, range(3)) == [2]


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux loads pages with an error instead of a signal"
)
def test_pages_that_the_disk_no_longer_gives_are_an_error_and_no_crash(tmp_path, monkeypatch):
    store = PictureStore(tmp_path)
    big = np.zeros((100, 1000, 3), np.uint8)
    store.write(key(0), big)
    store.write(key(1), big)
    assert store.read(key(1)) is not None
    length = os.fstat
    os.truncate(tmp_path / "0.pixels", 10)

    class Unchanged:
        """What a disk that was pulled out still says about its files."""

        st_size = 2 * big.nbytes

    monkeypatch.setattr("core.data.store.os.fstat", lambda descriptor: Unchanged)
    with pytest.raises(OSError, match="address") as caught:
        store.read(key(1))
    assert caught.value.errno == errno.EFAULT
    monkeypatch.setattr("core.data.store.os.fstat", length)
    store.close()


def test_a_disk_that_is_full_takes_nothing_half(tmp_path, monkeypatch):
    fill(tmp_path, range(2))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    store = PictureStore(tmp_path)

    def fails_half_way(file, data):
        file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("core.data.store._write_all", fails_half_way)
        with pytest.raises(OSError, match="No space"):
            store.write(key(2), picture(2))
    assert store.read(key(2)) is None
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    store.write(key(2), picture(2))
    store.close()
    assert stored(tmp_path, range(3)) == [0, 1, 2]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_device_that_is_really_full_is_an_error(tmp_path):
    (tmp_path / "0.pixels").symlink_to("/dev/full")
    store = PictureStore(tmp_path)
    with pytest.raises(OSError):
        store.write(key(0), picture(0))
    assert store.read(key(0)) is None
    store.close()


def test_a_directory_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError):
        PictureStore(tmp_path / "file" / "store")


WRITER = """
import sys
from pathlib import Path
import numpy as np
from core.data.store import PictureStore

store = PictureStore(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    store.write(f"{number:032x}", np.full((50, 40, 3), number, np.uint8))
store.close()
"""


def test_two_processes_at_once_each_keep_what_they_write(tmp_path):
    others = []
    for first, last in (("0", "60"), ("30", "90")):
        command = [sys.executable, "-c", WRITER, str(tmp_path), first, last]
        others.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        assert others[-1].stdout.readline() == "open\n"
    for other in others:
        other.stdin.write("go\n")
        other.stdin.flush()
    for other in others:
        other.communicate(timeout=30)
        assert other.returncode == 0
    assert {path.name for path in tmp_path.glob("*.pixels")} == {"0.pixels", "1.pixels"}
    store = PictureStore(tmp_path)
    for number in range(90):
        np.testing.assert_array_equal(store.read(f"{number:032x}"), np.full((50, 40, 3), number, np.uint8))
    store.close()


def test_a_process_that_is_killed_while_it_writes_leaves_a_good_store(tmp_path):
    endless = WRITER.replace("int(sys.argv[3])", "10**9").replace(
        "number, np.uint8", "number % 256, np.uint8"
    )
    command = [sys.executable, "-c", endless, str(tmp_path), "0"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "open\n"
        other.stdin.write("go\n")
        other.stdin.flush()
        while (tmp_path / "0.index").stat().st_size < 100 * RECORD.size:
            assert other.poll() is None
        other.kill()
    store = PictureStore(tmp_path)
    assert f"{99:032x}" in store
    number = 0
    while (pixels := store.read(f"{number:032x}")) is not None:
        np.testing.assert_array_equal(pixels, np.full((50, 40, 3), number % 256, np.uint8))
        number += 1
    store.close()
