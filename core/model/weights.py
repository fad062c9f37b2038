"""Weights from elsewhere put into a network, and parts of a network held still.

Knows names and shapes; must not know where the weights come from.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from core.errors import ModelFileError
from core.model.googlenet import GoogLeNet

CLASSIFIERS = ("fc.", "aux1.fc2.", "aux2.fc2.")
_HEADS = ("aux1.", "aux2.")
_COUNTER = "num_batches_tracked"  # absent from old files, and idle while batch norm has a momentum


def load_weights(model: GoogLeNet, state: Mapping[str, Tensor]) -> tuple[str, ...]:
    """Copy `state`, named as torchvision names it, into `model`; give the names that were not in it.

    A classifier for another number of classes is not taken over (the head swap), nor are auxiliary heads that
    one side does not have. Any other difference in names or shapes raises ModelFileError before anything is
    copied.
    """
    own = model.state_dict()
    taken: dict[str, Tensor] = {}
    for name, tensor in own.items():
        if name in state and state[name].shape == tensor.shape:
            taken[name] = state[name]
        elif name not in state and (name.startswith(_HEADS) or name.endswith(_COUNTER)):
            continue
        elif name not in state or not name.startswith(CLASSIFIERS):
            found = _described(name, state[name]) if name in state else "nothing of that name"
            raise ModelFileError("weights-do-not-fit", expected=_described(name, tensor), found=found)
    for name in state:
        if name not in own and not name.startswith(_HEADS):
            raise ModelFileError("weights-do-not-fit", expected="no other tensor", found=name)
    model.load_state_dict(taken, strict=False)
    return tuple(name for name in own if name not in taken)


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


def _described(name: str, tensor: torch.Tensor) -> str:
    return f"{name} of shape {tuple(tensor.shape)}"
