"""While the whole network below the heads is held still, a run learns from its features alone.

Says when that is, has the features computed, and lets go of them. Knows the run as a whole.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass

from core.config import BLOCK_NAMES, TrainConfig
from core.data.loader import Loader
from core.events import Job, Phase
from core.training.active import ActiveRun
from core.training.automatic import evaluation_batch
from core.training.features import FeatureLoader, compute_features


@dataclass(frozen=True, slots=True)
class FrozenFeatures:
    """`seconds` is what they took in `epoch`, `per_view` what one view of a picture did."""

    training: FeatureLoader
    validation: FeatureLoader
    flip: bool
    epoch: int
    seconds: float
    per_view: float

    def close(self) -> None:
        self.training.close()
        self.validation.close()


def heads_alone(config: TrainConfig) -> bool:
    """Whether nothing but the heads learns as long as `frozen_until` holds."""
    return config.frozen_until == BLOCK_NAMES[-1]


def views_of(config: TrainConfig) -> tuple[int, int]:
    """Views of a picture that the heads learn from, and those that they are validated on."""
    return 1 + config.augmentation.flip, 1 + config.preprocessing.flip_average


def sources(job: ActiveRun) -> tuple[Loader | FeatureLoader, Loader | FeatureLoader]:
    """Where the batches of training and of validation come from in the present epoch."""
    features = job.features
    return (features.training, features.validation) if features else (job.training, job.validation)


def have_features(job: ActiveRun) -> Job[bool]:
    """Have features where the present epoch learns from them; False where there is something to heed first.

    Of random variations only the mirror image is left: each view is computed once.
    """
    config, state = job.config, job.state
    wanted = state.frozen and heads_alone(config)
    if job.features and not (wanted and job.features.flip == config.augmentation.flip):
        let_go(job)
    if not wanted or job.features:
        return True
    yield from job.enter(Phase.FEATURES)
    job.lap()
    before = state.epoch_seconds
    training_views, validation_views = views_of(config)
    sets = (
        (job.training, state.items, training_views),
        (job.validation, job.dataset.of("validation"), validation_views),
    )
    total = sum(len(items) for _, items, _ in sets)
    found: list[FeatureLoader] = []
    with ExitStack() as unfinished:
        for loader, items, views in sets:
            features = yield from compute_features(
                state.model,
                loader,
                items,
                config.preprocessing,
                views,
                job.device,
                config.precision,
                evaluation_batch(config),
                job.run,
                job.between,
                done=sum(len(items) for _, items, _ in sets[: len(found)]),
                total=total,
            )
            if features is None:
                return False
            unfinished.callback(features.close)
            found.append(features)
        unfinished.pop_all()
    job.lap()
    seconds = state.epoch_seconds - before
    per_view = seconds / sum(len(items) * views for _, items, views in sets)
    job.forecast.forget()
    training, validation = found
    job.features = FrozenFeatures(
        training, validation, config.augmentation.flip, state.epoch, seconds, per_view
    )
    return True


def let_go(job: ActiveRun) -> None:
    """Close what features there are."""
    if job.features:
        job.features.close()
        job.features = None
        job.forecast.forget()
