"""What every test has: a home of its own for Ninefold's files, and the trial data where it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for runs, records and caches: no test touches the user's own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("NINEFOLD_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder with trial data (`data/`, `hostile_images/`), which is no part of the project."""
    folder = os.environ.get("NINEFOLD_TEST_DATA")
    if not folder:
        pytest.skip("NINEFOLD_TEST_DATA does not name the folder with trial data")
    return Path(folder)
