"""How a running job is told to pause, go on or stop, from any thread. Plain threading; knows no job.

The window and the command line call `pause`, `resume` and `stop`; a job looks at `stop_requested` and
calls `wait_while_paused` between two units of work (one batch, one file).
"""

from __future__ import annotations

import threading


class RunControl:
    """Requests from the outside to one job. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._run = threading.Event()
        self._run.set()

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

    @property
    def pause_requested(self) -> bool:
        return not self._run.is_set()

    @property
    def stop_requested(self) -> bool:
        return self._stop.is_set()

    def wait_while_paused(self) -> None:
        """Block until `resume` or `stop` is called; return at once where no pause was requested."""
        self._run.wait()
