"""The exported network in 8-bit numbers, fitted to pictures, and what that costs on other pictures."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from onnx import ModelProto, helper
from onnxruntime.quantization.calibrate import CalibrationDataReader
from onnxruntime.quantization.quant_utils import QuantType, add_pre_process_metadata
from onnxruntime.quantization.quantize import quantize_static

from core.control import RunControl
from core.errors import DataError
from core.events import Job, Phase, PhaseChanged, Progress, Quantised
from core.inference.exported import PICTURES, metadata_of
from core.inference.labelled import Labelled
from core.inference.replay import MOST_REPLAYED, spread
from core.inference.standalone.predict import Model, read_picture
from core.model.file import ModelHeader

_KINDS = ["Conv", "Gemm", "MaxPool", "Concat", "Split", "Relu", "GlobalAveragePool"]


def quantised(
    exact: bytes,
    before_network: Sequence[str],
    header: ModelHeader,
    pictures: Sequence[Labelled],
    target: Path,
    control: RunControl,
) -> Job[bytes]:
    """The ONNX model `exact` with 8-bit numbers, but for the operations `before_network`.

    Ranges are fitted to every second one of some `pictures`; the last event, Quantised, compares both models
    on the others.
    """
    yield PhaseChanged(Phase.EXPORTING)
    chosen = spread(pictures, 2 * MOST_REPLAYED)
    fitting, judging = chosen[::2], chosen[1::2] or chosen
    model = ModelProto.FromString(exact)  # a copy, for it is taken to pieces
    add_pre_process_metadata(model)  # nothing is left to fold; else it is asked for on stderr
    with tempfile.TemporaryDirectory(prefix="ninefold-") as folder:
        path = Path(folder, "int8.onnx")
        quantize_static(
            model,
            path,
            _Reader(fitting, header.preprocessing.short_side, control),
            op_types_to_quantize=_KINDS,
            nodes_to_exclude=list(before_network),
            per_channel=True,
            reduce_range=True,  # else sums overflow on processors without VNNI
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )
        reduced = ModelProto.FromString(path.read_bytes())
    reduced.producer_name = model.producer_name
    helper.set_model_props(reduced, metadata_of(header))
    content: bytes = reduced.SerializeToString()
    yield (yield from _compared(exact, content, header, judging, target, control))
    return content


def _compared(
    exact: bytes,
    reduced: bytes,
    header: ModelHeader,
    pictures: Sequence[Labelled],
    target: Path,
    control: RunControl,
) -> Job[Quantised]:
    yield PhaseChanged(Phase.CHECKING_EXPORT)
    models = Model(exact), Model(reduced)
    answers: list[tuple[str, str, str | None]] = []
    for number, (pixels, label) in enumerate(_read(pictures, header.preprocessing.short_side, control)):
        before, after = (header.classes[int(model.probabilities(pixels)[0].argmax())] for model in models)
        answers.append((before, after, label))
        yield Progress(Phase.CHECKING_EXPORT, number + 1, len(pictures))
    if not answers:
        raise DataError("int8-without-pictures")
    labelled = [answer for answer in answers if answer[2] in header.classes]
    accuracies = [
        sum(answer[which] == answer[2] for answer in labelled) / len(labelled) if labelled else None
        for which in (0, 1)
    ]
    agreement = sum(before == after for before, after, _ in answers) / len(answers)
    return Quantised(target, len(reduced) / 1e6, len(answers), agreement, accuracies[0], accuracies[1])


class _Reader(CalibrationDataReader):  # type: ignore[misc]  # it comes without types
    """What ONNX Runtime asks for the next picture."""

    def __init__(self, pictures: Sequence[Labelled], short_side: int, control: RunControl) -> None:
        self._pictures = _read(pictures, short_side, control)

    def get_next(self) -> dict[str, Any] | None:  # None is how it ends
        following = next(self._pictures, None)
        return None if following is None else {PICTURES: following[0][np.newaxis]}


def _read(
    pictures: Sequence[Labelled], short_side: int, control: RunControl
) -> Iterator[tuple[Any, str | None]]:
    """The pixels and the label of each picture that can be read. Raises DataError("cancelled")."""
    for picture in pictures:
        control.wait_while_paused()
        if control.stop_requested:
            raise DataError("cancelled")
        try:
            yield read_picture(picture.path, short_side), picture.label
        except Exception:  # a broken picture may raise anything
            continue
