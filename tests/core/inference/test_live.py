from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.control import RunControl
from core.events import ItemClassified, Prediction
from core.inference import live
from core.inference.live import Frames, watch


def frame(value: int) -> Any:
    return np.full((4, 4, 3), value, np.uint8)


def test_the_newest_frame_replaces_the_one_that_waits() -> None:
    frames = Frames()
    frames.put(frame(1))
    frames.put(frame(2))
    newest = frames.take(0)
    assert newest is not None and newest[0, 0, 0] == 2
    assert frames.take(0) is None


def test_a_frame_wakes_the_one_who_waits() -> None:
    frames = Frames()
    timer = threading.Timer(0.02, frames.put, [frame(3)])
    timer.start()
    assert frames.take(5) is not None
    timer.join()


def test_each_frame_is_named_until_it_is_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def classify_files(model: Path, sources: Any, control: Any, **_: Any) -> Any:
        seen.append(int(sources[0].pixels[0, 0, 0]))
        yield ItemClassified(Path(sources[0].name), (Prediction("cat", 1.0),))

    monkeypatch.setattr("core.inference.batch.classify_files", classify_files)
    monkeypatch.setattr(live, "_LOOK_AGAIN", 0.001)
    frames, control = Frames(), RunControl()
    frames.put(frame(7))
    job = watch(Path("m"), frames, control)
    assert isinstance(next(job), ItemClassified)
    frames.put(frame(8))
    assert isinstance(next(job), ItemClassified)
    control.stop()
    assert next(job, None) is None
    assert seen == [7, 8]
