"""An ONNX graph while it is being written, one operation after the other. Knows no network, no pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

OPSET = 18  # the first with an anti-aliased Resize
IR_VERSION = 8  # of the same time, so that runtimes from 2023 on read the file
PRODUCER = "ninefold"


class Graph:
    """Names stand for tensors: every method returns the name of what it adds."""

    def __init__(self) -> None:
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def add(self, operation: str, *inputs: str, **attributes: Any) -> str:
        """An operation with one output. An input that is left out is ""."""
        name = f"{operation.lower()}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operation, list(inputs), [name], name, **attributes))
        return name

    @property
    def operations(self) -> list[str]:
        """The names of the operations so far."""
        return [node.name for node in self._nodes]

    def split(self, x: str, widths: Sequence[int], axis: int) -> list[str]:
        """`x` cut into parts of these widths."""
        name = f"split_{len(self._nodes)}"
        parts = [f"{name}_{number}" for number in range(len(widths))]
        self._nodes.append(helper.make_node("Split", [x, self.constant(widths)], parts, name, axis=axis))
        return parts

    def constant(
        self, values: npt.ArrayLike, dtype: npt.DTypeLike = np.int64, *, scalar: bool = False
    ) -> str:
        """Fixed numbers; a single one is (1,), or without any axis where `scalar` is asked for."""
        array = np.asarray(values, dtype)
        if array.ndim == 0 and not scalar:
            array = array.reshape(1)
        name = f"constant_{len(self._constants)}"
        self._constants.append(
            numpy_helper.from_array(np.ascontiguousarray(array).reshape(array.shape), name)
        )
        return name

    def to(self, x: str, dtype: npt.DTypeLike) -> str:
        """`x` as numbers of another type."""
        return self.add("Cast", x, to=helper.np_dtype_to_tensor_dtype(np.dtype(dtype)))

    def scalar(self, x: str) -> str:
        """A tensor (1,) without its axis."""
        return self.add("Squeeze", x)

    def rename(self, x: str, name: str) -> None:
        """Call a tensor by a name that the graph's user knows."""
        self._nodes.append(helper.make_node("Identity", [x], [name], name))

    def model(
        self,
        input_name: str,
        input_shape: Sequence[int | str],
        outputs: Mapping[str, Sequence[int | str]],
        metadata: Mapping[str, str],
    ) -> ModelProto:
        """The whole: uint8 pictures in, float32 numbers out; shapes by name of the output."""
        graph = helper.make_graph(
            self._nodes,
            PRODUCER,
            [helper.make_tensor_value_info(input_name, TensorProto.UINT8, input_shape)],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
                for name, shape in outputs.items()
            ],
            self._constants,
        )
        model = helper.make_model(
            graph,
            producer_name=PRODUCER,
            ir_version=IR_VERSION,
            opset_imports=[helper.make_opsetid("", OPSET)],
        )
        helper.set_model_props(model, dict(metadata))
        return model
