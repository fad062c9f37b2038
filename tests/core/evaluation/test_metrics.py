from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as oracle

from core.evaluation.metrics import average_precision, confusion_of, head_figures, wilson_interval

CLASSES = ("ant", "bee", "cat", "dog")
LABELS = np.array([0, 0, 0, 1, 1, 2])
ANSWERS = np.array([0, 0, 1, 1, 3, 2])


def probabilities(answers: np.ndarray, classes: int) -> np.ndarray:
    return np.full((len(answers), classes), 0.1) + 0.5 * np.eye(classes)[answers]


def test_figures_by_hand() -> None:
    found = head_figures(probabilities(ANSWERS, 4), LABELS, CLASSES)
    assert found.accuracy == pytest.approx(4 / 6)
    assert [each.support for each in found.classes] == [3, 2, 1, 0]
    assert [each.precision for each in found.classes] == [1.0, 0.5, 1.0, 0.0]
    assert [each.recall for each in found.classes] == [pytest.approx(2 / 3), 0.5, 1.0, None]
    assert [each.f1 for each in found.classes] == [pytest.approx(0.8), 0.5, 1.0, None]
    assert found.balanced_accuracy == pytest.approx((2 / 3 + 1 / 2 + 1) / 3)  # of the classes that are there
    assert found.macro_f1 == pytest.approx((0.8 + 0.5 + 1) / 3)


def test_a_class_that_is_never_answered_has_no_precision() -> None:
    found = head_figures(probabilities(np.array([0, 0]), 2), np.array([0, 1]), ("a", "b"))
    assert [(each.precision, each.recall, each.f1) for each in found.classes] == [
        (0.5, 1.0, pytest.approx(2 / 3)),
        (None, 0.0, 0.0),
    ]


def test_two_classes_have_no_top_k_and_three_have_two() -> None:
    rng = np.random.default_rng(0)
    assert head_figures(rng.dirichlet([1, 1], 9), rng.integers(0, 2, 9), "ab").top_k == ()
    assert [k for k, _ in head_figures(rng.dirichlet([1, 1, 1], 9), rng.integers(0, 3, 9), "abc").top_k] == [
        2
    ]


def test_one_class_alone_has_no_average_precision() -> None:
    found = head_figures(probabilities(np.array([1, 0]), 2), np.array([1, 1]), ("a", "b"))
    assert found.mean_average_precision is None
    assert (found.accuracy, found.balanced_accuracy) == (0.5, 0.5)


def test_average_precision_by_hand() -> None:
    # The positives come first and third: (1/1 + 2/3) / 2.
    found = average_precision(np.array([0.9, 0.8, 0.7, 0.1]), np.array([True, False, True, False]))
    assert found == pytest.approx(5 / 6)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(2, 7), st.integers(1, 40))
def test_the_same_as_other_ways_to_reckon_it(seed: int, classes: int, pictures: int) -> None:
    rng = np.random.default_rng(seed)
    shares, labels = rng.dirichlet(np.ones(classes), pictures), rng.integers(0, classes, pictures)
    found = head_figures(shares, labels, [str(i) for i in range(classes)])
    ranks = (shares > shares[range(pictures), labels][:, None]).sum(axis=1)
    assert found.accuracy == pytest.approx((ranks == 0).mean())
    assert dict(found.top_k) == {k: pytest.approx((ranks < k).mean()) for k in (2, 3, 5) if k < classes}
    recalls = [(ranks[labels == label] == 0).mean() for label in set(labels.tolist())]
    assert found.balanced_accuracy == pytest.approx(np.mean(recalls))
    confusion = confusion_of(shares.argmax(axis=1), labels, classes)
    assert confusion.trace() == (ranks == 0).sum()
    assert confusion.sum(axis=1).tolist() == [each.support for each in found.classes]
    for label, each in enumerate(found.classes):
        assert each.precision == (
            pytest.approx(confusion[label, label] / confusion[:, label].sum())
            if confusion[:, label].any()
            else None
        )
    assert found.low <= found.accuracy <= found.high


def test_wilson_by_hand() -> None:
    # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson_interval(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson_interval(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_where_the_score_test_turns(pair: tuple[int, int]) -> None:
    right, count = pair
    for bound in wilson_interval(right, count):
        if 0 < bound < 1:
            z = (right / count - bound) / math.sqrt(bound * (1 - bound) / count)
            assert abs(z) == pytest.approx(1.959964, rel=1e-3) or right in (0, count)


def test_the_average_precision_of_each_class_against_all_others() -> None:
    rng = np.random.default_rng(3)
    shares, labels = rng.dirichlet(np.ones(3), 50), rng.integers(0, 3, 50)
    found = head_figures(shares, labels, ("a", "b", "c"))
    expected = oracle.average_precision_score(np.eye(3)[labels], shares, average="macro")
    assert found.mean_average_precision == pytest.approx(expected)
