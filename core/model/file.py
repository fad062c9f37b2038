"""The self-describing model file: safetensors whose metadata say all that prediction needs.

One file that can be shared. A file from anywhere is taken apart with suspicion: nothing is unpickled, and
nothing large is read before the header has shown that it is what it should be. `read_header` must not import
torch.
"""

from __future__ import annotations

import dataclasses
import json
import math
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from core.config import (
    ARCHITECTURE_NAMES,
    LONGEST_CLASS_NAME,
    MOST_CLASSES,
    Preprocessing,
    preprocessing_from_dict,
)
from core.errors import ConfigError, ModelFileError
from core.files import written_aside
from core.model.familiarity import Familiarity

if TYPE_CHECKING:
    from torch import Tensor

    from core.model.googlenet import GoogLeNet

FORMAT_VERSION = 2
_READABLE_VERSIONS = (1, 2)  # 1 has no precision, energy_limit and familiarity
LARGEST_HEADER = 2**20  # bytes
_KEY = "ninefold"
_LONGEST_DETAIL = 200  # characters: a file's own text may be part of it
_PICKLE_STARTS = (b"PK\x03\x04", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
_DTYPES = {"F32": ("float32", 4), "I64": ("int64", 8)}


@dataclass(frozen=True, slots=True)
class ModelHeader:
    """What a model file says about its network. Raises ModelFileError for values that no model can have.

    `classes` are in the order of the logits. `metrics` are JSON values, `created` is ISO 8601. `temperature`
    divides the logits (None: 1). A picture whose best probability is below `threshold` counts as unsure, and
    of the others a share of `precision` was right on validation; so does one whose energy is above
    `energy_limit`, and one that is far from `familiarity`.
    """

    architecture: str
    classes: tuple[str, ...]
    preprocessing: Preprocessing = field(default_factory=Preprocessing)
    aux_heads: bool = True
    metrics: Mapping[str, Any] = field(default_factory=dict)
    recipe: str = ""
    created: str = ""
    temperature: float | None = None
    threshold: float | None = None
    precision: float | None = None
    energy_limit: float | None = None
    familiarity: Familiarity | None = None

    def __post_init__(self) -> None:
        _require(self.architecture in ARCHITECTURE_NAMES, f"no architecture is called {self.architecture!r}")
        _require(1 <= len(self.classes) <= MOST_CLASSES, f"{len(self.classes)} classes")
        for name in self.classes:
            _require(isinstance(name, str), "a class name that is no text")
            # A folder's name may hold bytes that are no UTF-8: Python keeps them as lone surrogates.
            size = len(name.encode("utf-8", "surrogatepass"))
            _require(1 <= size <= LONGEST_CLASS_NAME, f"a class name of {size} bytes")
        _require(len(set(self.classes)) == len(self.classes), "two classes of the same name")
        _require(isinstance(self.aux_heads, bool), "aux_heads is neither true nor false")
        _require(isinstance(self.metrics, Mapping), "metrics without names")
        _require(isinstance(self.recipe, str) and isinstance(self.created, str), "a text that is none")
        _require(self.temperature is None or _is_number(self.temperature, above=0), "no usable temperature")
        for name in ("threshold", "precision", "energy_limit"):
            value = getattr(self, name)
            _require(value is None or _is_number(value), f"no usable {name}")


def save_model(path: Path, model: GoogLeNet, header: ModelHeader) -> None:
    """Write `path`, whole or not at all. Raises OSError."""
    import safetensors.torch

    fields = dataclasses.asdict(header) | {"format_version": FORMAT_VERSION}
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in model.state_dict().items()}
    content = safetensors.torch.save(tensors, metadata={_KEY: json.dumps(fields, allow_nan=False)})
    with written_aside(path) as file:
        file.write(content)


def read_header(path: Path) -> ModelHeader:
    """What the file says about itself. Raises ModelFileError. Reads 1 MB at most."""
    with _opened(path) as file:
        return _header(path, _entries(path, _head(path, file)))


def load_model(path: Path) -> tuple[GoogLeNet, ModelHeader]:
    """The network, on the CPU and in eval mode, and what the file says about it. Raises ModelFileError.

    The file must hold exactly the tensors of its architecture, all finite. Draws no random numbers, so that a
    training run in the same process stays what it was.
    """
    import safetensors.torch

    from core.model.googlenet import hollow_googlenet

    with _opened(path) as file:
        head = _head(path, file)
        entries = _entries(path, head)
        header = _header(path, entries)
        model = hollow_googlenet(header.architecture, len(header.classes), aux_heads=header.aux_heads)
        size = _checked_size(path, entries, model.state_dict())
        tail = file.read(size + 1)
    if len(tail) < size:
        raise ModelFileError("model-file-truncated", path=path)
    if len(tail) > size:
        raise _damaged(path, "it is longer than its header says")
    try:
        tensors = safetensors.torch.load(head + tail)
    except (safetensors.SafetensorError, ValueError) as error:
        raise _damaged(path, str(error)) from error
    for name, tensor in tensors.items():
        low, high = (float(extreme) for extreme in tensor.aminmax())  # NaN where any is
        floor = 0 if name.endswith("running_var") else -math.inf
        if not (math.isfinite(low) and math.isfinite(high) and low >= floor):
            raise _damaged(path, f"{name} holds impossible numbers")
    model.load_state_dict(tensors, assign=True)
    return model.eval(), header


def _opened(path: Path) -> BinaryIO:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or a device would be read for ever
            raise ModelFileError("model-file-foreign", path=path)
        return path.open("rb")
    except FileNotFoundError:
        raise ModelFileError("model-file-missing", path=path) from None
    except OSError as error:
        raise ModelFileError(
            "model-file-unreadable", path=path, detail=error.strerror or str(error)
        ) from error


def _head(path: Path, file: BinaryIO) -> bytes:
    """The header's length (8 bytes, little-endian) and the header; the file is left at its tensors."""
    start = file.read(8)
    length = int.from_bytes(start, "little")
    if len(start) < 8 or not 2 <= length <= LARGEST_HEADER:
        code = "model-file-pickle" if start.startswith(_PICKLE_STARTS) else "model-file-foreign"
        raise ModelFileError(code, path=path)
    text = file.read(length)
    if not text.startswith(b"{"):
        raise ModelFileError("model-file-foreign", path=path)
    if len(text) < length:
        raise ModelFileError("model-file-truncated", path=path)
    return start + text


def _entries(path: Path, head: bytes) -> dict[str, Any]:
    """The safetensors header: a description of each tensor by name, and `__metadata__`."""
    entries = _parsed(path, head[8:])
    metadata = entries.get("__metadata__")
    if not isinstance(metadata, dict) or not isinstance(metadata.get(_KEY), str):
        raise ModelFileError("model-file-foreign", path=path)
    return entries


def _header(path: Path, entries: Mapping[str, Any]) -> ModelHeader:
    fields = _parsed(path, entries["__metadata__"][_KEY])
    version = fields.pop("format_version", None)
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise ModelFileError("model-file-newer", path=path, version=version)
    try:
        _require(version in _READABLE_VERSIONS, f"format {version!r}")
        _require(isinstance(fields.get("classes"), list), "no list of classes")
        preprocessing = preprocessing_from_dict(fields["preprocessing"])
        known = fields.get("familiarity")
        return ModelHeader(
            **fields
            | {
                "classes": tuple(fields["classes"]),
                "preprocessing": preprocessing,
                "familiarity": None if known is None else Familiarity(**known),
            }
        )
    except (ModelFileError, ConfigError) as error:
        raise _damaged(path, error.data.get("detail") or str(error)) from error
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise _damaged(path, f"its description: {error}") from error


def _parsed(path: Path, text: str | bytes) -> dict[str, Any]:
    """A JSON object, read strictly: no key twice (readers differ in which one counts), finite numbers."""
    try:
        values = json.loads(
            text, object_pairs_hook=unique_keys, parse_constant=_finite_float, parse_float=_finite_float
        )
        if not isinstance(values, dict):
            raise ValueError("no JSON object")
    except (ValueError, RecursionError) as error:
        raise _damaged(path, f"its header: {error}") from error
    return values


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """For json.loads: an object whose keys differ. Raises ValueError where one stands there twice."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a key stands there twice")
    return values


def _finite_float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"the number {text}")
    return value


def _checked_size(path: Path, entries: Mapping[str, Any], expected: Mapping[str, Tensor]) -> int:
    """Bytes that the tensors take together, once `entries` lists exactly the `expected` ones without gaps."""
    found = {name: entry for name, entry in entries.items() if name != "__metadata__"}
    try:
        odd = sorted(found.keys() ^ expected.keys())
        _require(not odd, f"{len(odd)} tensors too many or too few, such as {(odd or [''])[0]}")
        end = 0
        for name, entry in sorted(found.items(), key=lambda item: item[1]["data_offsets"]):
            dtype, width = _DTYPES.get(entry["dtype"], ("", 0))
            shape, (begin, stop) = entry["shape"], entry["data_offsets"]
            fits = shape == list(expected[name].shape) and str(expected[name].dtype) == f"torch.{dtype}"
            _require(fits, f"{name} is {entry['dtype']} of shape {shape}")
            whole = isinstance(stop, int) and stop - begin == math.prod(shape) * width
            _require(begin == end and whole, f"{name} lies where it cannot")
            end = stop
        return end
    except ModelFileError as error:
        raise _damaged(path, error.data["detail"]) from error
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path, "its list of tensors") from error


def _damaged(path: Path, detail: str) -> ModelFileError:
    return ModelFileError("model-file-damaged", path=path, detail=detail[:_LONGEST_DETAIL])


def _require(condition: bool, detail: str) -> None:
    if not condition:
        raise ModelFileError("bad-model-header", detail=detail)


def _is_number(value: Any, above: float = -math.inf) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and above < value < math.inf
