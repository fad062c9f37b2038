"""The model as others run it: one ONNX graph from any picture to calibrated probabilities, and plain weights.

Knows no jobs and writes nothing.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import safetensors.torch
from onnx import ModelProto, checker

from core.inference.graph import Graph
from core.inference.network_graph import add_network
from core.inference.preprocessing_graph import add_preprocessing
from core.model.architecture import find_architecture
from core.model.deploy import BLOCKS, DeployedGoogLeNet
from core.model.familiarity import FEATURES, SHORTEST, Familiarity
from core.model.file import ModelHeader

PICTURES, PROBABILITIES = "pictures", "probabilities"
ENERGY, DISTANCE = "energy", "distance"
STANDALONE = Path(__file__).with_name("standalone")


def onnx_model(network: DeployedGoogLeNet, header: ModelHeader) -> tuple[ModelProto, list[str]]:
    """The whole as ONNX, and the names of the operations before the network.

    `pictures`: uint8 (N, H, W, 3), RGB, of any size. `probabilities`: float32 (N, classes), what classify
    says. `energy` and `distance`: float32 (N,), two ways in which a picture may be unlike training
    (`core.inference.certainty`); the latter only of a model that knows what is familiar.
    """
    graph = Graph()
    prepared = header.preprocessing
    squares = add_preprocessing(graph, PICTURES, prepared)
    if prepared.flip_average:  # as in `core.model.views`
        squares = graph.add("Concat", squares, _mirrored(graph, squares), axis=0)
    before = graph.operations
    outputs = add_network(graph, squares, network, prepared.size)
    logits, features = outputs["main"], outputs["features"]
    if prepared.flip_average:
        logits = _mean_of_views(graph, logits, len(header.classes))
        features = _mean_of_views(graph, features, FEATURES)
    temperature = graph.constant(header.temperature or 1.0, np.float32)
    graph.rename(graph.add("Softmax", graph.add("Div", logits, temperature), axis=1), PROBABILITIES)
    energy = graph.add("Neg", graph.add("ReduceLogSumExp", logits, graph.constant([1]), keepdims=0))
    graph.rename(energy, ENERGY)
    shapes: dict[str, list[int | str]] = {PROBABILITIES: ["N", len(header.classes)], ENERGY: ["N"]}
    if header.familiarity is not None:
        graph.rename(_distance(graph, features, header.familiarity), DISTANCE)
        shapes[DISTANCE] = ["N"]
    model = graph.model(PICTURES, ["N", "H", "W", 3], shapes, metadata_of(header))
    checker.check_model(model)
    return model, before


def weights_file(network: DeployedGoogLeNet, header: ModelHeader) -> bytes:
    """The network's numbers as safetensors; `standalone/load_weights.py` shows how they belong together."""
    plan = find_architecture(header.architecture)
    own = {"blocks": json.dumps(BLOCKS), "last_pool": str(plan.last_pool)}
    tensors = {name: tensor.contiguous() for name, tensor in network.state_dict().items()}
    return safetensors.torch.save(tensors, metadata_of(header) | own)


def metadata_of(header: ModelHeader) -> dict[str, str]:
    """What a program needs beside the numbers, as texts; what is no text is JSON. None is left out."""
    fields: dict[str, str | float | None] = {
        "classes": json.dumps(header.classes),
        "preprocessing": json.dumps(dataclasses.asdict(header.preprocessing)),
        "architecture": header.architecture,
        "recipe": header.recipe,
        "created": header.created,
        "temperature": header.temperature,
        "threshold": header.threshold,
        "precision": header.precision,
        "energy_limit": header.energy_limit,
        "distance_limit": header.familiarity.limit if header.familiarity else None,
    }
    return {name: str(value) for name, value in fields.items() if value is not None}


def labels_text(header: ModelHeader) -> str:
    """One class a line, in the order of the probabilities. What would break a line is escaped."""
    lines = (name.replace("\n", "\\n").replace("\r", "\\r") for name in header.classes)
    return "".join(f"{line}\n" for line in lines)


def script(name: str) -> bytes:
    """The text of a script that goes with the export."""
    return STANDALONE.joinpath(name).read_bytes()


def _mean_of_views(graph: Graph, x: str, width: int) -> str:
    pairs = graph.add("Reshape", x, graph.constant([2, -1, width]))
    return graph.add("ReduceMean", pairs, graph.constant([0]), keepdims=0)


def _distance(graph: Graph, features: str, familiarity: Familiarity) -> str:
    """As `Familiarity.distances`."""
    mean, directions = familiarity.rows[:1], familiarity.rows[1:]
    lengths = graph.add("ReduceL2", features, graph.constant([1]), keepdims=1)
    lengths = graph.add("Max", lengths, graph.constant(SHORTEST, np.float32))
    apart = graph.add("Sub", graph.add("Div", features, lengths), graph.constant(mean, np.float32))
    along = graph.add("MatMul", apart, graph.constant(directions.T, np.float32))
    squares = (graph.add("ReduceSumSquare", x, graph.constant([1]), keepdims=0) for x in (apart, along))
    return graph.add("Sub", *squares)


def _mirrored(graph: Graph, squares: str) -> str:
    return graph.add("Slice", squares, *(graph.constant(each) for each in ([-1], [-(2**31)], [3], [-1])))
