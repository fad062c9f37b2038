"""The grid's arithmetic against counting by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from gui.widgets.grid import Grid, Measures

CELL = QSize(50, 60)
PLAIN = Measures(CELL, gap=8)
GROUPED = Measures(CELL, gap=8, padding=8, apart=16)

sizes = st.lists(st.integers(1, 12), max_size=20)
widths = st.integers(40, 700)


@given(sizes, widths)
def test_cells_are_apart_and_inside_their_blocks(groups: list[int], width: int) -> None:
    grid = Grid(groups, width, GROUPED)
    cells = [grid.rect(row) for row in range(grid.count)]
    first = 0
    for number, size in enumerate(groups):
        block = grid.block(number)
        assert all(block.contains(cell) for cell in cells[first : first + size])
        assert block.bottom() < grid.height
        assert block.left() == 0 or block.right() < width
        first += size
    blocks = [grid.block(number) for number in range(len(groups))]
    for shapes in (cells, blocks):
        assert not any(a.intersects(b) for i, a in enumerate(shapes) for b in shapes[:i])


@given(sizes, widths, st.integers(-50, 900), st.integers(0, 300))
def test_every_cell_in_a_stripe_is_among_its_rows(
    groups: list[int], width: int, top: int, height: int
) -> None:
    grid = Grid(groups, width, GROUPED)
    stripe = QRect(-10, top, 2000, height + 1)
    wanted = {row for row in range(grid.count) if grid.rect(row).intersects(stripe)}
    found = grid.rows_between(top, top + height)
    assert wanted <= set(found)
    if found:
        line_height = CELL.height() + 2 * GROUPED.padding + GROUPED.apart + GROUPED.gap
        near = stripe.adjusted(0, -line_height, 0, line_height)
        assert all(grid.rect(row).intersects(near) for row in found)


@given(sizes, widths)
def test_a_point_in_a_cell_finds_its_row_again(groups: list[int], width: int) -> None:
    grid = Grid(groups, width, GROUPED)
    for row in range(grid.count):
        assert grid.row_at(grid.rect(row).center()) == row
        assert row in grid.line_of(row)
        tops = {grid.rect(other).top() for other in grid.line_of(row)}
        assert tops == {grid.rect(row).top()}


def test_one_block_fills_lines_of_equal_length() -> None:
    grid = Grid((10,), 4 * 50 + 3 * 8, PLAIN)
    assert grid.columns == 4
    assert [grid.rect(row).topLeft() for row in (0, 3, 4, 9)] == [
        QPoint(0, 0),
        QPoint(3 * 58, 0),
        QPoint(0, 68),
        QPoint(58, 2 * 68),
    ]
    assert grid.height == 3 * 60 + 2 * 8
    assert grid.rows_between(0, 0) == range(4)
    assert grid.rows_between(68, 140) == range(4, 10)
    assert grid.row_at(QPoint(54, 10)) is None


def test_pairs_share_a_line_as_long_as_they_fit() -> None:
    pair = 2 * 50 + 8 + 2 * 8
    grid = Grid((2, 2, 2), 2 * pair + 16, GROUPED)
    assert [grid.block(number).topLeft() for number in range(3)] == [
        QPoint(0, 0),
        QPoint(pair + 16, 0),
        QPoint(0, 60 + 16 + 16),
    ]


def test_an_empty_grid_has_no_height() -> None:
    grid = Grid((), 500, PLAIN)
    assert (grid.count, grid.height, grid.rows_between(0, 100)) == (0, 0, range(0))
