from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.evaluation.calibration import (
    calibrate,
    choose_threshold,
    cross_fitted,
    fit_temperature,
    reliability,
)
from core.inference.certainty import energies_of, probabilities_of


def drawn(pictures: int, classes: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Logits that tell the truth: labels are drawn with the probabilities that they say."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(size=(pictures, classes)) * 2
    shares = probabilities_of(logits, None).astype(float)
    labels = (shares.cumsum(axis=1) < rng.random((pictures, 1))).sum(axis=1)
    return logits, np.minimum(labels, classes - 1)


@pytest.mark.parametrize("temperature", [0.25, 1.0, 3.0])
@pytest.mark.parametrize("classes", [2, 10])
def test_a_known_temperature_is_found(temperature: float, classes: int) -> None:
    logits, labels = drawn(5000, classes)
    assert fit_temperature(logits * temperature, labels) == pytest.approx(temperature, rel=0.08)


def test_no_other_temperature_has_a_lower_loss() -> None:
    logits, labels = drawn(3000, 4)
    found = fit_temperature(3 * logits, labels)

    def loss(temperature: float) -> float:
        tensor = torch.tensor(3 * logits / temperature)
        return torch.nn.functional.cross_entropy(tensor, torch.tensor(labels)).item()

    assert loss(found) < min(loss(0.95 * found), loss(1.05 * found))


def test_a_few_right_answers_do_not_ask_for_certainty() -> None:
    logits = 4 * np.eye(3)[[0, 1, 2, 0, 1, 2]]
    temperature = fit_temperature(logits, np.array([0, 1, 2, 0, 1, 2]))
    assert probabilities_of(logits, temperature).max() < 0.97


def test_the_expected_calibration_error_by_hand() -> None:
    # Two at 90 % of which one is right, in a bin of their own; two at 60 %, both right, in another.
    shares = np.array([[0.9, 0.1], [0.9, 0.1], [0.4, 0.6], [0.4, 0.6]])
    found = reliability(shares, np.array([0, 1, 1, 1]))
    assert found.ece == pytest.approx(0.5 * 0.4 + 0.5 * 0.4)
    there = found.counts > 0
    assert found.counts[there].tolist() == [2, 2]
    assert found.confidence[there] == pytest.approx([0.6, 0.9])
    assert found.accuracy[there] == pytest.approx([1.0, 0.5])
    assert np.isnan(found.accuracy[~there]).all()
    assert found.edges[0] == 0 and found.edges[-1] == 1


def test_gaps_of_opposite_sign_in_one_bin_make_up_for_each_other() -> None:
    shares = np.array([[0.91, 0.09], [0.92, 0.08]])
    assert reliability(shares, np.array([0, 1])).ece == pytest.approx(0.915 - 0.5)


def test_certain_and_right_is_calibrated() -> None:
    assert reliability(np.eye(3), np.arange(3)).ece == 0


def test_temperature_lowers_the_error_of_who_is_too_sure() -> None:
    logits, labels = drawn(2000, 5)
    before = reliability(probabilities_of(3 * logits, None), labels).ece
    after = reliability(cross_fitted(3 * logits, labels), labels).ece
    assert after < 0.25 * before


def test_no_picture_judges_its_own_temperature(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[float]] = []

    def fit(logits: np.ndarray, labels: np.ndarray) -> float:
        seen.append(set(labels.tolist()))
        return 1.0 + len(seen)

    monkeypatch.setattr("core.evaluation.calibration.fit_temperature", fit)
    logits, numbers = drawn(23, 23)[0], np.arange(23)
    shares = cross_fitted(logits, numbers)
    assert len(seen) == 5
    for turn, fitted_on in enumerate(seen):
        held_out = sorted(set(range(23)) - fitted_on)
        assert shares[held_out] == pytest.approx(probabilities_of(logits[held_out], 2.0 + turn))
    assert sorted(n for fitted_on in seen for n in set(range(23)) - fitted_on) == list(range(23))


@given(
    st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=80),
    st.sampled_from([0.5, 0.8, 0.9, 0.95]),
)
def test_above_the_threshold_the_precision_holds_and_no_lower_one_does(
    answers: list[tuple[int, bool]], precision: float
) -> None:
    confidence = np.array([each / 40 for each, _ in answers])
    right = np.array([each for _, each in answers])
    threshold = choose_threshold(confidence, right, precision)

    def holds(low: float) -> bool:
        sure = confidence >= low
        return (sure & ~right).sum() + 1 <= (1 - precision) * (sure.sum() + 1) + 1e-6

    if threshold is None:
        assert not any(holds(each) for each in confidence)
        return
    assert holds(threshold)
    assert right[confidence >= threshold].mean() >= precision
    assert not any(holds(each) for each in confidence[confidence < threshold])


def test_nineteen_right_answers_are_enough_for_95_percent_and_eighteen_are_not() -> None:
    assert choose_threshold(np.full(19, 0.7), np.ones(19, bool), 0.95) == 0.7
    assert choose_threshold(np.full(18, 0.7), np.ones(18, bool), 0.95) is None


def test_the_best_precision_that_can_be_had_where_95_percent_cannot() -> None:
    # Right in three of four, whatever the confidence.
    logits = np.tile([[2.0, 0.0]], (400, 1))
    features = np.zeros((400, 1024))
    found = calibrate(logits, features, np.array([0, 0, 0, 1] * 100))
    assert found.precision == 0.7
    assert found.threshold == pytest.approx(probabilities_of(logits, found.temperature).max())
    hopeless = calibrate(logits, features, np.array([0, 1, 1, 1] * 100))
    assert (hopeless.threshold, hopeless.precision) == (None, None)


def test_a_fortieth_of_validation_is_beyond_the_energy_limit() -> None:
    logits, labels = drawn(1000, 4)
    found = calibrate(logits, np.zeros((1000, 1024)), labels)
    assert (energies_of(logits) > found.energy_limit).sum() == 25
