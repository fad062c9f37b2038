from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from core.config import Augmentation, Preprocessing
from core.data.transforms import crop_box, erased, prediction_picture, rotated, training_picture

NOTHING = Augmentation(crop_area=1.0, flip=False)
SIDES = st.integers(8, 600)


def photo(width: int, height: int, seed: int = 0) -> np.ndarray:
    """Soft shapes and sharp edges, as photos have both."""
    rng = np.random.default_rng(seed)
    coarse = Image.fromarray(rng.integers(0, 256, (7, 9, 3), dtype=np.uint8))
    pixels = np.array(coarse.resize((width, height), Image.Resampling.BICUBIC))
    pixels[height // 3 : height // 2, width // 4 : width // 3] = (250, 10, 90)
    return pixels


def generator(seed: int = 0) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(seed))


class Fixed:
    """A generator that only ever draws the same share of every range."""

    def __init__(self, share: float) -> None:
        self.share = share

    def random(self) -> float:
        return self.share

    def uniform(self, low: float, high: float) -> float:
        return low + self.share * (high - low)


# Crops


@given(SIDES, SIDES, st.floats(0.01, 1.0), st.integers(0, 2**32))
def test_a_crop_lies_within_the_picture(width, height, area, seed):
    left, top, right, bottom = crop_box(width, height, area, generator(seed))
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


def test_the_whole_picture_is_kept_where_the_smallest_area_is_all_of_it():
    assert crop_box(500, 100, 1.0, generator()) == (0, 0, 500, 100)


@pytest.mark.parametrize(("width", "height"), [(1000, 20), (20, 1000), (341, 256)])
def test_crops_are_distributed_as_torchvision_draws_them(width, height):
    torch = pytest.importorskip("torch")
    from torchvision.transforms import RandomResizedCrop

    draws = 3000
    torch.manual_seed(0)
    picture = torch.empty(3, height, width)
    theirs = []
    for _ in range(draws):
        top, left, h, w = RandomResizedCrop.get_params(picture, [0.08, 1.0], [3 / 4, 4 / 3])
        theirs.append((left, top, w, h))
    rng = generator(1)
    ours = []
    for _ in range(draws):
        left, top, right, bottom = crop_box(width, height, 0.08, rng)
        ours.append((left, top, right - left, bottom - top))
    for mine, other in zip(np.array(ours, float).T, np.array(theirs, float).T, strict=True):
        # Kolmogorov and Smirnov's distance: two samples of one law are this far apart once in 100,000 times.
        places = np.union1d(mine, other)
        distance = np.abs(
            np.searchsorted(np.sort(mine), places, "right") - np.searchsorted(np.sort(other), places, "right")
        ).max()
        assert distance / draws < math.sqrt(-math.log(0.5e-5) / draws)


@pytest.mark.parametrize("seed", range(8))
def test_a_crop_has_the_pixels_of_torchvision(seed):
    functional = pytest.importorskip("torchvision.transforms.functional")
    pixels = photo(341, 256)
    left, top, right, bottom = crop_box(341, 256, 0.08, generator(seed))
    expected = functional.resized_crop(
        Image.fromarray(pixels), top, left, bottom - top, right - left, [224, 224]
    )
    result = training_picture(pixels, 224, Augmentation(crop_area=0.08, flip=False), generator(seed))
    assert np.abs(result.astype(int) - np.asarray(expected)).max() <= 1


@given(SIDES, SIDES, st.sampled_from([32, 160, 224]), st.integers(0, 2**32))
def test_any_picture_and_augmentation_gives_a_square_and_the_same_one_again(width, height, size, seed):
    everything = Augmentation(0.08, True, 0.4, 0.4, 0.4, 180.0, 1.0)
    pixels = photo(width, height)
    before = pixels.copy()
    first = training_picture(pixels, size, everything, generator(seed))
    assert first.shape == (size, size, 3)
    assert first.dtype == np.uint8
    np.testing.assert_array_equal(first, training_picture(pixels, size, everything, generator(seed)))
    np.testing.assert_array_equal(pixels, before)


def test_a_picture_straight_from_the_memory_map_is_not_written_to():
    pixels = photo(100, 100)
    pixels.setflags(write=False)
    everything = Augmentation(1.0, True, 0.4, 0.4, 0.4, 30.0, 1.0)
    assert training_picture(pixels, 100, everything, generator()).shape == (100, 100, 3)


# The other variations


def test_without_variations_the_picture_is_only_squashed():
    pixels = photo(300, 200)
    expected = Image.fromarray(pixels).resize((96, 96), Image.Resampling.BILINEAR)
    np.testing.assert_array_equal(training_picture(pixels, 96, NOTHING, generator()), np.asarray(expected))


def test_half_of_the_pictures_are_flipped():
    pixels = photo(64, 64)
    flipped = 0
    for seed in range(400):
        result = training_picture(pixels, 64, Augmentation(crop_area=1.0), generator(seed))
        is_flipped = np.array_equal(result, pixels[:, ::-1])
        assert is_flipped or np.array_equal(result, pixels)
        flipped += is_flipped
    assert 150 < flipped < 250


@pytest.mark.parametrize(
    ("name", "enhance"),
    [
        ("brightness", ImageEnhance.Brightness),
        ("contrast", ImageEnhance.Contrast),
        ("saturation", ImageEnhance.Color),
    ],
)
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_colours_are_varied_by_a_factor_about_one(name, enhance, share):
    functional = pytest.importorskip("torchvision.transforms.functional")
    pixels = photo(64, 64)
    factor = 0.6 + 0.8 * share
    augmentation = Augmentation(crop_area=1.0, flip=False, **{name: 0.4})
    result = training_picture(pixels, 64, augmentation, Fixed(share))
    np.testing.assert_array_equal(result, np.asarray(enhance(Image.fromarray(pixels)).enhance(factor)))
    theirs = getattr(functional, f"adjust_{name}")(Image.fromarray(pixels), factor)
    assert np.abs(result.astype(int) - np.asarray(theirs)).max() <= 1


@pytest.mark.parametrize(("degrees", "turns"), [(0.0, 0), (180.0, 2)])
def test_a_rotation_by_half_turns_is_exact(degrees, turns):
    pixels = photo(65, 65)
    np.testing.assert_array_equal(
        np.asarray(rotated(Image.fromarray(pixels), degrees)), np.rot90(pixels, turns)
    )


@pytest.mark.parametrize("degrees", [-170.0, -90.0, -12.0, 5.0, 45.0, 133.0])
def test_a_rotation_is_torchvisions_within_the_picture_and_never_black_outside(degrees):
    functional = pytest.importorskip("torchvision.transforms.functional")
    pixels = np.maximum(photo(96, 80), 40)
    result = np.asarray(rotated(Image.fromarray(pixels), degrees)).astype(int)
    bilinear = functional.InterpolationMode.BILINEAR
    theirs = np.asarray(functional.rotate(Image.fromarray(pixels), degrees, bilinear)).astype(int)
    inside = np.asarray(functional.rotate(Image.new("L", (96, 80), 255), degrees, bilinear)) == 255
    assert inside.sum() > 2000
    assert np.abs(result - theirs)[inside].max() <= 2
    assert result.min() >= 39


@given(st.integers(32, 300), st.integers(0, 2**32))
def test_one_rectangle_is_erased_with_the_mean_colour(size, seed):
    pixels = photo(size, size)
    result = erased(pixels.copy(), generator(seed))
    rows, columns = np.nonzero((result != pixels).any(axis=2))
    box = np.s_[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    assert np.abs(result[box] - pixels.mean(axis=(0, 1))).max() <= 1  # Pillow counts in whole numbers
    assert rows.size <= size * size * 0.36


def test_erasing_happens_with_its_probability():
    pixels = photo(48, 48)
    augmentation = Augmentation(crop_area=1.0, flip=False, erasing=0.25)
    results = [training_picture(pixels, 48, augmentation, generator(seed)) for seed in range(400)]
    assert 65 < sum(not np.array_equal(result, pixels) for result in results) < 140


# Prediction


@given(SIDES, SIDES)
def test_squash_resizes_the_whole_picture(width, height):
    pixels = photo(width, height)
    result = prediction_picture(pixels, Preprocessing(size=64, resize="squash"))
    for channel in range(3):  # in Pillow's floats, which are not rounded on the way
        exact = Image.fromarray(pixels[..., channel].astype(np.float32)).resize(
            (64, 64), Image.Resampling.BILINEAR
        )
        assert np.abs(result[..., channel] - np.asarray(exact)).max() <= 1.01


@pytest.mark.parametrize("size", [32, 160, 224])
@pytest.mark.parametrize(
    ("width", "height"), [(341, 256), (256, 341), (256, 256), (100, 100), (37, 511), (640, 41)]
)
def test_crop_is_torchvisions_resize_and_centre_crop(width, height, size):
    transforms = pytest.importorskip("torchvision.transforms")
    pixels = photo(width, height)
    preset = transforms.Compose([transforms.Resize(round(size * 256 / 224)), transforms.CenterCrop(size)])
    result = prediction_picture(pixels, Preprocessing(size=size, resize="crop"))
    np.testing.assert_array_equal(result, np.asarray(preset(Image.fromarray(pixels))))


def test_pictures_are_resized_in_four_ways_alike_where_that_is_asked_for():
    pixels = np.random.default_rng(1).integers(0, 256, (40, 60, 3), dtype=np.uint8)
    augmentation = Augmentation(crop_area=1.0, flip=False, random_interpolation=True)
    ways = [Image.Resampling[name] for name in ("BILINEAR", "BOX", "NEAREST", "BICUBIC")]
    resized = [np.asarray(Image.fromarray(pixels).resize((32, 32), way)) for way in ways]
    counts = [0] * len(ways)
    for seed in range(200):
        found = training_picture(pixels, 32, augmentation, np.random.default_rng(seed))
        (way,) = [n for n, each in enumerate(resized) if np.array_equal(found, each)]
        counts[way] += 1
    assert all(30 <= count <= 70 for count in counts)
