"""What the camera's frames are named with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage

from core.events import ItemClassified, Prediction
from gui.camera import CameraSource
from gui.live_camera import LiveCamera
from gui.session import Session


class FakeCamera(CameraSource):
    def available(self) -> bool:
        return True

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass


@pytest.fixture
def live(session: Session, qtbot: Any) -> LiveCamera:
    made = LiveCamera(session, FakeCamera(), session)
    qtbot.addWidget(made.view)
    return made


def test_another_model_goes_on_looking(live: LiveCamera, session: Session, jobs: Any, qtbot: Any) -> None:
    def watch(model: Path, frames: Any, control: Any) -> Any:
        while not control.stop_requested:
            if frames.take(0.01) is not None:
                yield ItemClassified(Path("camera"), (Prediction(model.name, 0.8),))

    jobs.watch = watch
    session.use_model(Path("/runs/first"))
    live.switch(True)
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor(1, 2, 3))
    for model in ("first", "second"):
        session.use_model(Path("/runs") / model)
        with qtbot.waitSignal(session.watching.answered, timeout=5000) as answered:
            live.source.frame.emit(image)
        assert answered.args[0].predictions[0].label == model
    live.switch(False)
