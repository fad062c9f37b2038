from __future__ import annotations

from typing import Any

import pytest

from gui import camera
from gui.camera import CameraSource


def test_a_system_without_the_libraries_has_no_camera(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "_multimedia", lambda: None)
    source = CameraSource()
    assert not source.available()
    source.start()
    source.stop()
