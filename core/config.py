"""Frozen, validated descriptions of a run; JSON in and out. Never imports torch.

A `TrainConfig` says everything about a run except where its folder is, so that the same config, the same
pictures and the same seed give the same run. `core.training.recipes` has the named starting points.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from core.errors import ConfigError
from core.messages import QT_TRANSLATE_NOOP

ARCHITECTURE_NAMES = ("paper", "notes", "modern", "imagenet")
OPTIMIZER_NAMES = ("adam", "adamw", "sgd")
SCHEDULE_NAMES = ("constant", "one-cycle", "cosine", "step")
RESIZE_NAMES = ("squash", "crop")
PRECISION_NAMES = ("auto", "fp32", "bf16")

IMAGENET = "imagenet"
"""The architecture of torchvision's weights, and what stands for them in `start_from`."""
BATCH_NORM_ARCHITECTURES = ("modern", "imagenet")
BLOCK_NAMES = (
    *("conv1", "conv2", "conv3", "inception3a", "inception3b"),
    *("inception4a", "inception4b", "inception4c", "inception4d", "inception4e"),
    *("inception5a", "inception5b"),
)

AUTOMATIC_BATCH = 0
LARGEST_BATCH = 1024
SMALLEST_IMAGE = 32
LARGEST_IMAGE = 512
MOST_CLASSES = 1000
LONGEST_CLASS_NAME = 255  # bytes in UTF-8


@dataclass(frozen=True, slots=True)
class Preprocessing:
    """How a decoded picture becomes the network's input, in training's validation and in prediction alike.

    The picture is decoded with its short side at `short_side` pixels, then resized to `size` x `size`:
    "squash" gives up the proportions, "crop" keeps them and takes the centre. Pixels 0..1 are then
    normalised with `mean` and `std` (one number per colour). With `flip_average` the answer is the mean of
    those to the picture and to its mirror image.
    """

    size: int = 224
    short_side: int = 256
    resize: str = "squash"
    mean: tuple[float, float, float] = (0.5, 0.5, 0.5)
    std: tuple[float, float, float] = (0.5, 0.5, 0.5)
    flip_average: bool = False

    def __post_init__(self) -> None:
        _whole("size", self.size, SMALLEST_IMAGE, LARGEST_IMAGE)
        _whole("short_side", self.short_side, SMALLEST_IMAGE, LARGEST_IMAGE)
        _one_of("resize", self.resize, RESIZE_NAMES)
        _yes_or_no("flip_average", self.flip_average)
        for name in ("mean", "std"):
            values = getattr(self, name)
            if len(values) != 3 or not all(_is_number(v) and -10 <= v <= 10 for v in values):
                raise ConfigError(
                    "bad-setting", name=name, value=values, allowed=QT_TRANSLATE_NOOP("core", "three numbers")
                )
        if min(self.std) <= 0:
            raise ConfigError(
                "bad-setting",
                name="std",
                value=self.std,
                allowed=QT_TRANSLATE_NOOP("core", "three numbers above 0"),
            )


@dataclass(frozen=True, slots=True)
class Augmentation:
    """What is varied at random each time a training picture is drawn.

    `crop_area` is the smallest share of the picture's area that a random crop may take (1 keeps all of it);
    `brightness`, `contrast` and `saturation` are factors 1 +- value; `rotation` is in degrees either way;
    `erasing` is the probability that a rectangle is blanked out. With `random_interpolation` pictures are
    resized now in one way, now in another.
    """

    crop_area: float = 0.08
    flip: bool = True
    brightness: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    rotation: float = 0.0
    erasing: float = 0.0
    random_interpolation: bool = False

    def __post_init__(self) -> None:
        _within("crop_area", self.crop_area, 0.01, 1.0)
        _yes_or_no("flip", self.flip)
        _yes_or_no("random_interpolation", self.random_interpolation)
        for name in ("brightness", "contrast", "saturation", "erasing"):
            _within(name, getattr(self, name), 0.0, 1.0)
        _within("rotation", self.rotation, 0.0, 180.0)


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """One training run. Shares are 0..1; `learning_rate` is the highest that the schedule reaches.

    `train_sizes` are the picture sizes of training, spread evenly over the epochs (empty: always
    `preprocessing.size`); `ema_decay` 0 keeps the plain weights; `threads` 0 leaves the number to torch.

    `precision` is that of convolutions and matrix products: "bf16" is faster where the device can do it, and
    "auto" asks the device. `batch_size` 0 is as many as there is memory for, up to 32. Both are settled when
    the run begins (`core.training.automatic`), and its own config names what was chosen.

    `patience` is the number of epochs without a better one after which the run ends early (0: never).
    Everything from the input to the block `frozen_until` is held still ("": nothing) until `unfreeze_epoch`
    (0: to the end). Each block learns at `layer_decay` times the rate of the one above it; the heads learn at
    the full rate.

    `start_from` names the weights to begin with: "imagenet" for torchvision's, else the path of a model file
    or of a foreign state dict; with "" they are random. A setting that does not apply is passed over:
    `momentum` without sgd, the weights of heads that there are not, an `unfreeze_epoch` past the last.
    """

    data: Path
    recipe: str = "custom"
    architecture: str = "notes"
    epochs: int = 30
    batch_size: int = 32
    optimizer: str = "adam"
    learning_rate: float = 3e-4
    momentum: float = 0.9
    nesterov: bool = True
    weight_decay: float = 0.0
    schedule: str = "constant"
    label_smoothing: float = 0.0
    aux_heads: bool = True
    aux1_weight: float = 0.3
    aux2_weight: float = 0.3
    ema_decay: float = 0.0
    train_sizes: tuple[int, ...] = ()
    preprocessing: Preprocessing = field(default_factory=Preprocessing)
    augmentation: Augmentation = field(default_factory=Augmentation)
    validation_share: float = 0.2
    test_share: float = 0.0
    balance_classes: bool = False
    patience: int = 0
    frozen_until: str = ""
    unfreeze_epoch: int = 0
    layer_decay: float = 1.0
    start_from: str = ""
    seed: int = 0
    threads: int = 0
    precision: str = "auto"

    def __post_init__(self) -> None:
        if not isinstance(self.recipe, str):
            raise ConfigError(
                "bad-setting", name="recipe", value=self.recipe, allowed=QT_TRANSLATE_NOOP("core", "a name")
            )
        if not isinstance(self.start_from, str) or "\0" in self.start_from:
            raise ConfigError(
                "bad-setting",
                name="start_from",
                value=self.start_from,
                allowed=QT_TRANSLATE_NOOP("core", "imagenet, the path of a file, or nothing"),
            )
        _one_of("architecture", self.architecture, ARCHITECTURE_NAMES)
        _one_of("optimizer", self.optimizer, OPTIMIZER_NAMES)
        _one_of("schedule", self.schedule, SCHEDULE_NAMES)
        _whole("epochs", self.epochs, 1, 10_000)
        if self.batch_size != AUTOMATIC_BATCH or isinstance(self.batch_size, bool):
            _whole("batch_size", self.batch_size, smallest_batch(self.architecture), LARGEST_BATCH)
        _within("learning_rate", self.learning_rate, 1e-8, 10.0)
        _within("momentum", self.momentum, 0.0, 0.9999)
        _within("weight_decay", self.weight_decay, 0.0, 1.0)
        _within("label_smoothing", self.label_smoothing, 0.0, 0.9)
        _within("aux1_weight", self.aux1_weight, 0.0, 10.0)
        _within("aux2_weight", self.aux2_weight, 0.0, 10.0)
        _within("ema_decay", self.ema_decay, 0.0, 0.99999)
        _within("validation_share", self.validation_share, 0.01, 0.9)
        _within("test_share", self.test_share, 0.0, 0.9)
        _whole("patience", self.patience, 0, 10_000)
        _one_of("frozen_until", self.frozen_until, ("", *BLOCK_NAMES))
        _whole("unfreeze_epoch", self.unfreeze_epoch, 0, 10_000)
        _whole("seed", self.seed, 0, 2**31 - 1)
        _whole("threads", self.threads, 0, 1024)
        _one_of("precision", self.precision, PRECISION_NAMES)
        _within("layer_decay", self.layer_decay, 0.1, 1.0)
        _yes_or_no("aux_heads", self.aux_heads)
        _yes_or_no("nesterov", self.nesterov)
        _yes_or_no("balance_classes", self.balance_classes)
        for size in self.train_sizes:
            _whole("train_sizes", size, SMALLEST_IMAGE, LARGEST_IMAGE)
        if self.validation_share + self.test_share > 0.95:
            raise ConfigError(
                "bad-setting",
                name="validation_share + test_share",
                value=self.validation_share + self.test_share,
                allowed=QT_TRANSLATE_NOOP("core", "at most 0.95 together"),
            )
        self._refuse_contradictions()

    def _refuse_contradictions(self) -> None:
        """Settings that are usable each for itself, and not together."""
        prepared = self.preprocessing
        sizes = {"preprocessing.size": (prepared.size,), "train_sizes": self.train_sizes}
        for name, size in ((name, max(each, default=0)) for name, each in sizes.items()):
            if size > prepared.short_side:
                raise ConfigError("size-above-decoded", name=name, value=size, allowed=prepared.short_side)
        if prepared.flip_average and not self.augmentation.flip:
            raise ConfigError("flip-average-alone", name="preprocessing.flip_average", value=True)
        if self.start_from == IMAGENET and self.architecture != IMAGENET:
            raise ConfigError("start-needs-architecture", name="architecture", value=self.architecture)


def smallest_batch(architecture: str) -> int:
    """Batch normalisation cannot work on one picture."""
    return 2 if architecture in BATCH_NORM_ARCHITECTURES else 1


def config_to_dict(config: TrainConfig) -> dict[str, Any]:
    """`config` as JSON-ready values."""
    values = dataclasses.asdict(config)
    values["data"] = str(config.data)
    return values


def config_from_dict(values: Mapping[str, Any]) -> TrainConfig:
    """The inverse of `config_to_dict`. Raises ConfigError for a missing, unknown or unusable setting."""
    rest = dict(values)
    try:
        rest["data"] = Path(rest["data"])
    except (KeyError, TypeError):
        raise ConfigError(
            "bad-setting", name="data", value=rest.get("data"), allowed=QT_TRANSLATE_NOOP("core", "a folder")
        ) from None
    if "train_sizes" in rest:
        rest["train_sizes"] = _listed("train_sizes", rest["train_sizes"])
    rest["preprocessing"] = preprocessing_from_dict(rest.get("preprocessing", {}))
    rest["augmentation"] = _build(Augmentation, rest.get("augmentation", {}))
    return _build(TrainConfig, rest)


def preprocessing_from_dict(values: Mapping[str, Any]) -> Preprocessing:
    """Raises ConfigError for an unknown or unusable setting."""
    _named_values(values)
    rest = dict(values)
    for name in ("mean", "std"):
        if name in rest:
            rest[name] = _listed(name, rest[name])
    return _build(Preprocessing, rest)


_Config = TypeVar("_Config", Preprocessing, Augmentation, TrainConfig)


def _build(kind: type[_Config], values: Mapping[str, Any]) -> _Config:
    _named_values(values)
    known = {f.name for f in dataclasses.fields(kind)}
    for name, value in values.items():
        if name not in known:
            raise ConfigError("bad-setting", name=name, value=value, allowed=", ".join(sorted(known)))
    try:
        return kind(**values)
    except TypeError as error:
        raise ConfigError("bad-config", detail=str(error)) from error


def _named_values(values: Any) -> None:
    if not isinstance(values, Mapping):
        raise ConfigError("bad-config", detail="a group of settings is missing")


def _listed(name: str, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise ConfigError(
            "bad-setting", name=name, value=value, allowed=QT_TRANSLATE_NOOP("core", "a list of numbers")
        )
    return tuple(value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _within(name: str, value: float, low: float, high: float) -> None:
    if not _is_number(value) or not low <= value <= high:  # which is false for NaN as well
        raise ConfigError("bad-setting", name=name, value=value, allowed=f"{low:g} .. {high:g}")


def _whole(name: str, value: int, low: int, high: int) -> None:
    if not _is_whole(value) or not low <= value <= high:
        raise ConfigError("bad-setting", name=name, value=value, allowed=f"{low}, {low + 1} .. {high}")


def _yes_or_no(name: str, value: bool) -> None:
    if not isinstance(value, bool):
        raise ConfigError("bad-setting", name=name, value=value, allowed="true, false")


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ConfigError("bad-setting", name=name, value=value, allowed=", ".join(allowed))
