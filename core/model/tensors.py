"""A file of tensors from anywhere -> tensors by name. Trusts nothing that the file says of itself.

Reads safetensors, and what torch.save wrote in its present (zip) and its former format, with
weights_only=True: no code of a file is ever run. Limits come before the reading, and so does a look at what
a pickle would call: torch's own list of harmless calls has one that takes any amount of memory. Knows no
network.
"""

from __future__ import annotations

import io
import json
import pickletools
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import safetensors
import safetensors.torch
import torch
from torch import Tensor

from core.errors import ModelFileError
from core.model.file import LARGEST_HEADER, unique_keys

LARGEST_FILE = 256 << 20
"""Bytes, of the file and of what is packed in it: four times the largest GoogLeNet with its heads."""

_ZIP = b"PK\x03\x04"
_FORMER = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19"  # protocol 2, then torch's own magic number
_FORMER_PICKLES = 5  # number, protocol, system, content, names of the storages
_LARGEST_PICKLE = 1 << 20  # bytes; the numbers themselves lie elsewhere
_CALLS = {"collections OrderedDict", "torch._utils _rebuild_tensor_v2", "torch._utils _rebuild_parameter"}
_NAMING = {"GLOBAL", "STACK_GLOBAL", "INST", "EXT1", "EXT2", "EXT4"}  # what brings in something to call
_LONGEST_DETAIL = 200  # characters
_NAMES_SHOWN = 3


def read_tensors(path: Path) -> dict[str, Tensor]:
    """The tensors of a .pth, .pt or .safetensors file, on the CPU. Raises ModelFileError.

    What is returned is dense and real, but else as the file has it: any names, shapes and numbers.
    """
    with _opened(path) as file:
        head = file.read(len(_FORMER))
        file.seek(0)
        if head.startswith(_ZIP):
            _check_packed(path, file)
            content = _load_torch(path, file)
        elif head == _FORMER:
            _check_calls(path, file.read(_LARGEST_PICKLE), _FORMER_PICKLES)
            content = _load_torch(path, file)
        elif head[8:9] == b"{":
            content = _load_safetensors(path, file)
        else:
            raise other_file(path, "a file of torch or safetensors", "a file of another kind")
    return _tensors(path, content)


def other_file(path: Path, expected: str, found: str) -> ModelFileError:
    """The error for a file that holds something else."""
    return ModelFileError("weights-file-other", path=path, expected=expected, found=found[:_LONGEST_DETAIL])


def damaged(path: Path, detail: str) -> ModelFileError:
    first_line = detail.strip().partition("\n")[0].rstrip(".")
    return ModelFileError("model-file-damaged", path=path, detail=first_line[:_LONGEST_DETAIL])


def names_of(names: Mapping[str, Any]) -> str:
    """The first few names, and how many more there are."""
    shown = ", ".join(str(name)[:60] for name in list(names)[:_NAMES_SHOWN])
    more = len(names) - _NAMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _opened(path: Path) -> BinaryIO:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a pipe or a device would be read for ever
            raise other_file(path, "a file of torch or safetensors", "no ordinary file")
        _check_size(path, state.st_size)
        return path.open("rb")
    except FileNotFoundError:
        raise ModelFileError("model-file-missing", path=path) from None
    except OSError as error:
        detail = error.strerror or str(error)
        raise ModelFileError("model-file-unreadable", path=path, detail=detail) from error


def _check_size(path: Path, size: int) -> None:
    if size > LARGEST_FILE:
        limit, found = LARGEST_FILE >> 20, -(-size >> 20)
        raise ModelFileError("weights-file-too-large", path=path, size_mb=found, limit_mb=limit)


def _check_packed(path: Path, file: BinaryIO) -> None:
    """torch reads a whole entry into memory: 3 MB of packed zeros would take gigabytes."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:  # its list of entries stands at the end
        raise ModelFileError("model-file-truncated", path=path) from error
    except (OSError, ValueError, NotImplementedError) as error:
        raise damaged(path, str(error)) from error
    try:
        _check_size(path, sum(entry.file_size for entry in archive.infolist()))
        for entry in archive.infolist():
            if entry.filename.lower().endswith("data.pkl"):
                with archive.open(entry) as packed:
                    _check_calls(path, packed.read(_LARGEST_PICKLE), 1)
    except (OSError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        raise damaged(path, str(error)) from error


def _check_calls(path: Path, content: bytes, pickles: int) -> None:
    """Whether the first `pickles` in `content` are data and tensors alone. Reads them, and calls nothing."""
    stream = io.BytesIO(content)
    try:
        for _ in range(pickles):
            for operation, argument, _place in pickletools.genops(stream):
                storage = str(argument).startswith("torch ") and str(argument).endswith("Storage")
                plain = operation.name == "GLOBAL" and (argument in _CALLS or storage)
                if operation.name in _NAMING and not plain:
                    raise ModelFileError("weights-file-code", path=path)
    except ModelFileError:
        raise
    except Exception as error:  # ValueError mostly, but the reader vouches for none
        raise damaged(path, str(error)) from error


def _load_torch(path: Path, file: BinaryIO) -> Any:
    file.seek(0)
    try:
        return torch.load(file, map_location="cpu", weights_only=True)
    except EOFError as error:
        raise ModelFileError("model-file-truncated", path=path) from error
    except Exception as error:  # torch checks little, so that a damaged file makes it raise anything
        raise damaged(path, str(error) or type(error).__name__) from error


def _load_safetensors(path: Path, file: BinaryIO) -> Any:
    content = file.read(LARGEST_FILE)
    length = int.from_bytes(content[:8], "little")
    if length > LARGEST_HEADER:  # over one of 27 MB safetensors works for 16 s
        raise damaged(path, "its header is too long")
    try:
        json.loads(content[8 : 8 + length], object_pairs_hook=unique_keys)
        return safetensors.torch.load(content)
    except Exception as error:  # from beyond Python: its own error, KeyError for a type that torch has not
        raise damaged(path, str(error)) from error


def _tensors(path: Path, content: Any) -> dict[str, Tensor]:
    expected = "tensors by name"
    if not isinstance(content, Mapping) or not content:
        raise other_file(path, expected, "nothing" if content == {} else f"a {type(content).__name__}")
    tensors: dict[str, Tensor] = {}
    for name, tensor in content.items():
        if not isinstance(name, str) or not isinstance(tensor, Tensor):
            raise other_file(path, expected, f"entries such as {names_of(content)}")
        if tensor.is_quantized or tensor.is_complex():
            raise other_file(path, "real numbers", f"{name[:60]} as {tensor.dtype}")
        tensors[name] = tensor.detach()
    return tensors
