"""A loaded model that can be looked into: its parts by name, what they give, and branches switched off.

Knows no pictures' files and no views. One picture at a time looks into a network: hold its `lock`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from core.device import MEMORY_FORMAT, choose_device, network_input
from core.explain.results import Answer, BranchId, HeadAnswers, Pixels
from core.model.file import ModelHeader, load_model
from core.model.googlenet import GoogLeNet, Inception

_KEPT = 2  # networks that stay loaded

Hook = Callable[[nn.Module, Any, Tensor], Tensor | None]


class LoadedNetwork:
    """A network in evaluation mode, none of whose weights gathers gradients, with all its parts in sight."""

    def __init__(self, model: GoogLeNet, header: ModelHeader) -> None:
        self.header = header
        self.lock = threading.Lock()
        self.device = choose_device()
        self.model = model.eval().requires_grad_(False)
        self.model.to(device=self.device, memory_format=MEMORY_FORMAT)  # type: ignore[call-overload]
        for module in self.model.modules():
            if isinstance(module, Inception):
                module.fused = False  # else the branches' first convolutions are never called

    @classmethod
    def load(cls, path: Path) -> LoadedNetwork:
        """Raises ModelFileError."""
        return cls(*load_model(path))

    def input_of(self, pixels: Pixels) -> Tensor:
        """Prepared pictures (N, size, size, 3), or one (size, size, 3), as the network's input."""
        batch = pixels if pixels.ndim == 4 else np.array(pixels)[None]  # torch wants to own what it takes
        return network_input(batch, self.header.preprocessing, self.device)

    def part(self, block: str, branch: str | None = None) -> nn.Module:
        """The module `block` (as "inception4c", "conv1"), or one branch of it."""
        return self.model.get_submodule(block if branch is None else f"{block}.{branch}")

    def probabilities(self, logits: Tensor) -> Tensor:
        """(N, classes), with the model's temperature."""
        return torch.softmax(logits.float() / (self.header.temperature or 1.0), dim=1)

    def answer(self, logits: Tensor) -> Answer:
        """What `logits` (1, classes) say."""
        probabilities = self.probabilities(logits.detach())[0].tolist()
        best = max(range(len(probabilities)), key=probabilities.__getitem__)
        return Answer(self.header.classes[best], probabilities[best], tuple(probabilities))

    def log_odds(self, logits: Tensor, number: int) -> list[float]:
        """ln(p / (1 - p)) of the class with that number, for each row of `logits` (N, classes).

        From the logits themselves: the probability of a sure answer is 1 to the last digit.
        """
        scaled = logits.double() / (self.header.temperature or 1.0)
        others = scaled.clone()
        others[:, number] = -torch.inf
        return (scaled[:, number] - others.logsumexp(dim=1)).nan_to_num().tolist()

    def look(self, pixels: Pixels) -> HeadAnswers:
        """What each head says of a prepared picture (size, size, 3)."""
        with self.lock, torch.inference_mode():
            outputs = self.model(self.input_of(pixels), heads=True)
        main, aux1, aux2 = (None if logits is None else self.answer(logits) for logits in outputs)
        assert main is not None
        return HeadAnswers(main, aux1, aux2)

    def class_number(self, label: str) -> int:
        return self.header.classes.index(label)


@contextmanager
def hooked(hooks: Iterable[tuple[nn.Module, Hook]]) -> Iterator[None]:
    """While each hook is called with what its module gives; a tensor that it returns takes its place."""
    with ExitStack() as handles:
        for module, hook in hooks:
            handles.callback(module.register_forward_hook(hook).remove)
        yield


@contextmanager
def switched_off(network: LoadedNetwork, off: Iterable[BranchId]) -> Iterator[None]:
    """While the branches `off` give nothing but zeros, as if nothing had excited them."""
    with hooked((network.part(*branch), lambda _m, _i, output: torch.zeros_like(output)) for branch in off):
        yield


_loaded: dict[tuple[Path, int, int], LoadedNetwork] = {}
_mutex = threading.Lock()


def opened(path: Path) -> LoadedNetwork:
    """The network of the model file `path`, as it is on the disk; loaded only where it was not lately.

    Raises ModelFileError.
    """
    try:
        state = path.stat()
    except OSError:
        return LoadedNetwork.load(path)  # or its reason why not
    key = path.absolute(), state.st_mtime_ns, state.st_size
    with _mutex:
        network = _loaded.pop(key, None) or LoadedNetwork.load(path)
        _loaded[key] = network  # the last one was used last
        while len(_loaded) > _KEPT:
            del _loaded[next(iter(_loaded))]
    return network
