from __future__ import annotations

import base64
import dataclasses

import numpy as np
import pytest

from core.model.familiarity import (
    FEATURES,
    FEWEST_PICTURES,
    MOST_DIRECTIONS,
    Familiarity,
    familiar,
    of_length_one,
    principal,
)

RNG = np.random.default_rng(4)
DIRECTIONS = np.linalg.qr(RNG.normal(size=(FEATURES, 8)))[0].T


def pictures(count: int, seed: int) -> np.ndarray:
    """Features that vary much in eight directions and a little in all."""
    rng = np.random.default_rng(seed)
    return 1 + rng.normal(size=(count, 8)) * 3 @ DIRECTIONS + rng.normal(size=(count, FEATURES)) * 0.1


@pytest.fixture(scope="module")
def known() -> Familiarity:
    found = familiar(pictures(300, 0))
    assert found is not None
    return found


def test_of_new_familiar_pictures_a_fortieth_is_too_far(known: Familiarity) -> None:
    far = known.distances(pictures(1000, 1)) > known.limit
    assert 0.002 < far.mean() < 0.05  # the limit knows fewer pictures than the whole


def test_a_step_where_familiar_pictures_do_not_differ_counts_more(known: Familiarity) -> None:
    usual = pictures(200, 2)
    across = np.linalg.qr(np.vstack([DIRECTIONS, RNG.normal(size=(1, FEATURES))]).T)[0][:, 8]
    assert (known.distances(usual + 8 * across) > known.limit).all()
    assert (known.distances(usual + 1.0 * DIRECTIONS[0]) > known.limit).mean() < 0.1


def test_distances_are_mahalanobis_but_for_a_factor() -> None:
    values = pictures(30, 3)  # fewer than directions are kept: the covariance is kept whole
    known = familiar(values)
    assert known is not None
    values = of_length_one(values)
    covariance = np.cov(values.T, bias=True)
    rest = 0.02 * np.trace(covariance) / FEATURES
    inverse = np.linalg.inv(covariance + rest * np.eye(FEATURES))
    apart = of_length_one(pictures(40, 5)) - values.mean(axis=0)
    expected = np.einsum("nf,fg,ng->n", apart, inverse, apart) * rest
    assert known.distances(pictures(40, 5)) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("shape", [(9, 40), (40, 9), (9, 9)])
def test_principal_directions_are_those_of_a_singular_value_decomposition(shape: tuple[int, int]) -> None:
    values = np.random.default_rng(8).normal(size=shape)
    values -= values.mean(axis=0)
    _, lengths, rows = np.linalg.svd(values)
    variances, directions = principal(values, 4)
    assert variances[::-1] == pytest.approx(lengths[:4] ** 2 / shape[0])
    assert np.abs(np.sum(rows[:4] * directions.T[::-1], axis=1)) == pytest.approx(np.ones(4))


def test_the_limit_is_not_from_pictures_that_made_themselves_familiar() -> None:
    values = pictures(40, 6)
    known = familiar(values)
    assert known is not None
    assert known.limit > np.quantile(known.distances(values), 0.975) * 1.5


def test_the_length_of_features_does_not_count(known: Familiarity) -> None:
    values = pictures(5, 7)
    assert known.distances(values * 0.01) == pytest.approx(known.distances(values), rel=1e-6)


def test_few_pictures_make_nothing_familiar() -> None:
    assert familiar(pictures(FEWEST_PICTURES - 1, 0)) is None
    assert familiar(pictures(FEWEST_PICTURES, 0)) is not None


def test_a_network_that_sees_no_difference_finds_nothing_far() -> None:
    known = familiar(np.ones((50, FEATURES)))
    assert known is not None
    assert not (known.distances(np.ones((2, FEATURES))) > known.limit).any()


def test_it_is_plain_values_of_a_size_that_fits_a_header(known: Familiarity) -> None:
    values = dataclasses.asdict(known)
    assert Familiarity(**values) == known
    assert len(known.numbers) < 2**20 / 4
    assert known.rows.shape == (1 + MOST_DIRECTIONS, FEATURES)


def _packed(rows: np.ndarray) -> str:
    return base64.b64encode(rows.astype("<f4").tobytes()).decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"numbers": "?"},
        {"numbers": ""},
        {"numbers": 7},
        {"numbers": _packed(np.zeros(FEATURES - 1))},
        {"numbers": _packed(np.full(FEATURES, np.nan))},
        {"numbers": _packed(np.zeros((2 + MOST_DIRECTIONS, FEATURES)))},
        {"limit": "far"},
        {"limit": float("inf")},
        {"limit": True},
    ],
)
def test_what_cannot_be_one_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Familiarity(**{"limit": 1.0, "numbers": _packed(np.zeros(FEATURES)), **wrong})  # type: ignore[arg-type]
