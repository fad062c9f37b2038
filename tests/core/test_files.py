from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import ResourceError
from core.files import remove_parts, sync_folder, writing, written_aside


def test_a_file_is_there_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "花"
    path.write_bytes(b"before")
    with written_aside(path) as file:
        file.write(b"after")
        assert path.read_bytes() == b"before"
    assert path.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failure", [OSError, KeyboardInterrupt, GeneratorExit])
def test_a_failure_leaves_what_was_there(tmp_path: Path, failure: type[BaseException]) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")
    with pytest.raises(failure), written_aside(path) as file:
        file.write(b"half")
        raise failure
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "file"
    with pytest.raises(ResourceError) as caught, writing(path):
        path.write_bytes(b"")
    assert (caught.value.code, caught.value.data["path"]) == ("file-not-written", path)
    with pytest.raises(ZeroDivisionError), writing(path):
        raise ZeroDivisionError


def test_parts_are_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in ("last.ckpt", "last.ckpt.part", "part"):
        (tmp_path / name).write_bytes(b"")
    remove_parts(tmp_path)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["last.ckpt", "part"]


def test_a_folder_can_be_synced(tmp_path: Path) -> None:
    sync_folder(tmp_path)
    with pytest.raises(OSError):
        sync_folder(tmp_path / "nowhere")
