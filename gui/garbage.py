"""Python's garbage collector, run in the window's thread only.

Left to itself it runs in whatever thread allocates, and a Qt object that it meets there is destroyed in the
wrong thread, which ends the process; and it runs in the midst of a repaint.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 1000
_OLDER_EVERY = 10
_OLDEST_EVERY = 120


class GarbageCollector(QObject):
    """Young objects every second, older ones every ten, all of them every two minutes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turn = 0
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(INTERVAL_MS)

    @Slot()
    def collect(self) -> None:
        self._turn += 1
        if self._turn % _OLDEST_EVERY == 0:
            gc.collect(2)
        elif self._turn % _OLDER_EVERY == 0:
            gc.collect(1)
        else:
            gc.collect(0)

    def stop(self) -> None:
        """Give the collector back to Python."""
        self._timer.stop()
        gc.enable()
