"""What a run starts from: where the weights lie, and the settings that go with them. Never imports torch.

So the window and the command line can ask before a run. `core.training.transplant` takes the weights.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.config import IMAGENET, TrainConfig
from core.errors import ModelFileError
from core.model.published import find_imagenet_weights
from core.paths import weights_dir
from core.training.recipes import DEFAULT_RECIPE, FINETUNE

_FOREIGN = ("model-file-foreign", "model-file-pickle")


def default_recipe() -> str:
    """The recipe to offer first: fine-tuning where the ImageNet weights are on this computer."""
    return DEFAULT_RECIPE if find_imagenet_weights() is None else FINETUNE


def start_path(config: TrainConfig) -> Path | None:
    """The file that `config` starts from; None for random weights.

    Raises ModelFileError where the ImageNet weights are wanted and not there.
    """
    if config.start_from == IMAGENET:
        found = find_imagenet_weights()
        if found is None:
            raise ModelFileError("imagenet-missing", folder=weights_dir())
        return found
    return Path(config.start_from) if config.start_from else None


def fitted_to_model(config: TrainConfig) -> TrainConfig:
    """`config` with the architecture and the preprocessing of the model of one's own that it starts from.

    Unchanged for anything else. What is chosen after that, such as another size, holds. Raises ModelFileError
    for a file that is no usable model, and ConfigError where other settings do not fit it.
    """
    path = start_path(config)
    if path is None or config.start_from == IMAGENET:
        return config
    from core.model.file import read_header  # and numpy with it, which the window does not need at first

    try:
        header = read_header(path)
    except ModelFileError as error:
        if error.code in _FOREIGN:  # found out when the run begins: it takes torch to read one
            return config
        raise
    prepared = header.preprocessing
    averages = prepared.flip_average and config.augmentation.flip
    return replace(
        config, architecture=header.architecture, preprocessing=replace(prepared, flip_average=averages)
    )
