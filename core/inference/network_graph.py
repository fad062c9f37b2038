"""The deployed network as ONNX operations: uint8 squares in, logits out. Written by hand, not by a tracer.

The network is four kinds of operation, so that each line here says what one of `core.model.deploy` says;
nothing depends on how a `forward` is traced. Knows no preprocessing and no files.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt
from torch import Tensor, nn

from core.inference.graph import Graph
from core.model.architecture import AUX_SIDE, output_size
from core.model.deploy import HEAD_AT, DeployedGoogLeNet, DeployedHead, DeployedInception
from core.model.layers import averaging_matrix


def add_network(graph: Graph, squares: str, network: DeployedGoogLeNet, size: int) -> dict[str, str]:
    """Append it to `graph`. `squares`: uint8 (N, 3, size, size); gives the logits (N, classes) by head, and

    the `features` (N, 1024) that those of main are made of.
    """
    mean = graph.constant(_numbers(network.mean).reshape(1, 3, 1, 1), np.float32)
    x = graph.add("Sub", graph.to(squares, np.float32), mean)
    x = _relu(graph, _convolution(graph, x, network.conv1))
    x = _norm(graph, _pool(graph, x, network.maxpool1), network.norm1)
    x = _relu(graph, _convolution(graph, x, network.conv2))
    x = _relu(graph, _convolution(graph, x, network.conv3))
    x = _norm(graph, x, network.norm2)
    x = _pool(graph, x, network.maxpool2)
    side = output_size(size, 7, 2, 3)
    for _ in range(2):
        side = output_size(side, 3, 2, ceil=True)
    logits: dict[str, str] = {}
    for name, block in network.blocks.items():
        if isinstance(block, DeployedInception):
            x = _inception(graph, x, block)
        else:
            pool = cast(nn.MaxPool2d, block)
            x = _pool(graph, x, pool)
            side = output_size(side, cast(int, pool.kernel_size), cast(int, pool.stride), ceil=True)
        head = HEAD_AT.get(name, "")
        if head in network.heads:
            logits[head] = _head(graph, x, cast(DeployedHead, network.heads[head]), side)
    x = graph.add("Flatten", graph.add("GlobalAveragePool", x))
    return {"main": _linear(graph, x, network.fc), "features": x, **logits}


def _inception(graph: Graph, x: str, block: DeployedInception) -> str:
    together = _relu(graph, _convolution(graph, x, block.pointwise))
    ones, reduce3, reduce5 = graph.split(together, block.widths, axis=1)
    threes = _relu(graph, _convolution(graph, reduce3, block.threes))
    fives = _relu(graph, _convolution(graph, reduce5, block.fives))
    pooled = _relu(
        graph, _convolution(graph, _pool(graph, x, cast(nn.MaxPool2d, block.pool)), block.pool_proj)
    )
    return graph.add("Concat", ones, threes, fives, pooled, axis=1)


def _head(graph: Graph, x: str, head: DeployedHead, side: int) -> str:
    if side == 14 and not head.adaptive:
        x = graph.add("AveragePool", x, kernel_shape=[5, 5], strides=[3, 3])
    else:
        matrix = _numbers(averaging_matrix(side, AUX_SIDE))
        x = graph.add("MatMul", graph.constant(matrix, np.float32), x)
        x = graph.add("MatMul", x, graph.constant(matrix.T, np.float32))
    x = graph.add("Flatten", _relu(graph, _convolution(graph, x, head.conv)))
    return _linear(graph, _relu(graph, _linear(graph, x, head.fc1)), head.fc2)


def _norm(graph: Graph, x: str, norm: nn.Module) -> str:
    if not isinstance(norm, nn.LocalResponseNorm):
        return x
    return graph.add("LRN", x, size=norm.size, alpha=norm.alpha, beta=norm.beta, bias=norm.k)


def _pool(graph: Graph, x: str, pool: nn.MaxPool2d) -> str:
    kernel, stride, padding = (cast(int, each) for each in (pool.kernel_size, pool.stride, pool.padding))
    return graph.add(
        *("MaxPool", x),
        kernel_shape=[kernel] * 2,
        strides=[stride] * 2,
        pads=[padding] * 4,
        ceil_mode=int(pool.ceil_mode),
    )


def _convolution(graph: Graph, x: str, layer: nn.Conv2d) -> str:
    weight = graph.constant(_numbers(layer.weight), np.float32)
    bias = graph.constant(_numbers(cast(Tensor, layer.bias)), np.float32)
    return graph.add(
        *("Conv", x, weight, bias),
        kernel_shape=list(layer.kernel_size),
        strides=list(layer.stride),
        pads=[cast(int, layer.padding[0])] * 4,
    )


def _linear(graph: Graph, x: str, layer: nn.Linear) -> str:
    weight, bias = (graph.constant(_numbers(each), np.float32) for each in (layer.weight, layer.bias))
    return graph.add("Gemm", x, weight, bias, transB=1)


def _relu(graph: Graph, x: str) -> str:
    return graph.add("Relu", x)


def _numbers(tensor: Tensor) -> npt.NDArray[np.float32]:
    return tensor.detach().cpu().contiguous().numpy()
