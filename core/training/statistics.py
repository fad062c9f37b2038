"""The statistics of batch normalisation, settled before each validation. Knows neither losses nor files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace

import numpy as np
import torch
from torch import nn

from core.config import TrainConfig
from core.data.dataset import Item
from core.data.loader import Loader
from core.device import autocast
from core.events import Job
from core.model.googlenet import GoogLeNet
from core.model.layers import Convolution
from core.training.automatic import evaluation_batch
from core.training.features import AnyBatch, FeatureLoader
from core.training.forward import outputs_of

_FEWEST, _MOST = 128, 512


def settling_items(trained: GoogLeNet, items: Sequence[Item], config: TrainConfig) -> list[Item]:
    """The training pictures on which statistics are settled: an eighth of them, within limits, by the seed.

    None where the network has no statistics.
    """
    if not _learning_norms(trained, trained):
        return []
    chosen = np.random.default_rng([config.seed, 0]).permutation(len(items))[: settling_count(len(items))]
    return [items[index] for index in chosen]


def settling_count(pictures: int) -> int:
    """How many of the training pictures that is."""
    return min(pictures, max(_FEWEST, min(_MOST, pictures // 8)))


def settle_statistics(
    evaluated: GoogLeNet,
    trained: GoogLeNet,
    items: Sequence[Item],
    config: TrainConfig,
    device: torch.device,
    between: Callable[[AnyBatch], Job[bool]],
    features: FeatureLoader | None = None,
) -> Job[bool]:
    """Count the means and variances of `evaluated` anew, as they are now and at the size of prediction.

    Those that training keeps lag behind by some ten steps and were seen at other picture sizes. With few
    steps in an epoch that is enough for a network that learns well to fail its validation altogether: each
    layer multiplies the error of the one before (Wu and Johnson 2021, "Rethinking 'Batch' in BatchNorm").
    Layers that are frozen in `trained` keep theirs. After each batch `between` is run; where its result is
    true, so is the result here. Dropout stays off, so that no random number is drawn. Where the heads learn
    from `features`, they are what the heads' statistics are counted on.
    """
    chosen = settling_items(trained, items, config)
    if not chosen:
        return False
    preprocessing = replace(config.preprocessing, flip_average=False)  # each picture counts once
    norms = _learning_norms(evaluated, trained)
    momenta = [norm.momentum for norm in norms]
    evaluated.eval()
    counted = 0
    with ExitStack() as resources:
        source: Loader | FeatureLoader
        if features:
            source = features.part(chosen)
        else:
            source = resources.enter_context(Loader(chosen, preprocessing, config.augmentation))
        batches = resources.enter_context(closing(source.evaluation(evaluation_batch(config))))
        try:
            for norm in norms:
                norm.train()
            for batch in batches:
                if len(batch.labels) > 1:  # of one picture there may be no variance
                    counted += 1
                    for norm in norms:
                        norm.momentum = 1 / counted  # the mean over all batches so far, without the past
                    with torch.inference_mode(), autocast(device, config.precision):
                        outputs_of(evaluated, batch, preprocessing, device)
                if (yield from between(batch)):
                    return True
        finally:
            for norm, momentum in zip(norms, momenta, strict=True):
                norm.momentum = momentum
                norm.eval()
    return False


def _learning_norms(evaluated: GoogLeNet, trained: GoogLeNet) -> list[nn.BatchNorm2d]:
    pairs = zip(evaluated.modules(), trained.modules(), strict=True)
    return [
        module.bn
        for module, source in pairs
        if isinstance(module, Convolution)
        and isinstance(source, Convolution)
        and module.bn is not None
        and source.conv.weight.requires_grad
    ]
