"""Files of tensors that are damaged, too large, or hold what might be run."""

from __future__ import annotations

import io
import os
import pickle
import tracemalloc
import zipfile
from pathlib import Path

import pytest
import safetensors.torch
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import ModelFileError
from core.model import tensors
from core.model.tensors import read_tensors

TENSORS = {"one": torch.arange(3000.0).reshape(30, 100), "two": torch.tensor(7)}


def saved(*, former: bool = False) -> bytes:
    file = io.BytesIO()
    torch.save(TENSORS, file, _use_new_zipfile_serialization=not former)
    return file.getvalue()


FORMATS = {"zip": saved(), "former": saved(former=True), "safetensors": safetensors.torch.save(TENSORS)}


def read(folder: Path, content: bytes) -> dict[str, torch.Tensor]:
    path = folder / "文件 w.pth"  # what is in it counts, not its name
    path.write_bytes(content)
    return read_tensors(path)


def code_for(folder: Path, content: bytes) -> str:
    with pytest.raises(ModelFileError) as caught:
        read(folder, content)
    str(caught.value)
    return caught.value.code


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_read_whatever_the_files_name(tmp_path: Path, form: str) -> None:
    found = read(tmp_path, FORMATS[form])
    assert found.keys() == TENSORS.keys()
    assert all(torch.equal(found[name], TENSORS[name]) for name in TENSORS)


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_cut_short_anywhere_is_refused(tmp_path: Path, form: str) -> None:
    whole = FORMATS[form]
    codes = {code_for(tmp_path, whole[:length]) for length in (0, 3, 9, 60, 200, 900, len(whole) - 1)}
    assert codes <= {"model-file-truncated", "model-file-damaged", "weights-file-other", "weights-file-code"}


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_is_an_error_of_ours_or_harmless(tmp_path: Path, form: str, data: st.DataObject) -> None:
    content = bytearray(FORMATS[form])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, min(1500, len(content) - 1)))] = data.draw(st.integers(0, 255))
    try:
        found = read(tmp_path, bytes(content))
    except ModelFileError as error:
        str(error)
    else:
        assert all(isinstance(tensor, torch.Tensor) for tensor in found.values())


class Harm:
    def __init__(self, proof: Path) -> None:
        self.proof = str(proof)

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self.proof,)


class Large:
    """What torch's own list of harmless calls lets through, however large the number."""

    def __reduce__(self) -> tuple[object, ...]:
        return bytearray, (1 << 28,)


@pytest.mark.parametrize("former", [False, True])
def test_memory_is_not_taken_on_a_files_word(tmp_path: Path, former: bool) -> None:
    file = io.BytesIO()
    torch.save({**TENSORS, "large": Large()}, file, _use_new_zipfile_serialization=not former)
    tracemalloc.start()
    try:
        assert code_for(tmp_path, file.getvalue()) == "weights-file-code"
        assert tracemalloc.get_traced_memory()[1] < 1 << 24
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("odd", [torch.zeros(3).to_sparse(), torch.zeros(3, device="meta")])
def test_tensors_without_numbers_are_refused(tmp_path: Path, odd: torch.Tensor) -> None:
    file = io.BytesIO()
    torch.save({"odd": odd}, file)
    assert code_for(tmp_path, file.getvalue()) == "weights-file-code"


def test_parameters_are_tensors(tmp_path: Path) -> None:
    file = io.BytesIO()
    torch.save({"one": torch.nn.Parameter(TENSORS["one"])}, file)
    found = read(tmp_path, file.getvalue())["one"]
    assert torch.equal(found, TENSORS["one"])
    assert not found.requires_grad


@pytest.mark.parametrize("former", [False, True])
def test_code_is_not_run(tmp_path: Path, former: bool) -> None:
    proof = tmp_path / "proof"
    file = io.BytesIO()
    torch.save({**TENSORS, "harm": Harm(proof)}, file, _use_new_zipfile_serialization=not former)
    assert code_for(tmp_path, file.getvalue()) == "weights-file-code"
    assert not proof.exists()


def test_a_whole_pickled_network_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    torch.save(torch.nn.Linear(2, 2), file)
    assert code_for(tmp_path, file.getvalue()) == "weights-file-code"


def test_a_plain_pickle_is_not_opened(tmp_path: Path) -> None:
    assert code_for(tmp_path, pickle.dumps(Harm(tmp_path / "proof"), 2)) == "weights-file-other"
    assert not (tmp_path / "proof").exists()


def test_what_is_packed_counts_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tensors, "LARGEST_FILE", 1 << 20)
    monkeypatch.setattr(torch, "load", lambda *_, **__: pytest.fail("torch has read it"))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("w/data.pkl", b"")
        for number in range(3):
            archive.writestr(f"w/data/{number}", bytes(1 << 19))
    assert len(file.getvalue()) < 5000
    assert code_for(tmp_path, file.getvalue()) == "weights-file-too-large"


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "w.pth"
    with path.open("wb") as file:
        file.truncate(tensors.LARGEST_FILE + 1)
    with pytest.raises(ModelFileError, match=r"257 MB to read; .* 256 MB"):
        read_tensors(path)


def test_no_file_and_no_ordinary_file(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError) as caught:
        read_tensors(tmp_path / "none.pth")
    assert caught.value.code == "model-file-missing"
    with pytest.raises(ModelFileError, match="no ordinary file"):
        read_tensors(tmp_path)


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all"
)
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "w.pth"
    path.write_bytes(FORMATS["zip"])
    path.chmod(0)
    with pytest.raises(ModelFileError) as caught:
        read_tensors(path)
    assert caught.value.code == "model-file-unreadable"
