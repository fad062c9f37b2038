from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from core.events import Doubt
from core.inference.certainty import doubts_of, energies_of, probabilities_of
from core.model.familiarity import FEATURES, familiar
from core.model.file import ModelHeader

LOGITS = np.array([[5.0, 0.0, 0.0], [1.0, 0.9, 0.8], [5.0, 0.0, 0.0], [1.0, 0.9, 0.8]], np.float32)
RNG = np.random.default_rng(0)
FEATURES_KNOWN = RNG.normal(5.0, size=(60, FEATURES))
ELSEWHERE = np.repeat([9.0, 0.0], FEATURES // 2)  # half of what is usual is not there at all
FEATURES_ASKED = np.stack([*FEATURES_KNOWN[:2], ELSEWHERE, ELSEWHERE])
HEADER = ModelHeader("notes", ("a", "b", "c"), threshold=0.9, familiarity=familiar(FEATURES_KNOWN))


@pytest.mark.parametrize("temperature", [None, 0.5, 4.0])
def test_probabilities_are_those_of_torch(temperature: float | None) -> None:
    logits = np.concatenate([LOGITS, [[800.0, 0.0, -800.0]]]).astype(np.float32)
    expected = torch.softmax(torch.tensor(logits) / (temperature or 1), dim=1).numpy()
    assert probabilities_of(logits, temperature) == pytest.approx(expected, abs=1e-6)


def test_what_is_in_doubt_and_why() -> None:
    # Unlike training says more than that classes are close to each other.
    expected = (None, Doubt.LOW_CONFIDENCE, Doubt.UNLIKE_TRAINING, Doubt.UNLIKE_TRAINING)
    assert doubts_of(LOGITS, FEATURES_ASKED, HEADER) == expected


def test_energies_are_those_of_torch() -> None:
    logits = np.concatenate([LOGITS, [[800.0, 0.0, -800.0]]]).astype(np.float32)
    expected = -torch.logsumexp(torch.tensor(logits), dim=1).numpy()
    assert energies_of(logits) == pytest.approx(expected, rel=1e-6)


def test_where_little_speaks_for_any_class_it_is_unlike_training() -> None:
    header = replace(HEADER, familiarity=None, energy_limit=-3.0)  # the energies are about -5 and -2
    expected = (None, Doubt.UNLIKE_TRAINING, None, Doubt.UNLIKE_TRAINING)
    assert doubts_of(LOGITS, FEATURES_ASKED, header) == expected


def test_a_model_without_limits_is_never_in_doubt() -> None:
    header = replace(HEADER, threshold=None, familiarity=None)
    assert doubts_of(LOGITS, FEATURES_ASKED, header) == (None,) * 4


def test_temperature_counts_for_the_confidence() -> None:
    header = replace(HEADER, temperature=5.0)
    assert doubts_of(LOGITS[:1], FEATURES_ASKED[:1], header) == (Doubt.LOW_CONFIDENCE,)
