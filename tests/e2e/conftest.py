"""Small pictures for the tests that drive the real window with the real core."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from core.control import RunControl
from core.data.sample import draw_sample
from core.events import result_of


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample dataset, ten pictures of each of its six classes."""
    return result_of(draw_sample(tmp_path_factory.mktemp("drawn") / "sample", RunControl(), per_class=10))


@pytest.fixture
def window(qtbot: Any) -> Iterator[Any]:
    from gui.main_window import MainWindow
    from gui.session import Session
    from gui.settings import Settings
    from gui.theme import ThemeName, theme

    theme().apply(ThemeName.LIGHT)
    session = Session()
    made = MainWindow(session, Settings())
    made.show()
    yield made
    if session.busy:
        with qtbot.waitSignal(session.all_stopped, timeout=60_000):
            session.shutdown()
    made.close()
    made.deleteLater()
