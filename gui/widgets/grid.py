"""Where each cell of a grid stands, in plain arithmetic: no widget, no model, nothing kept per cell.

Cells run from left to right in lines of equal height. What belongs together stands in a block of its own;
blocks share a line as long as they fit. A grid without groups is one block without a margin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, QSize


@dataclass(frozen=True, slots=True)
class Measures:
    """In logical pixels. `padding` is inside a block around its cells, `apart` lies between two blocks."""

    cell: QSize
    gap: int
    padding: int = 0
    apart: int = 0


class Grid:
    """`sizes` cells per block in a room `width` wide."""

    def __init__(self, sizes: Sequence[int], width: int, measures: Measures) -> None:
        self.cell = measures.cell
        self._measures = measures
        self._step = QPoint(measures.cell.width() + measures.gap, measures.cell.height() + measures.gap)
        room = width - 2 * measures.padding + measures.gap
        self.columns = max(1, room // self._step.x())
        self._firsts = [0, *accumulate(sizes)]
        self._lefts: list[int] = []
        self._tops: list[int] = []
        self._place(sizes, width)
        self.count = self._firsts[-1]
        self.height = self.block(len(sizes) - 1).bottom() + 1 if self.count else 0

    def block(self, number: int) -> QRect:
        """The whole of one block, its padding included."""
        size = self._firsts[number + 1] - self._firsts[number]
        columns, lines = min(size, self.columns), -(-size // self.columns)
        padding, gap = self._measures.padding, self._measures.gap
        extent = QSize(
            columns * self._step.x() - gap + 2 * padding, lines * self._step.y() - gap + 2 * padding
        )
        return QRect(QPoint(self._lefts[number], self._tops[number]), extent)

    def blocks_between(self, top: int, bottom: int) -> list[QRect]:
        """The blocks that touch the stripe from `top` to `bottom`, both included."""
        rows = self.rows_between(top, bottom)
        if not rows:
            return []
        return [self.block(n) for n in range(self._block_of(rows.start), self._block_of(rows.stop - 1) + 1)]

    def rect(self, row: int) -> QRect:
        """The cell of `row`, in the coordinates of the whole grid."""
        number = self._block_of(row)
        line, column = divmod(row - self._firsts[number], self.columns)
        padding = self._measures.padding
        x = self._lefts[number] + padding + column * self._step.x()
        y = self._tops[number] + padding + line * self._step.y()
        return QRect(QPoint(x, y), self.cell)

    def row_at(self, point: QPoint) -> int | None:
        """The row whose cell holds `point`; None between cells."""
        return next(
            (r for r in self.rows_between(point.y(), point.y()) if self.rect(r).contains(point)), None
        )

    def nearest(self, point: QPoint) -> int:
        """The row on the line at `point` whose cell is nearest to it; the grid must not be empty."""
        y = min(max(point.y(), 0), self.height - 1)
        return min(self.rows_between(y, y), key=lambda row: abs(self.rect(row).center().x() - point.x()))

    def rows_between(self, top: int, bottom: int) -> range:
        """The rows on the lines that touch the stripe from `top` to `bottom`, both included."""
        if not self.count or bottom < 0 or top >= self.height:
            return range(0)
        lowest = bisect_right(self._tops, max(0, top)) - 1
        number = bisect_left(self._tops, self._tops[lowest])
        start = self._firsts[number] + self._line(number, top) * self.columns
        number = bisect_right(self._tops, bottom) - 1
        end = self._firsts[number] + (self._line(number, bottom) + 1) * self.columns
        return range(start, min(end, self._firsts[number + 1]))

    def line_of(self, row: int) -> range:
        """The rows that stand on the line of `row`."""
        middle = self.rect(row).center().y()
        return self.rows_between(middle, middle)

    def _place(self, sizes: Sequence[int], width: int) -> None:
        x = y = below = 0
        for number in range(len(sizes)):
            self._lefts.append(x)
            self._tops.append(y)
            block = self.block(number)
            if x and block.right() >= width:
                x, y = 0, below
                self._lefts[number], self._tops[number] = x, y
                block = self.block(number)
            x = block.right() + 1 + self._measures.apart
            below = max(below, block.bottom() + 1 + self._measures.apart)

    def _block_of(self, row: int) -> int:
        return bisect_right(self._firsts, row) - 1

    def _line(self, number: int, y: int) -> int:
        """The line inside a block that `y` falls on; the nearest one where it falls beside them."""
        inside = max(0, y - self._tops[number] - self._measures.padding)
        size = self._firsts[number + 1] - self._firsts[number]
        return min(inside // self._step.y(), -(-size // self.columns) - 1)
