from __future__ import annotations

import os

import numpy as np

from core.data.budget import make_room, open_store

SIZE = 300_000
PICTURE = np.full((100, 1000, 3), 7, np.uint8)


def make_store(root, name, last_used):
    store = open_store(root, name)
    store.write("00" * 16, PICTURE)
    store.close()
    os.utime(root / name / "used", (last_used, last_used))


def names(root):
    return {path.name for path in root.iterdir() if path.is_dir()}


def test_the_least_recently_used_goes_first_and_no_more_than_needed(tmp_path):
    for name, last_used in (("b", 2000), ("a", 3000), ("c", 1000)):
        make_store(tmp_path, name, last_used)
    assert make_room(tmp_path, 3 * SIZE + 3000)
    assert names(tmp_path) == {"a", "b", "c"}
    assert make_room(tmp_path, 3 * SIZE - 1)
    assert names(tmp_path) == {"a", "b"}
    assert make_room(tmp_path, 0)
    assert names(tmp_path) == set()


def test_opening_a_store_is_a_use_of_it(tmp_path):
    make_store(tmp_path, "old", 1000)
    make_store(tmp_path, "new", 2000)
    open_store(tmp_path, "old").close()
    make_room(tmp_path, 2 * SIZE - 1)
    assert names(tmp_path) == {"old"}


def test_a_store_in_use_is_never_removed(tmp_path):
    make_store(tmp_path, "used", 1000)
    make_store(tmp_path, "idle", 2000)
    first = open_store(tmp_path, "used")
    second = open_store(tmp_path, "used")
    first.close()
    assert not make_room(tmp_path, 0)
    assert names(tmp_path) == {"used"}
    np.testing.assert_array_equal(second.read("00" * 16), PICTURE)
    second.close()
    assert make_room(tmp_path, 0)
    assert names(tmp_path) == set()
