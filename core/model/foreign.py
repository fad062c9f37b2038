"""Weights from a file of any origin: which of the architectures they belong to, and the classes' names.

Knows the layouts by their names and shapes; how bytes become tensors is `core.model.tensors`' concern.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from core.config import LONGEST_CLASS_NAME, MOST_CLASSES
from core.errors import ModelFileError
from core.model.file import load_model, read_header
from core.model.googlenet import GoogLeNet, hollow_googlenet
from core.model.published import Published, published
from core.model.tensors import damaged, names_of, other_file, read_tensors

CLASS_NAMES = "class_indices.json"
"""The file beside a course's weights that has the classes' names: {"0": "daisy", "1": "dandelion"}."""

_COUNTER = "num_batches_tracked"  # absent from old files, and idle while batch norm has a momentum
HEADS = ("aux1.", "aux2.")
_LARGEST_LIST = 2**20  # bytes
# (batch normalisation, kernel of the branch that the paper calls 5x5) -> architecture. `paper` has the layout
# of `notes`: its local response normalisation has nothing to learn.
_LAYOUTS = {(True, 3): "imagenet", (True, 5): "modern", (False, 5): "notes"}


@dataclass(frozen=True, eq=False)
class Weights:
    """The weights of a whole network, float32 on the CPU: exactly the tensors of its architecture.

    `classes` are in the order of the logits, None where the file does not say. `aux_heads` is False as well
    where the file has heads that were never trained: they are left out of `state`.
    """

    architecture: str
    num_classes: int
    classes: tuple[str, ...] | None
    aux_heads: bool
    state: Mapping[str, Tensor]


def read_weights(path: Path) -> Weights:
    """The weights in `path`: a model of one's own, torchvision's layout, or that of the study notes' course.

    Raises ModelFileError. Draws no random numbers.
    """
    try:
        read_header(path)
    except ModelFileError as error:
        if error.code not in ("model-file-foreign", "model-file-pickle"):
            raise
        return _foreign(path)
    model, header = load_model(path)
    state = model.state_dict()
    return Weights(header.architecture, len(header.classes), header.classes, header.aux_heads, state)


def network_of(weights: Weights) -> GoogLeNet:
    """A network with a copy of `weights`, in eval mode. Draws no random numbers."""
    model = hollow_googlenet(weights.architecture, weights.num_classes, aux_heads=weights.aux_heads)
    model.load_state_dict({name: tensor.clone() for name, tensor in weights.state.items()}, assign=True)
    return model.eval()


def _foreign(path: Path) -> Weights:
    tensors = read_tensors(path)
    architecture = _architecture(path, tensors)
    num_classes = _num_classes(path, tensors)
    heads = any(name.startswith(HEADS) for name in tensors)
    expected = hollow_googlenet(architecture, num_classes, aux_heads=heads).state_dict()
    state = _checked(path, tensors, expected)
    classes = _class_names(path.with_name(CLASS_NAMES), num_classes)
    if architecture == "imagenet" and _is_published(path, published()):
        # Its auxiliary heads were never trained, as torchvision warns whoever asks for them.
        state = {name: tensor for name, tensor in state.items() if not name.startswith(HEADS)}
        heads, classes = False, published().classes
    return Weights(architecture, num_classes, classes, heads, state)


def _architecture(path: Path, tensors: Mapping[str, Tensor]) -> str:
    stem, wide = tensors.get("conv1.conv.weight"), tensors.get("inception3a.branch3.1.conv.weight")
    if stem is None or wide is None or wide.dim() != 4:
        raise other_file(path, "the layers of a GoogLeNet, conv1.conv.weight first", names_of(tensors))
    normalised, kernel = "conv1.bn.weight" in tensors, wide.shape[-1]
    if (normalised, kernel) not in _LAYOUTS:
        kind = "with" if normalised else "without"
        found = f"a kernel of {kernel} there, {kind} batch normalisation"
        raise other_file(path, "5 x 5 or, with batch normalisation, 3 x 3 in the third branch", found)
    return _LAYOUTS[normalised, kernel]


def _num_classes(path: Path, tensors: Mapping[str, Tensor]) -> int:
    last = tensors.get("fc.weight")
    if last is None or last.dim() != 2 or not 1 <= last.shape[0] <= MOST_CLASSES:
        found = "nothing of that name" if last is None else f"the shape {tuple(last.shape)}"
        raise other_file(path, f"fc.weight with a row for each of up to {MOST_CLASSES} classes", found)
    return last.shape[0]


def _checked(path: Path, tensors: Mapping[str, Tensor], expected: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """`tensors` in order and types as `expected`, once names and shapes agree and numbers are finite."""
    for name in tensors.keys() - expected.keys():
        raise other_file(path, "no further layer", name)
    state: dict[str, Tensor] = {}
    for name, wanted in expected.items():
        if name not in tensors and name.endswith(_COUNTER):
            state[name] = torch.zeros((), dtype=torch.int64)
            continue
        found = tensors.get(name)
        if found is None or found.shape != wanted.shape:
            what = "nothing of that name" if found is None else f"the shape {tuple(found.shape)}"
            raise other_file(path, f"{name} of shape {tuple(wanted.shape)}", what)
        tensor = found.to(wanted.dtype).clone(memory_format=torch.contiguous_format)
        low, high = (float(extreme) for extreme in tensor.aminmax())  # NaN where any is
        floor = 0 if name.endswith("running_var") else -math.inf
        if not (math.isfinite(low) and math.isfinite(high) and low >= floor):
            raise damaged(path, f"{name} holds impossible numbers")
        state[name] = tensor
    return state


def _is_published(path: Path, source: Published) -> bool:
    """Whether `path` is torchvision's own file, whatever its name. A damaged one raises ModelFileError."""
    with path.open("rb") as file:
        whole = source.is_hash_of(hashlib.file_digest(file, "sha256").hexdigest())
    if not whole and path.name == source.name:
        raise damaged(path, "its content does not have the checksum that its name says")
    return whole


def _class_names(path: Path, num_classes: int) -> tuple[str, ...] | None:
    """What `path` calls the classes; None where it does not exist."""
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST_LIST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        detail = error.strerror or str(error)
        raise ModelFileError("class-names-unusable", path=path, detail=detail) from error
    try:
        names = json.loads(text) if len(text) <= _LARGEST_LIST else None
    except (ValueError, RecursionError):
        names = None
    if not isinstance(names, dict) or names.keys() != {str(index) for index in range(len(names))}:
        raise ModelFileError("class-names-unusable", path=path, detail="they are not numbered from 0 on")
    if len(names) != num_classes:
        detail = f"there are {len(names)}, and the weights know {num_classes} classes"
        raise ModelFileError("class-names-unusable", path=path, detail=detail)
    classes = tuple(names[str(index)] for index in range(num_classes))
    if not all(isinstance(name, str) and _is_name(name) for name in classes):
        raise ModelFileError("class-names-unusable", path=path, detail="one of them is no name")
    return classes


def _is_name(text: str) -> bool:
    return 1 <= len(text.encode("utf-8", "surrogatepass")) <= LONGEST_CLASS_NAME
