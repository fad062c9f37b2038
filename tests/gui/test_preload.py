from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from pathlib import Path

import pytest

from gui import preload


@pytest.fixture
def fake_windows(monkeypatch, tmp_path):
    """A Windows with torch in `tmp_path`; returns what was loaded, in order."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "__init__.py").touch()
    loaded = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "CDLL", lambda path: loaded.append(("load", path)))
    monkeypatch.setattr(os, "add_dll_directory", lambda path: loaded.append(("look in", path)), raising=False)
    spec = importlib.util.spec_from_file_location("torch", tmp_path / "__init__.py")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec if name == "torch" else None)
    return loaded


def test_on_windows_the_library_is_loaded_and_not_the_module(fake_windows, tmp_path):
    (tmp_path / "lib" / "c10.dll").touch()
    before = set(sys.modules)
    assert preload.load_before_qt() == tmp_path / "lib" / "c10.dll"
    assert fake_windows == [
        ("look in", str(tmp_path / "lib")),
        ("load", str(tmp_path / "lib" / "c10.dll")),
    ]
    assert "torch" not in set(sys.modules) - before


def test_a_torch_without_the_library_is_left_alone(fake_windows):
    assert preload.load_before_qt() is None
    assert fake_windows == []


def test_without_torch_nothing_happens(fake_windows, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert preload.load_before_qt() is None


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_elsewhere_nothing_needs_to_be_loaded(fake_windows, monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    assert preload.load_before_qt() is None
    assert fake_windows == []


@pytest.fixture
def fake_unix(monkeypatch, tmp_path):
    """A system with torch in `tmp_path`; returns what its loader was asked for."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "__init__.py").touch()
    asked = []

    class Loader:
        def __call__(self, path, mode):
            asked.append(Path(os.fsdecode(path)).name)

    class Library:
        dlopen = Loader()

    monkeypatch.setattr(ctypes, "CDLL", lambda path: Library())
    spec = importlib.util.spec_from_file_location("torch", tmp_path / "__init__.py")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec if name == "torch" else None)
    preload.load_beside_the_window.cache_clear()
    yield asked
    preload.load_beside_the_window.cache_clear()


@pytest.mark.parametrize(("platform", "suffix"), [("linux", ".so"), ("darwin", ".dylib")])
def test_the_large_libraries_are_loaded_once_by_the_systems_own_loader(
    fake_unix, monkeypatch, tmp_path, platform, suffix
):
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("libtorch_cpu", "libtorch", "libother"):
        (tmp_path / "lib" / f"{name}{suffix}").touch()
    preload.load_beside_the_window()
    preload.load_beside_the_window()
    assert fake_unix == [f"libtorch_cpu{suffix}", f"libtorch{suffix}"]


def test_windows_needs_no_help_beside_the_window(fake_unix, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    preload.load_beside_the_window()
    assert fake_unix == []
