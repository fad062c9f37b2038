"""The points of one curve, however many: stored all, shown thinned. Knows numpy and no widget."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


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
            self._x = np.concatenate([self._x, np.empty_like(self._x)])
            self._y = np.concatenate([self._y, np.empty_like(self._y)])
        self._x[self._length] = x
        self._y[self._length] = y
        self._length += 1

    def clear(self) -> None:
        self._length = 0

    def cut(self, x: float) -> None:
        """Drop every point from `x` on: a continued run goes through them once more."""
        self._length = int(np.searchsorted(self.x, x, side="left"))

    def view(self, low: float, high: float, most: int) -> tuple[Floats, Floats]:
        """At most about `most` points between `low` and `high`, and one beyond each end.

        Where there are more, each point shown is the mean of as many neighbours; values that are not finite
        are left out of it, and make a gap only where a whole group has none.
        """
        first = max(int(np.searchsorted(self.x, low, side="left")) - 1, 0)
        last = min(int(np.searchsorted(self.x, high, side="right")) + 1, self._length)
        x, y = self.x[first:last], self.y[first:last]
        group = -(-len(x) // most)
        if group <= 1:
            return x.copy(), y.copy()
        # Groups are cut at multiples of their size from the start of the run, so that they stay put while
        # points are added.
        edges = np.arange(first // group * group, last, group)
        starts = np.maximum(edges - first, 0)
        finite = np.isfinite(y)
        counts = np.add.reduceat(finite.astype(np.float64), starts)
        sums = np.add.reduceat(np.where(finite, y, 0.0), starts)
        sizes = np.diff(np.append(starts, len(x)))
        means = np.divide(sums, counts, out=np.full_like(sums, np.nan), where=counts > 0)
        return np.add.reduceat(x, starts) / sizes, means
