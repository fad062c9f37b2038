"""The points of one curve, however many: stored all, shown thinned or smoothed. Knows numpy and no widget."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_TINY = 1e-9
"""Two ways to count the same step may differ in the last digit."""


class Series:
    """Points with growing x. Appending is cheap at any rate; `view` gives what a screen can show of them."""

    def __init__(self) -> None:
        self._x: Floats = np.empty(256)
        self._y: Floats = np.empty(256)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def x(self) -> Floats:
        return self._x[: self._length]

    @property
    def y(self) -> Floats:
        return self._y[: self._length]

    def append(self, x: float, y: float) -> None:
        if self._length == len(self._x):
            self._grow(1)
        self._x[self._length] = x
        self._y[self._length] = y
        self._length += 1

    def extend(self, x: Floats, y: Floats) -> None:
        end = self._length + len(x)
        if end > len(self._x):
            self._grow(len(x))
        self._x[self._length : end] = x
        self._y[self._length : end] = y
        self._length = end

    def clear(self) -> None:
        self._length = 0

    def cut(self, x: float) -> None:
        """Drop every point from `x` on: a continued run goes through them once more."""
        self._length = int(np.searchsorted(self.x, x, side="left"))

    def at(self, x: float) -> int | None:
        """The number of the last point at `x` or before; None where there is none."""
        number = int(np.searchsorted(self.x, x + _TINY, side="right")) - 1
        return number if number >= 0 else None

    def nearest(self, x: float) -> float | None:
        """The x of the point that is nearest to `x`; None where there is none."""
        if not self._length:
            return None
        right = min(int(np.searchsorted(self.x, x)), self._length - 1)
        left = max(right - 1, 0)
        return float(min(self.x[left], self.x[right], key=lambda other: abs(other - x)))

    def _grow(self, count: int) -> None:
        """Room for `count` more points, and for as many again as there are."""
        room = np.empty(self._length + count + 256)
        self._x = np.concatenate([self.x, room])
        self._y = np.concatenate([self.y, room])

    def view(self, low: float, high: float, most: int) -> tuple[Floats, Floats]:
        """What `thinned` leaves of the curve."""
        return thinned(self.x, self.y, low, high, most)


class Smoothed:
    """The exponential moving average of a series, free of the bias towards where it began.

    Each value is the mean of all points so far, the one `n` points back with the weight share**n (Kingma and
    Ba 2014, section 3, for the bias). Values that are not finite are left out.
    """

    def __init__(self, series: Series) -> None:
        self._series = series
        self._share = 0.0
        self._sums = Series()  # of the weighted values ...
        self._weights = Series()  # ... and of their weights

    @property
    def share(self) -> float:
        return self._share

    @share.setter
    def share(self, share: float) -> None:
        """How much of the mean is kept at each point, 0 up to but not including 1."""
        if share != self._share:
            self._share = share
            self.clear()

    def clear(self) -> None:
        self._sums.clear()
        self._weights.clear()

    def cut(self, x: float) -> None:
        self._sums.cut(x)
        self._weights.cut(x)

    def follow(self) -> Floats:
        """Take up the points that are new; the smoothed values of all."""
        done = len(self._sums)
        x, y = self._series.x[done:], self._series.y[done:]
        finite = np.isfinite(y)
        for past, values in ((self._sums, np.where(finite, y, 0.0)), (self._weights, finite)):
            start = float(past.y[-1]) if done else 0.0
            past.extend(x, _decayed_sums(values, start, self._share))
        weights = self._weights.y
        return np.divide(self._sums.y, weights, out=np.full_like(weights, np.nan), where=weights > 0)


def _decayed_sums(values: NDArray[Any], start: float, kept: float) -> Floats:
    sums = accumulate(values.tolist(), lambda past, value: kept * past + value, initial=start)
    return np.fromiter(sums, np.float64, len(values) + 1)[1:]


def thinned(x: Floats, y: Floats, low: float, high: float, most: int) -> tuple[Floats, Floats]:
    """At most about `most` points of a curve between `low` and `high`, and one beyond each end.

    Where there are more, each point shown is the mean of as many neighbours; values that are not finite
    are left out of it, and make a gap only where a whole group has none.
    """
    first, last = _part(x, low, high)
    group = -(-(last - first) // most)
    if group <= 1:
        return x[first:last].copy(), y[first:last].copy()
    starts = _starts(first, last, group)
    x, y = x[first:last], y[first:last]
    finite = np.isfinite(y)
    counts = np.add.reduceat(finite.astype(np.float64), starts)
    sums = np.add.reduceat(np.where(finite, y, 0.0), starts)
    sizes = np.diff(np.append(starts, len(x)))
    means = np.divide(sums, counts, out=np.full_like(sums, np.nan), where=counts > 0)
    return np.add.reduceat(x, starts) / sizes, means


def spread(x: Floats, y: Floats, low: float, high: float, most: int) -> tuple[Floats, Floats]:
    """As `thinned`, but of each group the lowest and the highest value: a curve with its noise."""
    first, last = _part(x, low, high)
    group = -(-(last - first) // (most // 2))
    if group <= 2:
        return x[first:last].copy(), y[first:last].copy()
    starts = _starts(first, last, group)
    x, y = x[first:last], y[first:last]
    finite = np.isfinite(y)
    lowest = np.minimum.reduceat(np.where(finite, y, np.inf), starts)
    highest = np.maximum.reduceat(np.where(finite, y, -np.inf), starts)
    both = np.column_stack([lowest, highest]).ravel()
    return np.repeat(x[starts], 2), np.where(np.isfinite(both), both, np.nan)


def _part(x: Floats, low: float, high: float) -> tuple[int, int]:
    first = max(int(np.searchsorted(x, low, side="left")) - 1, 0)
    return first, min(int(np.searchsorted(x, high, side="right")) + 1, len(x))


def _starts(first: int, last: int, group: int) -> NDArray[np.intp]:
    # Groups are cut at multiples of their size from the start of the run, so that they stay put while
    # points are added.
    edges = np.arange(first // group * group, last, group)
    return np.maximum(edges - first, 0)
