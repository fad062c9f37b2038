"""A model file -> ONNX, checked before it is written: a job. Alone, or in a folder with scripts that run it.

What is exported is replayed on pictures beside the network that was trained, which shares no code with it
after the decoder. Which pictures these are is the caller's concern.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.control import RunControl
from core.errors import DataError, ModelFileError, ResourceError
from core.events import ExportFinished, Job, Phase, PhaseChanged, Warned
from core.files import writing, written_aside
from core.inference.batch import MODEL_IN_RUN
from core.inference.labelled import Labelled

if TYPE_CHECKING:
    from torch.nn import Module

    from core.inference.replay import Replayed

MOST_DIFFERENCE = 0.01  # in any probability
ONNX_SUFFIX = ".onnx"
_MARK = b"ninefold"  # of the producer, in the first bytes of what this module wrote


def export_model(
    model: Path,
    target: Path,
    control: RunControl,
    *,
    pictures: Sequence[Labelled] = (),
    int8: bool = False,
) -> Job[ExportFinished]:
    """Write the model file `model` (or a run's best one) as ONNX: to `target` where that ends in .onnx.

    Else `target` becomes a folder with model.onnx, labels.txt, predict.py, weights.safetensors and
    load_weights.py. The exact model is replayed on `pictures`, or on drawn patterns where there are none, and
    nothing is written where a probability differs by more than `MOST_DIFFERENCE`. With `int8`, a second
    ONNX file has 8-bit numbers, fitted to some of the pictures; a Quantised event tells what that costs on
    the others. The last event is ExportFinished. Raises ModelFileError, DataError ("cancelled" too),
    ResourceError.
    """
    model_file = model / MODEL_IN_RUN if model.is_dir() else model
    single = target.suffix.lower() == ONNX_SUFFIX
    onnx_file = target if single else target / f"model{ONNX_SUFFIX}"
    int8_file = onnx_file.with_suffix(f".int8{ONNX_SUFFIX}")
    _refuse_taken(target, onnx_file)
    if int8:
        _refuse_taken(int8_file, int8_file)
    if int8 and not pictures:
        raise DataError("int8-without-pictures")
    yield PhaseChanged(Phase.LOADING_MODEL)
    try:
        import onnx  # noqa: F401  (before anything is done)
        import onnxruntime  # noqa: F401
    except ImportError as error:
        raise ResourceError("onnx-missing", detail=str(error)) from error
    from core.inference.exported import labels_text, onnx_model, script, weights_file
    from core.inference.replay import replay
    from core.model.deploy import deploy
    from core.model.file import load_model

    network, header = load_model(model_file)
    deployed = deploy(network, header.preprocessing, heads=False)
    yield PhaseChanged(Phase.EXPORTING)
    proto, before_network = onnx_model(deployed, header)
    content = proto.SerializeToString()
    if not pictures:
        yield Warned("export-unchecked")
    found = yield from replay(network, header, content, pictures, control)
    _refuse_difference(found)
    contents = {onnx_file: content}
    if not single:
        contents[target / "labels.txt"] = labels_text(header).encode("utf-8", "backslashreplace")
        contents[target / "predict.py"] = script("predict.py")
        contents[target / "weights.safetensors"] = weights_file(deployed, header)
        contents[target / "load_weights.py"] = script("load_weights.py")
    if int8:
        from core.inference.quantise import quantised

        contents[int8_file] = yield from quantised(
            content, before_network, header, pictures, int8_file, control
        )
    _write(target, contents)
    finished = ExportFinished(
        target,
        found.pictures,
        found.agreement,
        found.largest_difference,
        found.whole_difference,
        (_count(network), _count(deployed)),
        (model_file.stat().st_size / 1e6, len(content) / 1e6),
        found.drawn,
    )
    yield finished
    return finished


def _refuse_taken(target: Path, onnx_file: Path) -> None:
    """What is there and was not written by this module is the user's own."""
    with writing(target):
        if onnx_file.is_file():
            with onnx_file.open("rb") as file:
                taken = _MARK not in file.read(64)
        else:
            taken = target.exists() and (onnx_file == target or not target.is_dir() or any(target.iterdir()))
    if taken:
        raise DataError("export-target-taken", path=target)


def _refuse_difference(found: Replayed) -> None:
    if found.largest_difference > MOST_DIFFERENCE:
        difference = f"{found.largest_difference:.3f}"
        raise ModelFileError("export-disagrees", difference=difference, path=found.worst)


def _count(network: Module) -> int:
    """Numbers that were learned."""
    return sum(parameter.numel() for parameter in network.parameters())


def _write(target: Path, contents: dict[Path, bytes]) -> None:
    with writing(target):
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with written_aside(path) as file:
                file.write(content)
