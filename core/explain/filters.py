"""The first convolution's filters as pictures: the only ones whose input is colours. Knows no pictures."""

from __future__ import annotations

import numpy as np

from core.explain.network import LoadedNetwork
from core.explain.results import StemFilters


def stem_filters(network: LoadedNetwork) -> StemFilters:
    """The 64 filters of conv1, channel by channel in the order of the network's own."""
    weights = network.model.conv1.conv.weight.float().cpu().numpy()  # (64, 3, 7, 7)
    largest = np.abs(weights).max(axis=(1, 2, 3), keepdims=True)
    scaled = weights / np.where(largest > 0, largest, 1)  # -1..1, 0 stays 0
    pictures = (127.5 + 127.5 * scaled).round().astype(np.uint8).transpose(0, 2, 3, 1)
    norms = np.sqrt((weights**2).sum(axis=(1, 2, 3)))
    return StemFilters(np.ascontiguousarray(pictures), norms.astype(np.float32))
