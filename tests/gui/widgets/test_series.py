from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gui.widgets.series import Series


def series(count: int, value=lambda n: float(n)) -> Series:
    made = Series()
    for n in range(count):
        made.append(float(n), value(n))
    return made


def test_every_point_is_kept():
    made = series(10_000)
    assert len(made) == 10_000
    assert np.array_equal(made.x, np.arange(10_000.0)) and np.array_equal(made.y, np.arange(10_000.0))


@given(count=st.integers(0, 3000), most=st.integers(2, 300))
def test_what_is_shown_is_bounded_and_has_the_right_mean(count, most):
    made = series(count, lambda n: float(n * n % 17))
    x, y = made.view(-1.0, count + 1.0, most)
    assert len(x) == len(y) <= most + 1
    if count <= most:
        assert np.array_equal(x, made.x) and np.array_equal(y, made.y)
    else:
        group = -(-count // most)
        whole = count // group * group
        expected = made.y[:whole].reshape(-1, group).mean(axis=1)
        assert np.allclose(y[: len(expected)], expected)
    assert np.all(np.diff(x) > 0)


def test_only_what_lies_in_view_is_shown_with_one_point_beyond_each_end():
    x, _ = series(100).view(10.5, 20.5, 50)
    assert list(x) == list(range(10, 22))


def test_groups_stay_put_while_points_are_added():
    made = series(1000)
    first, _ = made.view(0, 1e9, 100)
    made.append(1000.0, 0.0)
    made.append(1001.0, 0.0)
    again, _ = made.view(0, 1e9, 101)
    assert np.array_equal(first[:90], again[:90])


def test_what_is_not_finite_leaves_a_gap_only_where_nothing_else_is():
    made = series(100, lambda n: float("nan") if 10 <= n < 20 or n == 35 else 1.0)
    _, y = made.view(-1, 100, 10)
    assert np.isnan(y[1]) and np.isnan(y).sum() == 1
    assert np.all(y[np.isfinite(y)] == 1.0)


def test_cutting_back_drops_what_comes_after():
    made = series(100)
    made.cut(50.0)
    assert len(made) == 50 and made.x[-1] == 49.0
    made.append(50.0, 7.0)
    assert made.y[-1] == 7.0
    made.clear()
    assert len(made) == 0
