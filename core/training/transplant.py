"""Weights from elsewhere as the beginning of a run. Where they lie is `core.training.start`'s concern.

Knows no loop and no files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.config import IMAGENET, TrainConfig
from core.errors import ModelFileError
from core.events import Warned
from core.model.file import read_header
from core.model.foreign import HEADS, read_weights
from core.model.googlenet import IMAGENET_MEAN, IMAGENET_STD
from core.model.weights import Transplant, start_from
from core.training.start import start_path
from core.training.state import TrainingState

_PLAIN = (0.5, 0.5, 0.5)


def fitted_to_weights(config: TrainConfig) -> TrainConfig:
    """`config` with what the weights that it starts from leave no choice in: their architecture, and how
    pixels are normalised for them.

    Raises ModelFileError for a file that is missing or no usable one, ConfigError where settings do not fit.
    """
    path = start_path(config)
    if path is None:
        return config
    try:
        header = read_header(path)
    except ModelFileError as error:
        if error.code not in ("model-file-foreign", "model-file-pickle"):
            raise
        architecture = read_weights(path).architecture
        mean, std = (IMAGENET_MEAN, IMAGENET_STD) if architecture == IMAGENET else (_PLAIN, _PLAIN)
    else:
        architecture, mean, std = header.architecture, header.preprocessing.mean, header.preprocessing.std
    return replace(
        config,
        architecture=architecture,
        preprocessing=replace(config.preprocessing, mean=mean, std=std),
    )


def begin(state: TrainingState) -> Sequence[Warned]:
    """Put the weights that the run starts from into its network; tells what is kept and what is new.

    Raises ModelFileError, with the network as it was.
    """
    return list(_begun(state))


def _begun(state: TrainingState) -> Iterator[Warned]:
    config = state.config
    path = start_path(config)
    if path is None:
        if config.frozen_until:
            yield Warned("frozen-random", {"block": config.frozen_until})
        return
    transplant = start_from(state.model, read_weights(path), state.classes)
    if state.average:
        state.average.model.load_state_dict(state.model.state_dict())
    told = {"source": path, "architecture": config.architecture, "kept": len(transplant.kept)}
    if transplant.new:
        yield Warned("started-from", {**told, "new": ", ".join(_by_head(transplant))})
    else:
        yield Warned("started-whole", told)


def _by_head(transplant: Transplant) -> list[str]:
    """The layers that are new, where all those of an auxiliary head are so its name in their place."""
    whole = [head for head in HEADS if not any(name.startswith(head) for name in transplant.kept)]
    named = (next((head for head in whole if name.startswith(head)), name) for name in transplant.new)
    return list(dict.fromkeys(name.rstrip(".") for name in named))
