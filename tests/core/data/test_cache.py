from __future__ import annotations

import errno
import os
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.data.cache import PictureCache, fingerprint
from core.data.content import hash_bytes
from core.data.dataset import Item
from core.data.decode import decode
from core.data.store import RECORD
from core.errors import PictureError
from core.messages import sentence


def save(path: Path, seed: int, size: tuple[int, int] = (90, 70)) -> Item:
    """A soft random picture in a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    coarse = np.random.default_rng(seed).integers(0, 256, (5, 6, 3), dtype=np.uint8)
    Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC).save(path)
    return Item(path, seed % 2, hash_bytes(path.read_bytes()), "train")


@pytest.fixture
def items(tmp_path):
    return tuple(save(tmp_path / "photos" / f"class {n % 2}" / f"{n}.png", n) for n in range(6))


@pytest.fixture
def root(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def decoded(monkeypatch):
    """Counts what is decoded."""
    sources = []

    def counted(source, short_side=None):
        sources.append(source)
        return decode(source, short_side)

    monkeypatch.setattr("core.data.cache.decode", counted)
    return sources


def all_right(cache, items, short_side=48):
    for index, item in enumerate(items):
        np.testing.assert_array_equal(cache.get(index), decode(item.path, short_side).pixels)


def codes(cache):
    """The codes of the warnings, each of which must have its sentence."""
    warnings = cache.take_warnings()
    assert all(sentence(warning.code, warning.data) for warning in warnings)
    return [warning.code for warning in warnings]


def test_each_picture_is_decoded_once_in_all_time(items, root, decoded):
    for opening in range(3):
        cache = PictureCache(items, 48, directory=root)
        assert cache.cached == (0 if opening == 0 else 6)
        all_right(cache, items)
        all_right(cache, items)
        assert cache.cached == 6
        assert codes(cache) == []
        cache.close()
    assert len(decoded) == 6


def test_pictures_are_shrunk_to_the_short_side_and_never_enlarged(tmp_path, root):
    items = (save(tmp_path / "a.png", 1, (200, 100)), save(tmp_path / "b.png", 2, (30, 20)))
    cache = PictureCache(items, 50, directory=root)
    for _ in range(2):
        assert cache.get(0).shape == (50, 100, 3)
        assert cache.get(1).shape == (20, 30, 3)
    cache.close()


def test_files_that_are_renamed_or_added_leave_the_rest_decoded(items, root, decoded):
    cache = PictureCache(items, 48, directory=root)
    all_right(cache, items)
    cache.close()
    moved = items[0].path.rename(items[0].path.with_name("renamed.png"))
    added = save(items[0].path.with_name("added.png"), 77)
    now = (Item(moved, 0, items[0].content, "train"), *items[1:], added)
    cache = PictureCache(now, 48, directory=root)
    decoded.clear()
    all_right(cache, now)
    assert len(decoded) == 1
    cache.close()


def test_folder_and_short_side_have_stores_of_their_own(items):
    assert fingerprint(items, 48) == fingerprint(items[:3], 48)
    assert fingerprint(items, 48) != fingerprint(items, 64)
    elsewhere = tuple(Item(Path("/elsewhere") / i.path.name, 0, i.content, "train") for i in items)
    assert fingerprint(items, 48) != fingerprint(elsewhere, 48)


def test_a_file_that_changed_is_taken_as_it_is_now_and_told_once(items, root):
    first = PictureCache(items, 48, directory=root)
    for number, item in enumerate(items[:2]):
        save(item.path, 100 + number)
    all_right(first, items)
    all_right(first, items)
    assert codes(first) == ["picture-changed"]
    first.close()

    for item, seed in zip(items[:2], (0, 1), strict=True):
        save(item.path, seed)  # as it was: the changed one was not stored in its name
    second = PictureCache(items, 48, directory=root)
    all_right(second, items)
    assert codes(second) == []
    second.close()


def test_a_picture_that_cannot_be_decoded_is_named_each_time_but_tried_once(items, root, decoded):
    items[2].path.write_bytes(b"\x89PNG\r\n\x1a\n and then nothing of use")
    broken = Item(items[2].path, 0, hash_bytes(items[2].path.read_bytes()), "train")
    cache = PictureCache((broken,), 48, directory=root)
    with pytest.raises(PictureError) as first:
        cache.get(0)
    with pytest.raises(PictureError) as second:
        cache.get(0)
    assert (first.value.code, first.value.data) == (second.value.code, second.value.data)
    assert len(decoded) == 1
    cache.close()


def test_a_missing_file_is_a_named_failure_until_it_is_back(items, root):
    cache = PictureCache(items, 48, directory=root)
    aside = items[0].path.rename(items[0].path.with_suffix(".aside"))
    with pytest.raises(PictureError):
        cache.get(0)
    aside.rename(items[0].path)
    all_right(cache, items)
    cache.close()


def test_a_file_too_large_to_be_read_at_once_is_decoded_all_the_same(items, root, monkeypatch):
    monkeypatch.setattr("core.data.cache._LARGEST_READ", 10)
    cache = PictureCache(items, 48, directory=root)
    all_right(cache, items)
    assert cache.cached == 0
    cache.close()


# What may befall the disk


def only_store(root):
    (store,) = (path for path in root.iterdir() if path.is_dir())
    return store


def test_a_damaged_cache_is_mended_with_one_warning(items, root, decoded):
    cache = PictureCache(items, 48, directory=root)
    all_right(cache, items)
    cache.close()
    pixels = only_store(root) / "0.pixels"
    pixels.write_bytes(bytes(len(pixels.read_bytes())))
    for expected in (["cache-damaged"], []):
        cache = PictureCache(items, 48, directory=root)
        all_right(cache, items)
        assert codes(cache) == expected
        cache.close()
    assert len(decoded) == 12


def test_files_that_are_no_cache_at_all_do_no_harm(items, root):
    PictureCache(items, 48, directory=root).close()
    for name in ("0.pixels", "0.index"):
        (only_store(root) / name).write_bytes(np.random.default_rng(0).bytes(5000))
    cache = PictureCache(items, 48, directory=root)
    all_right(cache, items)
    all_right(cache, items)
    assert cache.cached == 6
    cache.close()


def test_a_full_disk_costs_one_warning_and_keeps_what_is_stored(items, root, monkeypatch):
    cache = PictureCache(items, 48, directory=root)
    cache.get(0)

    def full(file, data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("core.data.store._write_all", full)
    all_right(cache, items)
    all_right(cache, items)
    assert codes(cache) == ["cache-unusable"]
    assert cache.cached == 1
    cache.close()


def test_the_last_of_the_disk_is_left_to_others(items, root, monkeypatch):
    usage = shutil.disk_usage(items[0].path)._replace(free=2**20)
    monkeypatch.setattr("core.data.cache.shutil.disk_usage", lambda path: usage)
    cache = PictureCache(items, 48, directory=root)
    all_right(cache, items)
    assert codes(cache) == ["cache-disk-full"]
    assert cache.cached == 0
    cache.close()


def test_a_disk_that_fails_to_read_costs_one_warning(items, root, monkeypatch):
    cache = PictureCache(items, 48, directory=root)
    all_right(cache, items)

    def gone(store, content):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("core.data.store.PictureStore.read", gone)
    all_right(cache, items)
    all_right(cache, items)
    assert codes(cache) == ["cache-unusable"]
    cache.close()


def test_a_cache_folder_that_is_deleted_meanwhile_does_no_harm(items, root):
    cache = PictureCache(items, 48, directory=root)
    cache.get(0)
    shutil.rmtree(root)
    all_right(cache, items)
    all_right(cache, items)
    cache.close()


def test_a_place_where_nothing_can_be_written_costs_one_warning(items, tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = PictureCache(items, 48, directory=tmp_path / "file")
    all_right(cache, items)
    all_right(cache, items)
    assert codes(cache) == ["cache-unusable"]
    cache.close()


def test_the_budget_takes_from_other_datasets_first_and_then_stops(items, tmp_path, root, monkeypatch):
    monkeypatch.setattr("core.data.cache._CHUNK", 1)
    others = (save(tmp_path / "other" / "0.png", 50), save(tmp_path / "other" / "1.png", 51))
    cache = PictureCache(others, 48, directory=root)
    all_right(cache, others)
    cache.close()
    picture_bytes = decode(items[0].path, 48).pixels.nbytes
    cache = PictureCache(items, 48, directory=root, budget=3 * picture_bytes)
    all_right(cache, items)
    assert codes(cache) == ["cache-budget"]
    assert 1 <= cache.cached < 6
    cache.close()
    assert only_store(root).name == fingerprint(items, 48)


# Many at once


def test_many_threads_get_the_right_pictures(items, root):
    cache = PictureCache(items, 48, directory=root)
    wanted = [decode(item.path, 48).pixels for item in items]
    wrong = []

    def look(seed):
        for index in np.random.default_rng(seed).integers(0, len(items), 60):
            if not np.array_equal(cache.get(int(index)), wanted[index]):
                wrong.append(index)

    threads = [threading.Thread(target=look, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert codes(cache) == []
    assert (only_store(root) / "0.index").stat().st_size == 6 * RECORD.size
    cache.close()


def test_two_caches_of_one_folder_at_once_both_store(items, root, decoded):
    first, second = PictureCache(items, 48, directory=root), PictureCache(items, 48, directory=root)
    all_right(first, items[:3])
    for index in range(3, 6):
        second.get(index)
    assert codes(first) == codes(second) == []
    first.close()
    second.close()
    decoded.clear()
    third = PictureCache(items, 48, directory=root)
    all_right(third, items)
    assert decoded == []
    third.close()
