"""Computes the deployed network: in ONNX Runtime on a CPU, in torch elsewhere. The same numbers to 1e-4.

NumPy in and out. Knows no files, no probabilities and no jobs.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
import torch

from core.config import Preprocessing
from core.device import choose_device
from core.model.deploy import DeployedGoogLeNet, deploy
from core.model.googlenet import GoogLeNet

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]


class HeadLogits(NamedTuple):
    """Logits (N, classes) of each head, as in `GoogLeNetOutputs`; None where not asked for or not there.

    `features` (N, 1024) are what those of main were made of.
    """

    main: Floats
    features: Floats
    aux1: Floats | None = None
    aux2: Floats | None = None


class Engine(Protocol):
    """May be called from several threads at a time."""

    def __call__(self, pixels: Pixels, *, heads: bool) -> HeadLogits:
        """The logits of squares (N, size, size, 3), of every head that there is, if `heads`."""


def choose_engine(model: GoogLeNet, preprocessing: Preprocessing) -> Engine:
    """The fastest for this computer. `model` is on the CPU, and may be forgotten afterwards.

    Measured on two cores, on 16 squares of 224 pixels: ONNX Runtime took 0.8 of torch's time, and less than
    half of it while other programs computed. bfloat16 moved probabilities by 3e-3, and so is not used.
    """
    network = deploy(model, preprocessing, heads=True)
    device = choose_device()
    if device.type == "cpu":
        try:
            return OnnxEngine(network, preprocessing.size)
        except ImportError:  # its library does not load on every computer that torch's does on
            pass
    return TorchEngine(network, device)


class TorchEngine:
    """The deployed network in torch, on any device."""

    def __init__(self, network: DeployedGoogLeNet, device: torch.device) -> None:
        self._network = network.to(device)
        self._device = device

    @torch.inference_mode()
    def __call__(self, pixels: Pixels, *, heads: bool) -> HeadLogits:
        outputs = self._network(torch.from_numpy(pixels).to(self._device), heads=heads)
        there = {name: each for name, each in outputs._asdict().items() if each is not None}
        return HeadLogits(**{name: each.cpu().numpy() for name, each in there.items()})


class OnnxEngine:
    """The deployed network in ONNX Runtime, on the CPU, with as many threads as torch would take."""

    def __init__(self, network: DeployedGoogLeNet, size: int) -> None:
        import onnxruntime

        from core.inference.graph import Graph
        from core.inference.network_graph import add_network

        graph = Graph()
        squares = graph.add("Transpose", "pixels", perm=[0, 3, 1, 2])
        outputs = add_network(graph, squares, network, size)
        for name, tensor in outputs.items():
            graph.rename(tensor, name)
        self._names = list(outputs)
        shapes: dict[str, list[int | str]] = {name: ["N", network.fc.out_features] for name in outputs}
        shapes["features"] = ["N", network.fc.in_features]
        model = graph.model("pixels", ["N", size, size, 3], shapes, {})
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = torch.get_num_threads()
        # Threads that wait in a loop for the next operation would take the cores from a training run.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        self._what_is_asked = onnxruntime.RunOptions()
        self._what_is_asked.only_execute_path_to_fetches = True

    def __call__(self, pixels: Pixels, *, heads: bool) -> HeadLogits:
        names = self._names if heads else ["main", "features"]
        values = self._session.run(names, {"pixels": np.ascontiguousarray(pixels)}, self._what_is_asked)
        return HeadLogits(**dict(zip(names, values, strict=True)))
