from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gui.widgets.series import Series, Smoothed, spread


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


def averaged(values, share):
    """By the definition: each value weighted by share**(how far back it lies)."""
    means = []
    for n in range(len(values)):
        weights = [share ** (n - m) for m in range(n + 1)]
        kept = [(w, v) for w, v in zip(weights, values[: n + 1], strict=True) if math.isfinite(v)]
        total = sum(w for w, _ in kept)
        means.append(sum(w * v for w, v in kept) / total if total else math.nan)
    return means


@given(
    values=st.lists(st.one_of(st.floats(0, 100), st.just(math.nan), st.just(math.inf)), max_size=40),
    share=st.floats(0.01, 0.99),
    known=st.integers(0, 40),
)
def test_smoothing_is_the_weighted_mean_of_all_points_so_far(values, share, known):
    made = Series()
    smoothed = Smoothed(made)
    smoothed.share = share
    for n, value in enumerate(values):
        if n == known:
            smoothed.follow()  # in two portions, as a live chart does it
        made.append(float(n), value)
    np.testing.assert_allclose(smoothed.follow(), averaged(values, share), rtol=1e-6, atol=1e-9)


def test_a_constant_curve_stays_as_it_is_from_its_first_point_on():
    made = series(50, lambda n: 3.0)
    smoothed = Smoothed(made)
    smoothed.share = 0.99
    np.testing.assert_allclose(smoothed.follow(), 3.0)


def test_a_cut_curve_goes_on_as_if_its_end_had_never_been():
    made = series(20, lambda n: float(n % 3))
    smoothed = Smoothed(made)
    smoothed.share = 0.8
    smoothed.follow()
    made.cut(10.0)
    smoothed.cut(10.0)
    made.append(10.0, 5.0)
    np.testing.assert_allclose(smoothed.follow(), averaged([n % 3 for n in range(10)] + [5.0], 0.8))


@given(count=st.integers(0, 3000), most=st.integers(4, 300))
def test_a_spread_keeps_the_lowest_and_the_highest_value(count, most):
    made = series(count, lambda n: float(n * n % 17))
    x, y = spread(made.x, made.y, -1.0, count + 1.0, most)
    assert len(x) == len(y) <= most + 4
    if count:
        assert (y.min(), y.max()) == (made.y.min(), made.y.max())
        assert np.all(np.diff(x) >= 0)


def test_the_point_at_or_before_a_place_and_the_nearest_one():
    made = Series()
    for x in (1.0, 2.0, 4.0):
        made.append(x, 10 * x)
    assert [made.at(x) for x in (0.5, 1.0, 1.9, 2.0 - 1e-12, 9.0)] == [None, 0, 0, 1, 2]
    assert [made.nearest(x) for x in (0.0, 1.4, 1.6, 2.9, 3.1, 9.0)] == [1.0, 1.0, 2.0, 2.0, 4.0, 4.0]
    assert Series().at(1.0) is None and Series().nearest(1.0) is None
