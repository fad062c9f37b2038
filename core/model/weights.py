"""Weights from elsewhere put into a network whose classes are others, and parts of a network held still.

Knows names and shapes; where the weights come from is `core.model.foreign`'s concern.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from torch import Tensor

from core.errors import ModelFileError
from core.model.foreign import HEADS, Weights
from core.model.googlenet import GoogLeNet

CLASSIFIERS = ("fc.", "aux1.fc2.", "aux2.fc2.")


@dataclass(frozen=True, slots=True)
class Transplant:
    """The layers of a network that have weights, in its order: those taken over, those left as they were.

    Named as in the network ("conv1.conv", "fc").
    """

    kept: tuple[str, ...]
    new: tuple[str, ...]


def start_from(model: GoogLeNet, source: Weights, classes: Sequence[str] | None = None) -> Transplant:
    """Copy the weights of `source` into `model`, whose logits stand for `classes`.

    The classifiers of all heads are taken over only where both have the same classes in the same order, and
    both say which; else they stay as they are in `model` (the head swap), as do auxiliary heads that `source`
    lacks. Where `source` does not fit otherwise, ModelFileError is raised and nothing is copied.
    """
    own = model.state_dict()
    same_classes = classes is not None and source.classes == tuple(classes)
    taken: dict[str, Tensor] = {}
    for name, tensor in own.items():
        found = source.state.get(name)
        if name.startswith(CLASSIFIERS) and not same_classes:
            continue
        if found is not None and found.shape == tensor.shape:
            taken[name] = found
        elif found is not None or not name.startswith(HEADS):
            there = "nothing of that name" if found is None else _described(name, found)
            raise ModelFileError("weights-do-not-fit", expected=_described(name, tensor), found=there)
    for name, tensor in source.state.items():
        if name not in own and not name.startswith(HEADS):
            raise ModelFileError(
                "weights-do-not-fit", expected="no such layer", found=_described(name, tensor)
            )
    model.load_state_dict(taken, strict=False)
    return Transplant(_layers(taken), _layers(name for name in own if name not in taken))


def freeze(model: GoogLeNet, last: str) -> None:
    """Hold still everything from the input to the module called `last` (as "inception4e").

    Batch statistics too, now and at each later `model.train()`. Auxiliary heads go on learning.
    """
    training = model.training
    if last not in dict(model.named_children()):
        raise ValueError(f"no module is called {last!r}")
    for name, module in model.named_children():
        if not name.startswith("aux"):
            module.requires_grad_(False)
        if name == last:
            break
    model.train(training)


def _layers(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.rpartition(".")[0] for name in names))


def _described(name: str, tensor: Tensor) -> str:
    return f"{name} of shape {tuple(tensor.shape)}"
