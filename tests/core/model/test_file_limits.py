"""What a hostile file may cost: one error within 2 seconds and 500 MB, and nothing of it is run.

And what files of former versions need: to be read as ever.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from core.config import Preprocessing
from core.errors import ModelFileError
from core.model.file import FORMAT_VERSION, ModelHeader, load_model, read_header, save_model
from core.model.googlenet import build_googlenet

SECONDS, MEGABYTES = 2, 500

_READ_ALL = """
import json, os, resource, sys, time
from pathlib import Path
from core.errors import ModelFileError
from core.model.file import load_model
from core.model.tensors import read_tensors
import core.model.googlenet
print("ready", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
for name in sys.argv[1:]:
    for read in (load_model, read_tensors):
        began = time.perf_counter()
        try:
            read(Path(name))
            code = "read"
        except ModelFileError as error:
            code = error.code
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps([Path(name).stem, code, time.perf_counter() - began, peak]), flush=True)
"""


class _Runs:
    """Unpickled without care, it makes a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return os.mkdir, (str(self.mark),)


def _with_header(text: bytes, body: bytes = b"") -> bytes:
    return len(text).to_bytes(8, "little") + text + body


def _hostile(folder: Path, mark: Path) -> None:
    """Files that take seconds and gigabytes from whoever believes them."""
    names = b",".join(b'"k%d":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}' % i for i in range(400_000))
    (folder / "27 MB of header.safetensors").write_bytes(_with_header(b"{" + names + b"}"))
    nested = b'{"__metadata__":' + b'{"a":' * 200_000
    (folder / "a deep header.safetensors").write_bytes(_with_header(nested[: 2**20]))
    twice = b'{"__metadata__":{"ninefold":"{}","ninefold":"{}"}}'
    (folder / "a key twice.safetensors").write_bytes(_with_header(twice))
    digits = b'{"__metadata__":{"ninefold":"{}"},"a":' + b"9" * 1_000_000 + b"}"
    (folder / "a long number.safetensors").write_bytes(_with_header(digits))
    own = json.dumps({"format_version": 1, "classes": ["x" * 200] * 4000})
    many = json.dumps({"__metadata__": {"ninefold": own}}).encode()
    (folder / "4000 classes.safetensors").write_bytes(_with_header(many))
    with (folder / "8 GB of zeros.safetensors").open("wb") as file:
        file.truncate(2**33)  # sparse
    with zipfile.ZipFile(folder / "300 MB in 0.3 MB.pt", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.pkl", pickle.dumps({}))
        with archive.open("archive/data/0", "w", force_zip64=True) as entry:
            for _ in range(300):
                entry.write(bytes(1 << 20))
    (folder / "a pickle renamed.safetensors").write_bytes(pickle.dumps(_Runs(mark), protocol=2))
    torch.save({"w": _Runs(mark)}, folder / "a pt renamed.safetensors")
    torch.save({"w": _Runs(mark)}, folder / "former.pth", _use_new_zipfile_serialization=False)


@pytest.mark.skipif(sys.platform == "win32", reason="the memory of a process is measured otherwise there")
def test_hostile_files_cost_little_and_run_nothing(tmp_path: Path) -> None:
    folder, mark = tmp_path / "files", tmp_path / "was run"
    folder.mkdir()
    _hostile(folder, mark)
    files = sorted(folder.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", _READ_ALL, *files], capture_output=True, text=True, check=True, timeout=120
    )
    ready, *lines = done.stdout.splitlines()
    unit = 1 if sys.platform == "darwin" else 1024  # bytes of ru_maxrss
    before = int(ready.split()[1]) * unit
    assert len(lines) == 2 * len(files)
    for name, code, seconds, peak in map(json.loads, lines):
        assert code != "read", name
        assert seconds < SECONDS, name
        assert peak * unit - before < MEGABYTES << 20, name
    assert not mark.exists()


V1_HEADER = """{"architecture": "modern", "classes": ["daisy", "\\u83ca\\u82b1"], "preprocessing":
{"size": 96, "short_side": 110, "resize": "crop", "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]},
"aux_heads": false, "metrics": {"accuracy": 0.8, "epoch": 3}, "recipe": "quick",
"created": "2025-01-02T03:04:05+00:00", "temperature": null, "threshold": null, "format_version": 1}"""
"""The description in a file of the first version, as its program wrote it."""


def _with_description(content: bytes, description: str) -> bytes:
    end = 8 + int.from_bytes(content[:8], "little")
    entries = json.loads(content[8:end])
    entries["__metadata__"] = {"ninefold": description}
    return _with_header(json.dumps(entries).encode(), content[end:])


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("model") / "m.safetensors"
    header = ModelHeader("modern", ("a", "b"), aux_heads=False)
    save_model(path, build_googlenet("modern", 2, aux_heads=False), header)
    return path.read_bytes()


def test_a_file_of_the_first_version_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "old.safetensors"
    path.write_bytes(_with_description(content, V1_HEADER))
    model, header = load_model(path)
    assert header == read_header(path)
    assert header.classes == ("daisy", "菊花")
    assert header.preprocessing == Preprocessing(size=96, short_side=110, resize="crop")
    assert not header.preprocessing.flip_average
    assert (header.temperature, header.threshold, header.precision, header.familiarity) == (None,) * 4
    assert model.num_classes == 2


def test_a_file_of_a_later_version_is_not(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "new.safetensors"
    newer = V1_HEADER.replace(
        '"format_version": 1', f'"format_version": {FORMAT_VERSION + 1}, "unheard_of": 1'
    )
    path.write_bytes(_with_description(content, newer))
    with pytest.raises(ModelFileError) as caught:
        read_header(path)
    assert caught.value.code == "model-file-newer"
