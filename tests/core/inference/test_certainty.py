from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from core.events import Doubt
from core.inference.certainty import doubts_of, energies_of, probabilities_of
from core.model.file import ModelHeader

LOGITS = np.array([[5.0, 0.0, 0.0], [1.0, 0.9, 0.8], [-9.0, -30.0, -30.0], [800.0, 0.0, -800.0]], np.float32)
HEADER = ModelHeader("notes", ("a", "b", "c"), threshold=0.9, energy_limit=-1.5)


@pytest.mark.parametrize("temperature", [None, 0.5, 4.0])
def test_probabilities_and_energies_are_those_of_torch(temperature: float | None) -> None:
    tensor = torch.tensor(LOGITS)
    assert probabilities_of(LOGITS, temperature) == pytest.approx(
        torch.softmax(tensor / (temperature or 1), dim=1).numpy(), abs=1e-6
    )
    assert energies_of(LOGITS) == pytest.approx(-torch.logsumexp(tensor, dim=1).numpy(), rel=1e-6)


def test_what_is_in_doubt_and_why() -> None:
    # Close to other classes; sure, but with weak evidence for any.
    expected = (None, Doubt.LOW_CONFIDENCE, Doubt.UNLIKE_TRAINING, None)
    assert doubts_of(LOGITS, HEADER) == expected


def test_unlike_training_says_more_than_low_confidence() -> None:
    assert doubts_of(np.zeros((1, 3)), HEADER) == (Doubt.UNLIKE_TRAINING,)


def test_a_model_without_limits_is_never_in_doubt() -> None:
    assert doubts_of(LOGITS, replace(HEADER, threshold=None, energy_limit=None)) == (None,) * 4


def test_temperature_counts_for_the_confidence() -> None:
    assert doubts_of(LOGITS[:1], replace(HEADER, temperature=5.0)) == (Doubt.LOW_CONFIDENCE,)
