from __future__ import annotations

import numpy as np
import torch

from core.config import Preprocessing
from core.device import network_input, threads
from core.model.googlenet import GoogLeNetOutputs, build_googlenet
from core.model.views import averaged, mean_of

PIXELS = np.random.default_rng(3).integers(0, 256, (2, 32, 32, 3), dtype=np.uint8)


def test_the_answer_is_the_mean_of_the_logits_of_both_views_head_by_head() -> None:
    torch.manual_seed(0)
    model = build_googlenet("notes", 3).eval()
    plain, both = Preprocessing(size=32), Preprocessing(size=32, flip_average=True)

    def answer(pixels: np.ndarray) -> GoogLeNetOutputs:
        with torch.inference_mode():
            return model(network_input(pixels, plain, torch.device("cpu")), heads=True)

    with threads(1):
        as_it_is, mirrored = answer(PIXELS), answer(np.flip(PIXELS, axis=2).copy())
        found, alone = averaged(answer, PIXELS, both), averaged(answer, PIXELS, plain)
        turned = averaged(answer, np.flip(PIXELS, axis=2).copy(), both)
    for head in ("main", "aux1", "aux2"):
        one, other = getattr(as_it_is, head), getattr(mirrored, head)
        assert not torch.allclose(one, other)
        torch.testing.assert_close(getattr(found, head), (one + other) / 2)
        torch.testing.assert_close(getattr(alone, head), one)
        torch.testing.assert_close(getattr(turned, head), getattr(found, head))


def test_a_head_that_is_not_computed_stays_away() -> None:
    one = GoogLeNetOutputs(torch.ones(2, 3))
    assert mean_of(one, one).aux1 is None
