from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.inference import sources
from core.inference.sources import files_of


def _tree(root: Path, *files: str) -> None:
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x")


def _names(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in files_of(root)]


def test_files_come_folder_by_folder_in_the_order_of_names(tmp_path: Path) -> None:
    _tree(tmp_path, "b.png", "a.png", "z/1.png", "m/2.png", "m/k/3.png", "m/a.png")
    assert _names(tmp_path) == ["a.png", "b.png", "m/2.png", "m/a.png", "m/k/3.png", "z/1.png"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    _tree(tmp_path, "a.png", ".b.png", "._a.png", ".git/c.png", "d/.DS_Store", "d/e.png")
    assert _names(tmp_path) == ["a.png", "d/e.png"]


def test_a_path_that_is_no_folder_is_itself_even_hidden_or_missing(tmp_path: Path) -> None:
    _tree(tmp_path, ".a.png")
    assert list(files_of(tmp_path / ".a.png")) == [tmp_path / ".a.png"]
    assert list(files_of(tmp_path / "missing")) == [tmp_path / "missing"]


def test_a_name_that_no_file_can_have_is_itself(tmp_path: Path) -> None:
    for name in ("x" * 300, "nul\0"):
        assert list(files_of(tmp_path / name)) == [tmp_path / name]


def test_links_that_loop_or_lead_up_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "outer" / "root"
    _tree(tmp_path, "outer/root/cat/1.png", "outer/other.png", "elsewhere/2.png")
    (root / "cat" / "up").symlink_to("..")
    (root / "cat" / "self").symlink_to(".")
    (root / "above").symlink_to(tmp_path / "outer")
    (root / "linked").symlink_to(tmp_path / "elsewhere")
    (root / "linked again").symlink_to(tmp_path / "elsewhere")
    assert _names(root) == ["cat/1.png", "linked/2.png"]


def test_linked_and_broken_files_count_as_files(tmp_path: Path) -> None:
    _tree(tmp_path, "a.png")
    (tmp_path / "b.png").symlink_to("a.png")
    (tmp_path / "c.png").symlink_to("gone.png")
    assert _names(tmp_path) == ["a.png", "b.png", "c.png"]


def test_a_folder_that_cannot_be_listed_stands_for_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tree(tmp_path, "a.png", "closed/b.png", "z/c.png")
    scandir = os.scandir

    def refusing(folder: Path) -> object:
        if Path(folder).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    with monkeypatch.context() as patched:
        patched.setattr(sources.os, "scandir", refusing)
        assert _names(tmp_path) == ["a.png", "closed", "z/c.png"]


def test_deep_folders_are_walked_without_recursion(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(60):
        deep = deep / "d"
    _tree(deep, "a.png")
    assert list(files_of(tmp_path)) == [deep / "a.png"]
