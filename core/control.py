"""How a running job is told to pause, go on, stop or change, from any thread. Plain threading; knows no job.

The window and the command line call `pause`, `resume`, `stop` and `change`; a job looks at `stop_requested`
and calls `wait_while_paused` between two units of work (one batch, one file).
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any


class RunControl:
    """Requests from the outside to one job. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._run = threading.Event()
        self._run.set()
        self._changes: dict[str, Any] = {}
        self._mutex = threading.Lock()

    def pause(self) -> None:
        """Ask the job to halt after its present unit of work; without effect once it was asked to stop."""
        self._run.clear()
        if self._stop.is_set():  # whichever of the two calls comes last sees the other
            self._run.set()

    def resume(self) -> None:
        """Let a paused job go on."""
        self._run.set()

    def stop(self) -> None:
        """Ask the job to end in good order; a paused job wakes up to do so. Cannot be taken back."""
        self._stop.set()
        if not self._run.is_set():  # else a signal handler could wait for a lock that it has interrupted
            self._run.set()

    def change(self, settings: Mapping[str, Any]) -> None:
        """Ask the job to go on with other settings, named as in `core.live_settings`, after its present unit.

        Of several calls that come before the job looks, the last counts for each setting. A paused job
        stays paused. Ask `core.live_settings.changed` first whether the values can be used.
        """
        with self._mutex:
            self._changes.update(settings)

    @property
    def pause_requested(self) -> bool:
        return not self._run.is_set()

    @property
    def stop_requested(self) -> bool:
        return self._stop.is_set()

    @property
    def change_requested(self) -> bool:
        return bool(self._changes)

    def take_changes(self) -> dict[str, Any]:
        """The settings that were asked for since the last call; for the job."""
        with self._mutex:
            changes, self._changes = self._changes, {}
            return changes

    def wait_while_paused(self) -> None:
        """Block until `resume` or `stop` is called; return at once where no pause was requested."""
        self._run.wait()

    def wait_for_stop(self, seconds: float) -> bool:
        """Block until `stop` is called, for `seconds` at the most; whether it was called."""
        return self._stop.wait(seconds)
