"""`last.ckpt`: all that a run needs to go on as if it had never been interrupted. Knows files, not the loop.

Written with torch.save through a file object, aside and then moved into place; read back with
weights_only=True, so that nothing in a file is ever executed. torch.save writes tensor after tensor and so
never holds the interpreter for long, while safetensors' writer holds it for the whole file: the window
would stutter. Learning rate and picture sizes follow from the position alone, and each picture's randomness
from (seed, epoch, picture), so that the position and the epoch's order stand for their generators.
"""

from __future__ import annotations

import pickle
import random
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import torch

from core.data.dataset import Item
from core.errors import RunError
from core.files import written_aside

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`epoch` counts from 1, `step` is the number of steps done within it, `order` the epoch's pictures.

    `pictures` is the fingerprint of the training pictures; `log_length` the length of the event log in bytes
    when this was written, and `log_tail` the lines that came right after it. The last three are the states of
    `schedule.Course`, of going back, and of `watch.Watch`.
    """

    config: Mapping[str, Any]
    classes: Sequence[str]
    pictures: str
    epoch: int
    step: int
    order: torch.Tensor
    sums: Mapping[str, float]
    epoch_seconds: float
    seconds: float
    best: Mapping[str, float] | None
    model: Mapping[str, torch.Tensor]
    optimizer: Mapping[str, Any]
    average: Mapping[str, Any] | None
    random_states: Mapping[str, Any]
    threads: int
    log_length: int
    log_tail: Sequence[str]
    course: Mapping[str, float] = field(default_factory=dict)
    setbacks: int = 0
    watch: Mapping[str, Any] = field(default_factory=dict)


def save_checkpoint(checkpoint: Checkpoint, path: Path) -> None:
    """Raises OSError, or RuntimeError from torch with an OSError in its context."""
    content = {each.name: getattr(checkpoint, each.name) for each in fields(checkpoint)}
    with written_aside(path) as file:
        torch.save({"format": _FORMAT, **content}, file)


def load_checkpoint(path: Path) -> Checkpoint:
    """Raises RunError where the file is missing, damaged, or of another kind."""
    try:
        with path.open("rb") as file:
            if not zipfile.is_zipfile(file):  # torch would try its former formats
                raise ValueError("not written by torch.save")
            file.seek(0)
            content = torch.load(file, map_location="cpu", weights_only=True)
        if content.pop("format") != _FORMAT:
            raise ValueError("another format")
        return Checkpoint(**content)
    except (OSError, RuntimeError, ValueError, TypeError, KeyError, EOFError, AttributeError) as error:
        raise RunError("checkpoint-unreadable", path=path) from error
    except pickle.UnpicklingError as error:  # torch's word for anything but plain data and tensors
        raise RunError("checkpoint-unreadable", path=path) from error


def pictures_fingerprint(items: Sequence[Item]) -> str:
    """Changes when a picture comes, goes, is altered, or given another label; not when the folder moves."""
    digest = blake2b(digest_size=16)
    for item in items:
        digest.update(f"{item.content} {item.label}\n".encode())
    return digest.hexdigest()


def random_states() -> dict[str, Any]:
    """The states of Python's, NumPy's and torch's global generators, as plain values and tensors."""
    version, numbers, gauss = random.getstate()
    name, keys, place, has_gauss, cached = np.random.get_state(legacy=True)
    return {
        "python": (version, list(numbers), gauss),
        "numpy": (name, torch.from_numpy(np.asarray(keys, np.int64)), place, has_gauss, cached),
        "torch": torch.get_rng_state(),
    }


def restore_random_states(states: Mapping[str, Any]) -> None:
    version, numbers, gauss = states["python"]
    random.setstate((version, tuple(numbers), gauss))
    name, keys, *rest = states["numpy"]
    np.random.set_state((name, keys.numpy().astype(np.uint32), *rest))
    torch.set_rng_state(states["torch"])
