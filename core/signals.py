"""Ctrl-C, SIGTERM and a closed terminal as a request to stop in good order, for a job in the main thread."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Any

from core.control import RunControl


class Signals:
    """While entered, the first request to end the process goes to `control`; further ones change nothing.

    `received` is the number of the signal that came first. For the main thread only.
    """

    def __init__(self, control: RunControl) -> None:
        self._control = control
        self._before: dict[int, Any] = {}
        self.received: int = signal.SIGINT

    def __enter__(self) -> Signals:
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
            number = getattr(signal, name, None)  # each system has its own
            if number is None or (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):  # nohup
                continue
            self._before[number] = signal.signal(number, self._handle)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _handle(self, number: int, _: FrameType | None) -> None:
        if self._control.stop_requested:
            return
        self.received = number
        self._control.stop()
        if sys.stderr.isatty():
            # Past Python's buffers, which may be in use just where the signal came in.
            os.write(sys.stderr.fileno(), b"\nStopping in good order ...\n")
