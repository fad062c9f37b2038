"""The way in: arguments go to the command line before Qt loads; without any, the window opens."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(arguments: Sequence[str] | None = None) -> int:
    """`ninefold`: 0 when the window was closed, else what the command line returns."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments:
        from core.cli import main as command_line

        return command_line(list(arguments))
    if sys.platform.startswith("linux") and not any(map(os.environ.get, _SCREENS)):  # Qt would abort
        from core.console import complain, in_full
        from core.errors import ResourceError

        complain(in_full(ResourceError("no-display")))
        return 1
    from gui.preload import load_before_qt

    load_before_qt()
    from gui.application import run_window

    return run_window()


if __name__ == "__main__":
    sys.exit(main())
