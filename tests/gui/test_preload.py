from __future__ import annotations

import ctypes
import importlib.util
import os
import sys

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
