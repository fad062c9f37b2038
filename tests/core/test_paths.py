from __future__ import annotations

import ntpath
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.paths import cache_dir, data_dir, datasets_dir, extended, reachable, runs_dir


def test_one_variable_moves_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NINEFOLD_HOME", str(tmp_path))
    assert data_dir() == tmp_path
    assert all(tmp_path in folder.parents for folder in (runs_dir(), datasets_dir(), cache_dir()))


def test_the_platforms_own_folders_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NINEFOLD_HOME")
    assert data_dir().is_absolute() and data_dir().name == "ninefold"
    assert cache_dir() != data_dir()


LONG = "a" * 200 + "\\" + "b" * 200


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"D:\photos\cat.jpg", r"D:\photos\cat.jpg"),
        ("D:\\photos\\" + LONG, "\\\\?\\D:\\photos\\" + LONG),
        ("D:/photos/../" + LONG.replace("\\", "/"), "\\\\?\\D:\\" + LONG),
        ("\\\\server\\share\\" + LONG, "\\\\?\\UNC\\server\\share\\" + LONG),
        ("\\\\?\\D:\\" + LONG, "\\\\?\\D:\\" + LONG),
    ],
)
def test_a_long_windows_path_is_extended(path: str, expected: str) -> None:
    assert extended(path) == expected


@given(st.lists(st.text("abcé猫 ", min_size=1, max_size=60), min_size=1, max_size=12))
def test_an_extended_path_names_the_same_file(parts: list[str]) -> None:
    path = ntpath.join("C:\\", *parts)
    assert extended(path).removeprefix("\\\\?\\") == path
    assert extended(extended(path)) == extended(path)
    assert len(path) < 248 or extended(path).startswith("\\\\?\\")


def test_other_systems_take_paths_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.paths.os.name", "posix")
    assert reachable("/photos/" + "a" * 300) == "/photos/" + "a" * 300
    monkeypatch.setattr("core.paths.os.name", "nt")
    assert reachable("C:\\" + LONG) == "\\\\?\\C:\\" + LONG
