from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest
import torch

from core.config import TrainConfig
from core.errors import DataError, NinefoldError, ResourceError, RunError
from core.training.failures import as_failure

CONFIG = TrainConfig(data=Path("x"), batch_size=48)


class FullDisk(io.RawIOBase):
    """A file on a disk that takes a kilobyte and no more."""

    def __init__(self) -> None:
        self.left = 1024

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        size = len(memoryview(data))  # type: ignore[arg-type]
        if size > self.left:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.left -= size
        return size


def test_a_full_disk_is_found_behind_what_torch_says(tmp_path: Path) -> None:
    with pytest.raises(Exception) as caught:
        torch.save({"weights": torch.zeros(100_000)}, FullDisk())
    assert not isinstance(caught.value, OSError)  # torch's own words, which name no disk
    failure = as_failure(caught.value, tmp_path, CONFIG)
    assert isinstance(failure, ResourceError) and failure.code == "disk-full"
    assert failure.data["path"] == tmp_path
    assert failure.data["needed_mb"] > 100 and failure.data["free_mb"] > 0


def test_a_full_disk_is_found_behind_an_error_of_ours(tmp_path: Path) -> None:
    error = RunError("run-not-writable", run=tmp_path, detail="")
    error.__cause__ = OSError(errno.ENOSPC, "")
    failure = as_failure(error, tmp_path / "gone", CONFIG)
    assert failure is not None and failure.code == "disk-full" and failure.data["free_mb"] == 0


def test_torch_out_of_memory_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError) as caught:
        torch.empty(2**55)
    failure = as_failure(caught.value, tmp_path, CONFIG)
    assert isinstance(failure, ResourceError)
    assert (failure.code, failure.data) == ("no-memory", {"batch_size": 48})


def test_python_out_of_memory_is_named(tmp_path: Path) -> None:
    failure = as_failure(MemoryError(), tmp_path, CONFIG)
    assert failure is not None and failure.code == "no-memory"


def test_a_run_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:
        (tmp_path / "gone" / "last.ckpt").open("wb")
    failure = as_failure(caught.value, tmp_path, CONFIG)
    assert isinstance(failure, RunError) and failure.code == "run-not-writable"


def test_an_expected_failure_stays_what_it_is(tmp_path: Path) -> None:
    error: NinefoldError = DataError("folder-gone", path=tmp_path)
    assert as_failure(error, tmp_path, CONFIG) is error


@pytest.mark.parametrize("bug", [ValueError("?"), RuntimeError("shape"), OSError(errno.ENOENT, "", "other")])
def test_a_bug_is_no_expected_failure(tmp_path: Path, bug: Exception) -> None:
    bug.__context__ = bug  # a ring in the chain does not matter
    assert as_failure(bug, tmp_path, CONFIG) is None
