"""The model file: what goes in comes out, and what a stranger made is refused in a sentence."""

from __future__ import annotations

import dataclasses
import json
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.torch
import torch

from core.config import Preprocessing
from core.errors import ModelFileError
from core.model.familiarity import FEATURES, familiar
from core.model.file import ModelHeader, load_model, read_header, save_model
from core.model.googlenet import build_googlenet

HEADER = ModelHeader(
    architecture="notes",
    classes=("Mohn", "菊花", "raw\udcff"),
    preprocessing=Preprocessing(size=96, short_side=110, resize="crop", mean=(0.1, 0.2, 0.3)),
    aux_heads=False,
    metrics={"accuracy": 0.75, "epoch": 3},
    recipe="quick",
    created="2025-01-02T03:04:05+00:00",
    temperature=1.5,
    threshold=0.6,
    precision=0.95,
    energy_limit=-1.25,
    familiarity=familiar(np.random.default_rng(0).random((25, FEATURES))),
)
FIRST_FORMAT = {  # as the first version wrote it
    "architecture": "notes",
    "classes": ["Mohn", "菊花", "raw\udcff"],
    "preprocessing": {
        "size": 96,
        "short_side": 110,
        "resize": "crop",
        "mean": [0.1, 0.2, 0.3],
        "std": [0.5] * 3,
    },
    "aux_heads": False,
    "metrics": {"accuracy": 0.75, "epoch": 3},
    "recipe": "quick",
    "created": "2025-01-02T03:04:05+00:00",
    "temperature": None,
    "threshold": None,
    "format_version": 1,
}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A good model file's bytes."""
    path = tmp_path_factory.mktemp("model") / "good.safetensors"
    torch.manual_seed(0)
    save_model(path, build_googlenet("notes", 3, aux_heads=False), HEADER)
    return path.read_bytes()


def _taken_apart(content: bytes) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    """The tensors' entries, our own header, and the tensors' bytes."""
    end = 8 + int.from_bytes(content[:8], "little")
    entries = json.loads(content[8:end])
    return entries, json.loads(entries["__metadata__"]["ninefold"]), content[end:]


def _put_together(entries: dict[str, Any], own: dict[str, Any], body: bytes) -> bytes:
    entries = {**entries, "__metadata__": {"ninefold": json.dumps(own)}}
    text = json.dumps(entries).encode()
    return len(text).to_bytes(8, "little") + text + body


@pytest.mark.parametrize("name", ["notes", "imagenet"])
@pytest.mark.parametrize("memory_format", [torch.contiguous_format, torch.channels_last])
def test_what_is_saved_is_loaded(tmp_path: Path, name: str, memory_format: torch.memory_format) -> None:
    model = build_googlenet(name, 3).to(memory_format=memory_format)
    header = ModelHeader(architecture=name, classes=("a", "b", "c"))
    path = tmp_path / "best.safetensors"
    save_model(path, model, header)
    loaded, read = load_model(path)
    assert read == header == read_header(path)
    assert not loaded.training
    assert loaded.state_dict().keys() == model.state_dict().keys()
    for key, tensor in model.state_dict().items():
        assert torch.equal(loaded.state_dict()[key], tensor)
    with torch.no_grad():
        logits = loaded(torch.randn(1, 3, 64, 64)).main
    assert logits.shape == (1, 3)
    assert [file.name for file in tmp_path.iterdir()] == ["best.safetensors"]


def test_header_comes_back_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(content)
    assert read_header(path) == HEADER
    assert load_model(path)[1] == HEADER


def test_other_programs_can_read_the_tensors(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(content)
    assert safetensors.torch.load_file(path)["fc.weight"].shape == (3, 1024)


def test_loading_draws_no_random_numbers(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(content)
    state = torch.get_rng_state()
    load_model(path)
    assert torch.equal(torch.get_rng_state(), state)


def test_reading_a_header_leaves_torch_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(content)
    code = (
        "import sys, pathlib; from core.model.file import read_header;"
        "print(read_header(pathlib.Path(sys.argv[1])).architecture, 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["notes", "False"]


def test_a_save_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(b"the old one")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        save_model(path, build_googlenet("notes", 3, aux_heads=False), HEADER)
    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


def _own(**changes: Any) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        entries, own, body = _taken_apart(content)
        return _put_together(entries, {**own, **changes}, body)

    return change


def _entry(name: str, **changes: Any) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        entries, own, body = _taken_apart(content)
        entries[name] = {**entries[name], **changes}
        return _put_together(entries, own, body)

    return change


def _entries(edit: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        entries, own, body = _taken_apart(content)
        edit(entries)
        return _put_together(entries, own, body)

    return change


def _last_number(value: float) -> Callable[[bytes], bytes]:
    number = torch.tensor([value]).numpy().tobytes()
    return lambda content: content[:-4] + number


def _raw_header(text: bytes) -> Callable[[bytes], bytes]:
    return lambda _: len(text).to_bytes(8, "little") + text


def _swapped_text(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        end = 8 + int.from_bytes(content[:8], "little")
        text = content[8:end]
        assert old in text
        text = text.replace(old, new, 1)
        return len(text).to_bytes(8, "little") + text + content[end:]

    return change


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "model-file-foreign"),
    "few bytes": (lambda _: b"\x10\0\0", "model-file-foreign"),
    "zeros": (lambda _: bytes(1000), "model-file-foreign"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(100), "model-file-foreign"),
    "a pickle": (lambda _: pickle.dumps({"weights": [1.0] * 20}), "model-file-pickle"),
    "a torch file": (lambda _: b"PK\x03\x04" + bytes(100), "model-file-pickle"),
    "header of 2^60 bytes": (lambda c: (2**60).to_bytes(8, "little") + c[8:], "model-file-foreign"),
    "header over 1 MB": (
        lambda _: (2**20 + 1).to_bytes(8, "little") + b"{" * (2**20 + 1),
        "model-file-foreign",
    ),
    "no JSON": (_raw_header(b"{ certainly not"), "model-file-damaged"),
    "no UTF-8": (_raw_header(b'{"\xff\xfe": 1}'), "model-file-damaged"),
    "JSON without end": (_raw_header(b'{"a":' + b"[" * 500_000), "model-file-damaged"),
    "a number without end": (_raw_header(b'{"a":' + b"9" * 500_000 + b"}"), "model-file-damaged"),
    "safetensors of others": (lambda _: safetensors.torch.save({"a": torch.zeros(3)}), "model-file-foreign"),
    "cut in the header": (lambda c: c[:1000], "model-file-truncated"),
    "cut in the tensors": (lambda c: c[:-1000], "model-file-truncated"),
    "too long": (lambda c: c + b"\0", "model-file-damaged"),
    "not a number": (_last_number(float("nan")), "model-file-damaged"),
    "infinite": (_last_number(float("-inf")), "model-file-damaged"),
    "a tensor twice": (_swapped_text(b'"fc.weight"', b'"fc.bias"'), "model-file-damaged"),
    "a tensor missing": (_entries(lambda e: e.pop("fc.bias")), "model-file-damaged"),
    "a tensor too many": (
        _entries(lambda e: e.update(extra={"dtype": "F32", "shape": [0], "data_offsets": [0, 0]})),
        "model-file-damaged",
    ),
    "another shape": (_entry("fc.weight", shape=[1024, 3]), "model-file-damaged"),
    "half precision": (_entry("fc.weight", dtype="F16"), "model-file-damaged"),
    "a dtype that is none": (_entry("fc.weight", dtype=["F32"]), "model-file-damaged"),
    "an entry that is none": (_entries(lambda e: e.update({"fc.bias": 7})), "model-file-damaged"),
    "tensors on top of each other": (_entry("fc.bias", data_offsets=[0, 12]), "model-file-damaged"),
    "offsets that are no offsets": (_entry("fc.bias", data_offsets=["0", "12"]), "model-file-damaged"),
    "negative offsets": (_entry("fc.bias", data_offsets=[-12, 0]), "model-file-damaged"),
    "a newer format": (_own(format_version=3), "model-file-newer"),
    "no format": (_own(format_version=None), "model-file-damaged"),
    "another architecture": (_own(architecture="modern"), "model-file-damaged"),
    "an unknown architecture": (_own(architecture="resnet" * 1000), "model-file-damaged"),
    "heads that are not there": (_own(aux_heads=True), "model-file-damaged"),
    "no classes": (_own(classes=[]), "model-file-damaged"),
    "classes as a text": (_own(classes="abc"), "model-file-damaged"),
    "another number of classes": (_own(classes=["a", "b"]), "model-file-damaged"),
    "1001 classes": (_own(classes=[str(i) for i in range(1001)]), "model-file-damaged"),
    "a long class name": (_own(classes=["a", "b", "é" * 128]), "model-file-damaged"),
    "a class without name": (_own(classes=["a", "b", ""]), "model-file-damaged"),
    "a class name twice": (_own(classes=["a", "b", "a"]), "model-file-damaged"),
    "a class name that is a number": (_own(classes=["a", "b", 3]), "model-file-damaged"),
    "no preprocessing": (_own(preprocessing=None), "model-file-damaged"),
    "a size of no picture": (_own(preprocessing={"size": 10**9}), "model-file-damaged"),
    "a mean that is none": (_own(preprocessing={"mean": "abc"}), "model-file-damaged"),
    "an endless mean": (_own(preprocessing={"mean": [10**400, 0, 0]}), "model-file-damaged"),
    "a temperature of 0": (_own(temperature=0), "model-file-damaged"),
    "a threshold that is a text": (_own(threshold="high"), "model-file-damaged"),
    "a precision that is a text": (_own(precision="high"), "model-file-damaged"),
    "familiarity that is a list": (_own(familiarity=[1]), "model-file-damaged"),
    "familiarity without numbers": (_own(familiarity={"limit": 1.0}), "model-file-damaged"),
    "familiarity of too few numbers": (
        _own(familiarity={"limit": 1.0, "numbers": "AAAAAA=="}),
        "model-file-damaged",
    ),
    "metrics that are not numbers": (_own(metrics={"accuracy": float("nan")}), "model-file-damaged"),
    "an unknown field": (_own(run_this="rm"), "model-file-damaged"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_in_a_sentence(tmp_path: Path, content: bytes, case: str) -> None:
    spoil, code = HOSTILE[case]
    path = tmp_path / "m.safetensors"
    path.write_bytes(spoil(content))
    began = time.perf_counter()
    with pytest.raises(ModelFileError) as caught:
        load_model(path)
    assert time.perf_counter() - began < 2
    assert caught.value.code == code
    assert "m.safetensors" in str(caught.value)
    assert len(str(caught.value)) < 400 + len(str(path))


def test_negative_variances_are_refused(tmp_path: Path) -> None:
    model = build_googlenet("modern", 3, aux_heads=False)
    bn = model.conv1.bn
    assert bn is not None and bn.running_var is not None
    bn.running_var[0] = -1
    path = tmp_path / "m.safetensors"
    save_model(path, model, ModelHeader("modern", ("a", "b", "c"), aux_heads=False))
    with pytest.raises(ModelFileError, match=r"conv1\.bn\.running_var"):
        load_model(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path, content: bytes) -> None:
    """Its header claims what the file has: the shapes are what gives it away."""
    path = tmp_path / "m.safetensors"
    entries, own, _ = _taken_apart(content)
    entries["fc.weight"] = {"dtype": "F32", "shape": [3, 2**38], "data_offsets": [0, 3 * 2**40]}
    path.write_bytes(_put_together(entries, own, b""))
    with path.open("r+b") as file:
        file.truncate(2**33)  # sparse
    with pytest.raises(ModelFileError) as caught:
        load_model(path)
    assert caught.value.code == "model-file-damaged"


def test_the_first_format_still_loads(tmp_path: Path, content: bytes) -> None:
    entries, _, body = _taken_apart(content)
    path = tmp_path / "m.safetensors"
    path.write_bytes(_put_together(entries, FIRST_FORMAT, body))
    _, header = load_model(path)
    names = ("temperature", "threshold", "precision", "energy_limit", "familiarity")
    plain: dict[str, Any] = dict.fromkeys(names)
    assert header == read_header(path) == dataclasses.replace(HEADER, **plain)


def test_nothing_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError) as caught:
        read_header(tmp_path / "nothing.safetensors")
    assert caught.value.code == "model-file-missing"
    with pytest.raises(ModelFileError) as caught:
        read_header(tmp_path)
    assert caught.value.code == "model-file-foreign"


@pytest.mark.parametrize(
    "wrong", [{"classes": ()}, {"classes": ("x" * 256,)}, {"architecture": "lenet"}, {"temperature": -1.0}]
)
def test_a_header_that_no_reader_would_take_is_not_made(wrong: dict[str, Any]) -> None:
    with pytest.raises(ModelFileError):
        ModelHeader(**{"architecture": "notes", "classes": ("a",), **wrong})
