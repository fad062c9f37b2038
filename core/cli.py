"""The headless command line: arguments in, events out. Knows no Qt, and imports torch only with a job.

Ctrl-C, SIGTERM and a closed terminal ask the job to stop in good order: training saves a checkpoint first.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from core.arguments import parse
from core.commands import COMMANDS, STOPPED
from core.console import JsonLines, Lines, complain, in_full
from core.control import RunControl
from core.errors import NinefoldError
from core.events import result_of
from core.messages import sentence
from core.signals import Signals

FAILED = 1
BY_SIGNAL = 128  # plus the signal's number; 130 for Ctrl-C
PIPE_CLOSED = BY_SIGNAL + 13  # SIGPIPE, which Windows does not know


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: see the README. Raises SystemExit(2) for wrong usage."""
    arguments = parse(argv)
    if hasattr(sys.stdout, "reconfigure"):  # a file name may hold what the terminal's encoding does not
        sys.stdout.reconfigure(errors="backslashreplace")
    control = RunControl()
    with Signals(control) as signals:
        try:
            code = _drive(arguments, control)
        except BrokenPipeError:  # whoever read our output has left, and needs no more of it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return PIPE_CLOSED
        except NinefoldError as error:
            if error.code != "cancelled":
                complain(in_full(error))
                return FAILED
            code = STOPPED
        except Exception as error:
            if sys.flags.dev_mode:  # python -X dev -m core: the whole story
                raise
            complain(sentence("unexpected", {"detail": f"{type(error).__name__}: {error}"}))
            return FAILED
    return BY_SIGNAL + signals.received if code == STOPPED else code


def _drive(arguments: Namespace, control: RunControl) -> int:
    job = COMMANDS[arguments.command](arguments, control)
    with JsonLines() if arguments.json else Lines(getattr(arguments, "topk", None)) as output:
        while True:
            try:
                event = next(job)
            except StopIteration as end:
                return int(end.value)
            try:
                output.show(event)
            except BrokenPipeError:
                control.stop()
                result_of(job)
                raise
