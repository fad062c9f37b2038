"""Where each cell of a grid stands, in plain arithmetic: no widget, no model, nothing per cell.

Cells run from left to right in lines of equal height. Each group begins a new line, a little apart from the group
above; a grid without groups is one group.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, QSize


class Grid:
    """`sizes` cells per group, `columns` to a line; `cell` is the size of one, `gap` what lies between two."""

    def __init__(self, sizes: Sequence[int], columns: int, cell: QSize, gap: int, group_gap: int) -> None:
        self.columns = max(1, columns)
        self.cell = cell
        self._gap = gap
        self._pitch = cell.height() + gap
        self._firsts = [0, *accumulate(sizes)]
        lines = [-(-size // self.columns) for size in sizes]
        self._tops = [0, *accumulate(count * self._pitch + group_gap for count in lines)]
        self.count = self._firsts[-1]
        self.height = max(0, self._tops[-1] - group_gap - gap) if self.count else 0

    def rect(self, row: int) -> QRect:
        """The cell of `row`, in the coordinates of the whole grid."""
        group = bisect_right(self._firsts, row) - 1
        line, column = divmod(row - self._firsts[group], self.columns)
        corner = QPoint(column * (self.cell.width() + self._gap), self._tops[group] + line * self._pitch)
        return QRect(corner, self.cell)

    def row_at(self, point: QPoint) -> int | None:
        """The row whose cell holds `point`; None between cells."""
        for row in self.rows_between(point.y(), point.y()):
            if self.rect(row).contains(point):
                return row
        return None

    def rows_between(self, top: int, bottom: int) -> range:
        """The rows on the lines that touch the stripe from `top` to `bottom`, both included."""
        if not self.count or bottom < 0 or top > self.height:
            return range(0)
        return range(self._first_of_line(max(0, top)), self._end_of_line(max(0, bottom)))

    def group_tops(self, top: int, bottom: int) -> list[int]:
        """Where the groups after the first begin, as far as that is inside the stripe."""
        return [y for y in self._tops[1:-1] if top <= y <= bottom]

    def line_of(self, row: int) -> tuple[int, int]:
        """The rows on the line of `row`: the first and the one after the last."""
        y = self.rect(row).top()
        return self._first_of_line(y), self._end_of_line(y)

    def _first_of_line(self, y: int) -> int:
        group, line = self._line_at(y)
        return min(self._firsts[group] + line * self.columns, self._firsts[group + 1])

    def _end_of_line(self, y: int) -> int:
        group, line = self._line_at(y)
        return min(self._firsts[group] + (line + 1) * self.columns, self._firsts[group + 1])

    def _line_at(self, y: int) -> tuple[int, int]:
        group = min(bisect_right(self._tops, y) - 1, len(self._firsts) - 2)
        return group, (y - self._tops[group]) // self._pitch
