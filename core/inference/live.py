"""Names the newest picture of a stream again and again, such as a camera's. Knows no camera.

A frame that arrives while another is being named replaces the one that waits: the answer is never late.
"""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.control import RunControl
from core.events import Job

_LOOK_AGAIN = 0.1  # seconds between two looks at the control while no frame comes

Pixels = npt.NDArray[np.uint8]


class Frames:
    """The newest frame, put in by one thread and taken out by another."""

    def __init__(self) -> None:
        self._arrived = threading.Condition()
        self._newest: Pixels | None = None

    def put(self, pixels: Pixels) -> None:
        """`pixels` is uint8 (H, W, 3), and not written to any more."""
        with self._arrived:
            self._newest = pixels
            self._arrived.notify()

    def take(self, timeout: float) -> Pixels | None:
        """The newest frame that was not taken; None where none arrives within `timeout` seconds."""
        with self._arrived:
            self._arrived.wait_for(lambda: self._newest is not None, timeout)
            newest, self._newest = self._newest, None
            return newest


def watch(model: Path, frames: Frames, control: RunControl) -> Job[None]:
    """Yield an ItemClassified for the newest frame, until `control` asks to stop. Raises ModelFileError."""
    from core.inference.batch import NamedPixels, classify_files

    while not control.stop_requested:
        pixels = frames.take(_LOOK_AGAIN)
        if pixels is not None:
            yield from classify_files(model, [NamedPixels("camera", pixels)], control, top_k=5, depths=True)
