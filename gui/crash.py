"""Turns an error that nobody caught, in any thread, into a message in the window; nothing dies of one."""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from gui.messages import failure


class CrashReporter(QObject):
    """`crashed` may be emitted in any thread: connect it to a method of a QObject only."""

    crashed = Signal(object)  # Failure

    def install(self) -> None:
        """Take over the hooks of Python, and have a crash below Python leave its stack on stderr."""
        if sys.stderr is not None:  # there is none in a windowed program on Windows
            faulthandler.enable()
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        story = "".join(traceback.format_exception(kind, error, trace))
        if sys.stderr is not None:
            sys.stderr.write(story)
        detail = f"{kind.__name__}: {error}".rstrip(": ")
        self.crashed.emit(failure("unexpected", {"detail": detail}, story))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_type is not SystemExit and args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)
