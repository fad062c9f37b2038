"""Pictures that are nearly the same: smaller copies, other colours, frames of one series. Knows no files.

Two steps. Perceptual hashes (the signs of the lowest frequencies, after Zauner 2010, "Implementation and
Benchmarking of Perceptual Image Hash Functions") propose pairs, found through an index and not by comparing
all with all; small grey pictures then decide, by the correlation of their details. On photographs of flowers
every pair that passes is one motif, and of hands before one wall no two pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np
import numpy.typing as npt
from PIL import Image

THUMBNAIL = 24  # pixels a side
MOST_DISTANCE = 10  # of 64 bits
LEAST_CORRELATION = 0.9

_BANDS, _BAND_BITS = 4, 16
_FLIPS = MOST_DISTANCE // _BANDS  # two hashes within the distance differ by no more bits in one of the bands
_MOST_PROPOSED = 1 << 22  # pairs in one look-up; hashes that too many pictures share say nothing
_PAIRS_PER_CHUNK = 1 << 13
_MOST_FAMILIES = 8  # of pictures that share one hash and are not alike

Hashes = npt.NDArray[np.uint64]
Thumbnails = npt.NDArray[np.uint8]
Indices = npt.NDArray[np.intp]


def perceptual_hash(grey: Image.Image) -> int:
    """64 bits that change little when the picture is scaled, recompressed or recoloured."""
    import imagehash  # with scipy, which takes long to load: only who checks a folder should wait for it

    bits = imagehash.phash(grey).hash.ravel()
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def near_groups(hashes: Hashes, thumbnails: Thumbnails) -> Iterator[list[list[int]] | None]:
    """Groups of two or more pictures that are nearly the same, by index; sorted, and disjoint.

    `hashes` has shape (N,), `thumbnails` (N, 24, 24). None is yielded again and again while the search goes
    on, so that the caller can report and stop; the groups come last.
    """
    families = _Families(len(hashes))
    details = _Details(len(hashes))
    for start in range(0, len(hashes), _PAIRS_PER_CHUNK):
        details.add(thumbnails[start : start + _PAIRS_PER_CHUNK])
        yield None
    single, shared = _by_hash(hashes)
    first_ones = []
    for group in shared:
        first_ones += _join_alike(group, details, families)
        yield None
    chosen = np.concatenate([single, np.asarray(first_ones, dtype=np.intp)])
    for a, b in _close_pairs(hashes[chosen]):
        for start in range(0, len(a), _PAIRS_PER_CHUNK):
            some = slice(start, start + _PAIRS_PER_CHUNK)
            left, right = chosen[a[some]], chosen[b[some]]
            alike = details.correlations(left, right) >= LEAST_CORRELATION
            families.join_all(zip(left[alike].tolist(), right[alike].tolist(), strict=True))
            yield None
        yield None
    yield families.groups()


def _by_hash(hashes: Hashes) -> tuple[Indices, list[Indices]]:
    """Those that have a hash to themselves, and those that share one."""
    _, which, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    single = np.flatnonzero(counts[which] == 1)
    shared = np.flatnonzero(counts[which] > 1)
    shared = shared[np.argsort(which[shared], kind="stable")]
    return single, np.split(shared, np.flatnonzero(np.diff(which[shared])) + 1) if len(shared) else []


def _join_alike(group: Indices, details: _Details, families: _Families) -> list[int]:
    """Join those pictures of one hash that are alike; what is returned are the first of each family."""
    first_ones: list[int] = []
    while len(group) and len(first_ones) < _MOST_FAMILIES:
        first_ones.append(int(group[0]))
        alike = details.correlations(np.full(len(group), group[0]), group) >= LEAST_CORRELATION
        alike[0] = True
        families.join_all((first_ones[-1], other) for other in group[alike][1:].tolist())
        group = group[~alike]
    return first_ones


def _close_pairs(hashes: Hashes) -> Iterator[tuple[Indices, Indices]]:
    """Index pairs (i < j) within `MOST_DISTANCE`, each once, in pieces.

    By the pigeonhole principle one of four 16-bit bands differs by at most a fourth of the distance; all
    bands with so few bits flipped are looked up (Norouzi et al. 2012, "Fast Search in Hamming Space").
    """
    for band in range(_BANDS):
        keys = _band(hashes, band).astype(np.int64)
        order = np.argsort(keys, kind="stable")
        counts = np.bincount(keys, minlength=1 << _BAND_BITS)
        starts = np.cumsum(counts) - counts
        for mask in _masks():
            wanted = keys ^ mask
            found = _bounded(counts[wanted])
            a = np.repeat(np.arange(len(keys)), found)
            within = np.arange(len(a)) - np.repeat(np.cumsum(found) - found, found)
            b = order[np.repeat(starts[wanted], found) + within]
            a, b = a[a < b], b[a < b]
            distance = np.bitwise_count(hashes[a] ^ hashes[b])
            a, b = a[distance <= MOST_DISTANCE], b[distance <= MOST_DISTANCE]
            fresh = np.ones(len(a), dtype=bool)  # no earlier band proposes the pair
            for earlier in range(band):
                fresh &= np.bitwise_count(_band(hashes[a] ^ hashes[b], earlier)) > _FLIPS
            yield a[fresh], b[fresh]


def _band(hashes: Hashes, band: int) -> Hashes:
    return (hashes >> np.uint64(band * _BAND_BITS)) & np.uint64((1 << _BAND_BITS) - 1)


def _bounded(found: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """`found` without its largest numbers where their sum would be too much to look at."""
    if found.sum() <= _MOST_PROPOSED:
        return found
    ascending = np.sort(found)
    kept = int(np.searchsorted(np.cumsum(ascending), _MOST_PROPOSED))
    return np.where(found < ascending[kept], found, 0)


def _masks() -> list[int]:
    """Every way to flip at most `_FLIPS` bits of a band."""
    return [
        sum(1 << bit for bit in bits)
        for flips in range(_FLIPS + 1)
        for bits in combinations(range(_BAND_BITS), flips)
    ]


class _Details:
    """Each picture less its own blur, as a vector: what stays the same in a copy of other colours."""

    def __init__(self, count: int) -> None:
        self._vectors = np.empty((count, THUMBNAIL**2), dtype=np.int8)
        self._lengths = np.empty(count, dtype=np.float32)
        self._filled = 0

    def add(self, thumbnails: Thumbnails) -> None:
        """Fill in the next pictures."""
        some = slice(self._filled, self._filled + len(thumbnails))
        details = (thumbnails - _blurred(thumbnails)).reshape(len(thumbnails), -1)
        details -= details.mean(axis=1, keepdims=True)
        details *= 127 / np.maximum(np.abs(details).max(axis=1, keepdims=True), 1e-6)
        self._vectors[some] = np.rint(details)
        self._lengths[some] = np.maximum(np.linalg.norm(np.rint(details), axis=1), 1.0)
        self._filled = some.stop

    def correlations(self, a: Indices, b: Indices) -> npt.NDArray[np.float32]:
        """The correlation of picture a[i] with picture b[i], for every i."""
        products: npt.NDArray[np.float32]
        products = np.einsum("ij,ij->i", self._vectors[a], self._vectors[b], dtype=np.float32)
        return products / (self._lengths[a] * self._lengths[b])


def _blurred(thumbnails: Thumbnails) -> npt.NDArray[np.float32]:
    """The mean of 5 x 5 pixels around each."""
    padded = np.pad(thumbnails, ((0, 0), (2, 2), (2, 2)), mode="reflect").astype(np.float32)
    sums = np.zeros(thumbnails.shape, dtype=np.float32)
    for row in range(5):
        for column in range(5):
            sums += padded[:, row : row + THUMBNAIL, column : column + THUMBNAIL]
    return np.divide(sums, 25, dtype=np.float32)


class _Families:
    """Disjoint sets of the numbers below `count`."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        for a, b in pairs:
            low, high = sorted((self.root(a), self.root(b)))
            self._parent[high] = low

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for number, parent in enumerate(self._parent):
            if parent != number:
                root = self.root(number)
                found.setdefault(root, [root]).append(number)
        return [found[root] for root in sorted(found)]
