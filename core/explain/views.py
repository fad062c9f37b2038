"""One job for each view of a network: model file and picture in, one typed result out.

Importing this file is cheap, for torch is imported by the jobs. Those that look at one picture keep the
network loaded from one call to the next; those that go through many load their own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.config import Preprocessing
from core.control import RunControl
from core.data.content import hash_file
from core.data.dataset import Dataset
from core.data.decode import decode
from core.data.split import TRAIN
from core.data.transforms import prediction_picture, seen_part
from core.errors import DataError
from core.events import Job, Phase, PhaseChanged
from core.explain.results import (
    Box,
    BranchesOff,
    BranchId,
    BranchLens,
    Depths,
    Excitations,
    HeadAnswers,
    HeatMap,
    Neighbours,
    Pixels,
    StemFilters,
)
from core.inference.batch import MODEL_IN_RUN, NamedPixels, Source

if TYPE_CHECKING:
    from core.explain.network import LoadedNetwork


def prepare(model: Path, control: RunControl) -> Job[None]:
    """Load the network, so that the next job about it need not, and look through it once, for the first time
    takes three times as long as any other."""
    network = yield from _network(model, control)
    side = network.header.preprocessing.size
    network.look(np.zeros((side, side, 3), np.uint8))


def heat_map(
    model: Path,
    source: Source,
    control: RunControl,
    *,
    block: str = "inception5b",
    branch: str | None = None,
    label: str | None = None,
) -> Job[HeatMap]:
    """Grad-CAM of a block, or of one branch of it, for `label` (None: the answer)."""
    network = yield from _network(model, control)
    from core.explain.gradcam import grad_cam

    pixels, box = _seen(source, network.header.preprocessing)
    found = grad_cam(network, pixels, block=block, branch=branch, label=label)
    return replace(found, box=box)


def branch_heats(
    model: Path, source: Source, control: RunControl, *, module: str, label: str | None = None
) -> Job[tuple[HeatMap, ...]]:
    """As `heat_map` of each branch of `module`, in their order."""
    network = yield from _network(model, control)
    from core.explain.gradcam import branch_cams

    pixels, box = _seen(source, network.header.preprocessing)
    return tuple(replace(each, box=box) for each in branch_cams(network, pixels, module=module, label=label))


def head_answers(model: Path, source: Source, control: RunControl) -> Job[HeadAnswers]:
    """What each of the three heads answers."""
    network = yield from _network(model, control)
    return network.look(_seen(source, network.header.preprocessing)[0])


def branch_lens(
    model: Path,
    source: Source,
    control: RunControl,
    *,
    module: str,
    off: Iterable[BranchId] = (),
    label: str | None = None,
    maps: int = 8,
) -> Job[BranchLens]:
    """What each branch of `module` sees, and what the answer owes to it, with the branches `off` off."""
    network = yield from _network(model, control)
    from core.explain.branches import branch_lens

    pixels, _ = _seen(source, network.header.preprocessing)
    return branch_lens(network, pixels, module=module, off=off, label=label, maps=maps)


def stem_filters(model: Path, control: RunControl) -> Job[StemFilters]:
    """The filters of the first convolution."""
    network = yield from _network(model, control)
    from core.explain.filters import stem_filters

    return stem_filters(network)


def branches_off(
    model: Path,
    dataset: Dataset,
    control: RunControl,
    *,
    off: Iterable[BranchId],
    part: str = "validation",
) -> Job[BranchesOff]:
    """The accuracy on a part of `dataset` with and without the branches `off`. Raises DataError."""
    network = yield from _own_network(model)
    from core.explain.branches_off import branches_off

    return (yield from branches_off(network, dataset, part, control, off=off))


def three_depths(
    model: Path, dataset: Dataset, control: RunControl, *, part: str = "validation"
) -> Job[Depths]:
    """What the three heads make of each picture of a part of `dataset`.

    Raises ModelFileError for a model without them, and DataError.
    """
    network = yield from _own_network(model)
    from core.explain.depths import three_depths

    return (yield from three_depths(network, dataset, part, control))


def neighbours(
    model: Path, dataset: Dataset, source: Source, control: RunControl, *, count: int = 12
) -> Job[Neighbours]:
    """The `count` training pictures most alike in the network's eyes, the picture itself left out.

    The first time all of them are shown to the network, which takes its time; what it sees is kept. Raises
    ResourceError where the disk does not take that, and DataError("cancelled").
    """
    from core.explain.features import index_features
    from core.explain.neighbours import neighbours

    items = dataset.of(TRAIN)
    with (yield from index_features(_model_file(model), items, control)) as index:
        network = yield from _network(model, control)
        pixels, _ = _seen(source, network.header.preprocessing)
        own = "" if isinstance(source, NamedPixels) else hash_file(source, RunControl())
        return neighbours(network, index, items, pixels, own, count)


def excitations(
    model: Path, dataset: Dataset, control: RunControl, *, block: str, channel: int
) -> Job[Excitations]:
    """The training pictures that excite a channel of `block` most; at first as slow as `neighbours`."""
    from core.explain.features import index_features
    from core.explain.neighbours import excitations

    items = dataset.of(TRAIN)
    with (yield from index_features(_model_file(model), items, control)) as index:
        return excitations(index, items, block, channel)


def _seen(source: Source, preprocessing: Preprocessing) -> tuple[Pixels, Box]:
    """A picture as the network sees it, and which part of it that is. Raises PictureError."""
    if isinstance(source, NamedPixels):
        pixels = source.pixels
    else:
        pixels = decode(source, short_side=preprocessing.short_side).pixels
    height, width = pixels.shape[:2]
    return prediction_picture(pixels, preprocessing), seen_part(width, height, preprocessing)


def _model_file(model: Path) -> Path:
    return model / MODEL_IN_RUN if os.path.isdir(model) else model  # noqa: PTH112  (never raises)


def _network(model: Path, control: RunControl) -> Job[LoadedNetwork]:
    """The network that the short jobs share."""
    yield PhaseChanged(Phase.LOADING_MODEL)
    from core.explain.network import opened

    network = opened(_model_file(model))
    if control.stop_requested:
        raise DataError("cancelled")
    return network


def _own_network(model: Path) -> Job[LoadedNetwork]:
    """A network for a long job, which would keep the short ones waiting for theirs."""
    yield PhaseChanged(Phase.LOADING_MODEL)
    from core.explain.network import LoadedNetwork

    return LoadedNetwork.load(_model_file(model))
