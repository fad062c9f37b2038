"""Near duplicates: the index against comparing all with all, the decision on pictures made for it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from core.data import similar
from core.data.similar import MOST_DISTANCE, THUMBNAIL, near_groups, perceptual_hash


def scene(seed: int) -> Image.Image:
    coarse = np.random.default_rng(seed).integers(0, 256, (12, 16, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize((320, 240), Image.Resampling.BICUBIC)


def groups_of(pictures: list[Image.Image]) -> list[list[int]]:
    greys = [picture.convert("L") for picture in pictures]
    hashes = np.array([perceptual_hash(grey) for grey in greys], dtype=np.uint64)
    small = [np.asarray(grey.resize((THUMBNAIL, THUMBNAIL), Image.Resampling.BILINEAR)) for grey in greys]
    return last(near_groups(hashes, np.stack(small)))


def last(steps: Iterator[list[list[int]] | None]) -> list[list[int]]:
    *before, groups = steps
    assert all(step is None for step in before)
    assert groups is not None
    return groups


def noise(count: int) -> npt.NDArray[np.uint8]:
    return np.random.default_rng(5).integers(0, 256, (count, THUMBNAIL, THUMBNAIL), dtype=np.uint8)


def test_copies_are_found_and_other_pictures_are_not() -> None:
    pictures = [scene(seed) for seed in range(30)]
    pictures += [
        scene(3).resize((200, 150)),
        ImageEnhance.Brightness(scene(3)).enhance(1.3),
        scene(8).convert("L"),
        scene(9).crop((3, 2, 318, 239)),
    ]
    assert groups_of(pictures) == [[3, 30, 31], [8, 32], [9, 33]]


def test_turned_and_mirrored_pictures_are_others() -> None:
    assert (
        groups_of([scene(1), scene(1).rotate(180), scene(1).transpose(Image.Transpose.FLIP_LEFT_RIGHT)]) == []
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 2**64 - 1), min_size=2, max_size=8, unique=True),
    st.lists(st.tuples(st.integers(0, 7), st.sets(st.integers(0, 63), max_size=14)), max_size=12),
)
def test_every_pair_within_the_distance_is_found_once(
    bases: list[int], variants: list[tuple[int, set[int]]]
) -> None:
    values = bases + [bases[i % len(bases)] ^ sum(1 << bit for bit in bits) for i, bits in variants]
    hashes = np.array(values, dtype=np.uint64)
    expected = [
        (i, j)
        for i in range(len(values))
        for j in range(i + 1, len(values))
        if (values[i] ^ values[j]).bit_count() <= MOST_DISTANCE
    ]
    found = [
        pair for a, b in similar._close_pairs(hashes) for pair in zip(a.tolist(), b.tolist(), strict=True)
    ]
    assert sorted(found) == expected


def test_one_hash_is_no_proof() -> None:
    thumbnails = noise(6)
    thumbnails[4] = thumbnails[1]
    assert last(near_groups(np.zeros(6, dtype=np.uint64), thumbnails)) == [[1, 4]]


def test_copies_chain_into_one_group() -> None:
    thumbnails = np.repeat(noise(1), 3, axis=0)
    hashes = np.array([0, 0xFF, 0xFFFF], dtype=np.uint64)  # 8 bits between neighbours, 16 between the ends
    assert last(near_groups(hashes, thumbnails)) == [[0, 1, 2]]


@pytest.mark.parametrize("count", [0, 1])
def test_few_pictures_have_no_likes(count: int) -> None:
    assert last(near_groups(np.zeros(count, dtype=np.uint64), noise(count))) == []


def test_flat_pictures_have_no_details_to_be_alike_in() -> None:
    flat = np.full((3, THUMBNAIL, THUMBNAIL), 200, dtype=np.uint8)
    assert last(near_groups(np.zeros(3, dtype=np.uint64), flat)) == []


def test_hashes_that_all_share_do_not_stop_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similar, "_MOST_PROPOSED", 5000)
    rng = np.random.default_rng(0)
    crowd = rng.integers(0, 2**48, 400, dtype=np.uint64)  # one band is the same for all
    thumbnails = noise(400)
    crowd[7], thumbnails[7] = crowd[300] ^ np.uint64(0b101), thumbnails[300]
    assert last(near_groups(crowd, thumbnails)) == [[7, 300]]
