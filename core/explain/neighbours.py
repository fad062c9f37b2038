"""Which pictures of a dataset are most alike in the network's eyes, and which excite a channel most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  (as everybody writes it)
from torch import Tensor

from core.data.dataset import Item
from core.explain.features import FeatureIndex
from core.explain.network import LoadedNetwork, hooked
from core.explain.results import Excitation, Excitations, Neighbour, Neighbours, Pixels

_ROWS = 8192  # of the features, taken at a time


def neighbours(
    network: LoadedNetwork,
    index: FeatureIndex,
    items: Sequence[Item],
    pixels: Pixels,
    content: str,
    count: int,
) -> Neighbours:
    """The `count` pictures of `items` whose 1024 features (the input of the last layer) point most the same
    way as those of the prepared picture `pixels`. The picture with that `content` is left out: itself."""
    kept: list[Tensor] = []
    watching = (network.model.avgpool, lambda _m, _i, output: kept.append(output.flatten(1)))
    with network.lock, torch.inference_mode(), hooked([watching]):
        answer = network.answer(network.model(network.input_of(pixels), heads=False).main)
    feature = F.normalize(kept[0].float(), dim=1)[0].cpu().numpy()  # (1024,)
    similarities = np.empty(len(index.contents), np.float32)
    for first in range(0, len(similarities), _ROWS):
        part = index.features[first : first + _ROWS].astype(np.float32)
        similarities[first : first + _ROWS] = part @ feature
    by_content = {item.content: item for item in items}
    found: list[Neighbour] = []
    for row in np.argsort(-similarities, kind="stable"):
        item = by_content[index.contents[row]]
        if item.content != content:
            found.append(Neighbour(item, float(similarities[row])))
        if len(found) == count:
            break
    return Neighbours(pixels, answer, tuple(found))


def excitations(index: FeatureIndex, items: Sequence[Item], block: str, channel: int) -> Excitations:
    """The pictures of `items` that excite the channel of that number of `block` most."""
    where = index.blocks[block]
    line = where.first + channel
    by_content = {item.content: item for item in items}
    found = []
    for value, row, place in zip(index.values[line], index.rows[line], index.places[line], strict=True):
        if row >= 0:
            item = by_content[index.contents[row]]
            found.append(Excitation(item, float(value), int(place) // where.width, int(place) % where.width))
    return Excitations(block, channel, tuple(found))
