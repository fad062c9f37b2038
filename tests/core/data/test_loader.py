from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.config import Augmentation, Preprocessing
from core.data.cache import PictureCache
from core.data.content import hash_bytes
from core.data.dataset import Item
from core.data.decode import decode
from core.data.loader import Loader, picture_generator
from core.data.transforms import prediction_picture, training_picture

PREPROCESSING = Preprocessing(size=32, short_side=40)
AUGMENTATION = Augmentation()
COUNT = 23


def make_items(directory: Path, count: int) -> tuple[Item, ...]:
    items = []
    for number in range(count):
        coarse = np.random.default_rng(number).integers(0, 256, (5, 6, 3), dtype=np.uint8)
        path = directory / f"{number}.png"
        Image.fromarray(coarse).resize((60, 44), Image.Resampling.BICUBIC).save(path)
        items.append(Item(path, number % 3, hash_bytes(path.read_bytes()), "train"))
    return tuple(items)


@pytest.fixture
def items(tmp_path):
    return make_items(tmp_path, COUNT)


@pytest.fixture(autouse=True)
def no_thread_left():
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) == before


def loader(items, tmp_path, threads=2, augmentation=AUGMENTATION):
    cache = PictureCache(items, PREPROCESSING.short_side, directory=tmp_path / "cache")
    return Loader(items, PREPROCESSING, augmentation, threads=threads, cache=cache)


def equal(first, second):
    assert len(first) == len(second)
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one.pixels, other.pixels)
        np.testing.assert_array_equal(one.labels, other.labels)


def test_a_training_batch_is_what_the_transforms_make_of_the_decoded_pictures(items, tmp_path):
    order = [5, 0, 22, 7, 7]
    with loader(items, tmp_path) as pictures:
        first, last = pictures.training(order, 3, 48, seed=9, epoch=4)
    assert (first.pixels.shape, last.pixels.shape) == ((3, 48, 48, 3), (2, 48, 48, 3))
    assert first.pixels.dtype == np.uint8
    assert first.labels.dtype == np.int64
    turns = [0, 0, 0, 0, 1]
    got = [*first.pixels, *last.pixels]
    for pixels, index, turn in zip(got, order, turns, strict=True):
        generator = picture_generator(9, 4, index, turn)
        expected = training_picture(decode(items[index].path, 40).pixels, 48, AUGMENTATION, generator)
        np.testing.assert_array_equal(pixels, expected)
    assert [*first.labels, *last.labels] == [items[index].label for index in order]
    assert not np.array_equal(got[3], got[4])


def test_evaluation_prepares_each_item_as_prediction_does_in_their_order(items, tmp_path):
    with loader(items, tmp_path) as pictures:
        batches = list(pictures.evaluation(10))
    assert [len(batch.labels) for batch in batches] == [10, 10, 3]
    for pixels, item in zip(np.concatenate([b.pixels for b in batches]), items, strict=True):
        np.testing.assert_array_equal(pixels, prediction_picture(decode(item.path, 40).pixels, PREPROCESSING))


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    directory = tmp_path_factory.mktemp("shared")
    return make_items(directory, COUNT), directory


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_resumed_epoch_goes_on_as_the_unbroken_one_whatever_the_threads(shared, data):
    items, directory = shared
    order = data.draw(st.lists(st.integers(0, COUNT - 1), min_size=1, max_size=40))
    batch_size = data.draw(st.integers(1, 9))
    steps = -(-len(order) // batch_size)
    first_step = data.draw(st.integers(0, steps))
    seed, epoch = data.draw(st.integers(0, 2**31 - 1)), data.draw(st.integers(0, 10_000))
    with loader(items, directory, threads=1) as pictures:
        whole = list(pictures.training(order, batch_size, 32, seed, epoch))
    with loader(items, directory, threads=data.draw(st.integers(1, 5))) as pictures:
        rest = list(pictures.training(order, batch_size, 32, seed, epoch, first_step))
    assert len(whole) == steps
    equal(rest, whole[first_step:])


def test_pictures_are_varied_anew_in_each_epoch_and_by_each_seed(items, tmp_path):
    with loader(items, tmp_path) as pictures:
        seen = {
            batch.pixels.tobytes()
            for seed, epoch in ((0, 1), (0, 2), (1, 1), (1, 2))
            for batch in pictures.training([3], 1, 32, seed, epoch)
        }
    assert len(seen) == 4


@given(st.tuples(*[st.integers(0, 2**31 - 1), st.integers(0, 10_000), st.integers(0, 10**6)] * 2))
def test_no_two_pictures_share_their_randomness(numbers):
    first, second = numbers[:3], numbers[3:]
    same = picture_generator(*first).random(4).tolist() == picture_generator(*second).random(4).tolist()
    assert same == (first == second)


def test_pictures_that_fail_are_named_and_the_others_keep_their_labels(items, tmp_path):
    for index in (2, 3):
        items[index].path.write_bytes(b"\x89PNG\r\n\x1a\n and then nothing of use")
    with loader(items, tmp_path) as pictures:
        batches = list(pictures.training(range(COUNT), 2, 32, 0, 1))
        evaluated = list(pictures.evaluation(COUNT))
    assert batches[1].pixels.shape == (0, 32, 32, 3)
    assert [path for path, _, _ in batches[1].failed] == [items[2].path, items[3].path]
    assert all(isinstance(code, str) for _, code, _ in batches[1].failed)
    assert sum(len(batch.failed) for batch in batches) == 2
    (everything,) = evaluated
    assert everything.labels.tolist() == [item.label for n, item in enumerate(items) if n not in (2, 3)]
    expected = prediction_picture(decode(items[4].path, 40).pixels, PREPROCESSING)
    np.testing.assert_array_equal(everything.pixels[2], expected)


def test_warnings_of_the_cache_come_with_a_batch_once(items, tmp_path):
    (tmp_path / "cache").write_text("in the way")
    with loader(items, tmp_path) as pictures:
        batches = list(pictures.training(range(COUNT), 5, 32, 0, 1))
    assert [warning.code for batch in batches for warning in batch.warnings] == ["cache-unusable"]


def test_an_iterator_closed_early_leaves_no_thread_and_no_work(items, tmp_path):
    before = threading.active_count()
    with loader(items, tmp_path, threads=3) as pictures:
        batches = pictures.training(list(range(COUNT)) * 50, 4, 32, 0, 1)
        next(batches)
        assert threading.active_count() > before
        batches.close()
        assert threading.active_count() == before
        assert len(list(pictures.evaluation(8))) == 3


def test_closing_the_loader_ends_what_is_running(items, tmp_path):
    pictures = loader(items, tmp_path, threads=3)
    started, fresh = pictures.training(list(range(COUNT)) * 50, 4, 32, 0, 1), pictures.evaluation(4)
    next(started)
    pictures.close()
    assert next(started, None) is None
    assert next(fresh, None) is None


def test_an_error_that_nobody_foresaw_reaches_the_caller(items, tmp_path, monkeypatch):
    def fails(*arguments):
        raise ZeroDivisionError

    monkeypatch.setattr("core.data.loader.training_picture", fails)
    with loader(items, tmp_path) as pictures, pytest.raises(ZeroDivisionError):
        list(pictures.training(range(COUNT), 4, 32, 0, 1))


def test_the_first_epoch_fills_the_cache(items, tmp_path):
    with loader(items, tmp_path) as pictures:
        assert pictures.cache.cached == 0
        list(pictures.training(range(COUNT), 4, 32, 0, 1))
        assert pictures.cache.cached == COUNT


def test_batches_become_channels_last_tensors_without_a_copy(items, tmp_path):
    torch = pytest.importorskip("torch")
    with loader(items, tmp_path) as pictures:
        batch = next(pictures.evaluation(4))
    tensor = torch.from_numpy(batch.pixels).permute(0, 3, 1, 2)
    assert tensor.is_contiguous(memory_format=torch.channels_last)
    assert tensor.data_ptr() == batch.pixels.ctypes.data


def test_loading_imports_no_torch():
    code = "import sys, core.data.loader, core.data.sample; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
