from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch

from core.explain.filters import stem_filters
from core.explain.network import LoadedNetwork


def test_the_filters_are_the_first_convolutions_weights(make_network: Callable[..., LoadedNetwork]) -> None:
    network = make_network()
    with torch.no_grad():
        network.model.conv1.conv.weight[5] = 0
        network.model.conv1.conv.weight[6] = 0
        network.model.conv1.conv.weight[6, 2, 3, 4] = -0.25
    found = stem_filters(network)
    weights = network.model.conv1.conv.weight.numpy()
    assert found.filters.shape == (64, 7, 7, 3) and found.filters.dtype == np.uint8
    for number, picture in enumerate(found.filters):
        if number not in (5, 6):
            back = (picture / 255 * 2 - 1).transpose(2, 0, 1) * np.abs(weights[number]).max()
            np.testing.assert_allclose(back, weights[number], atol=np.abs(weights[number]).max() / 255 * 1.01)
    assert set(found.filters[5].ravel()) == {128}, "no weight is grey"
    assert found.filters[6][3, 4, 2] == 0, "blue is the last of the colours"
    np.testing.assert_allclose(found.strengths, np.linalg.norm(weights.reshape(64, -1), axis=1), rtol=1e-5)
    assert found.strengths[6] == 0.25
