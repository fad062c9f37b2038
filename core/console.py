"""What the command line prints: events as lines for a person or as JSON for a program, and a progress bar.

Knows no jobs and no arguments.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from tqdm import tqdm

from core.errors import NinefoldError
from core.events import (
    Event,
    Finding,
    ItemFailed,
    Phase,
    PhaseChanged,
    Progress,
    RateTried,
    StepDone,
    Warned,
    to_json,
)
from core.lines import PREDICTIONS_SHOWN, lines_of, plain
from core.messages import PHASES, remedy, sentence


def complain(text: str) -> None:
    """One line on stderr."""
    print(f"ninefold: {plain(text)}", file=sys.stderr, flush=True)


def say(text: str) -> None:
    """One line on stdout."""
    print(plain(text), flush=True)


def in_full(error: NinefoldError) -> str:
    """What happened and what to do next."""
    return f"{error} {remedy(error.code, error.data)}".strip()


class JsonLines:
    """Each event as one line of JSON on stdout, at once, and nothing else there."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def show(self, event: Event) -> None:
        print(to_json(event, **_words(event)), flush=True)


def _words(event: Event) -> dict[str, str]:
    match event:
        case (
            Finding(kind=code, data=data) | ItemFailed(reason=code, data=data) | Warned(code=code, data=data)
        ):
            return {"message": sentence(code, data)}
    return {}


class Lines:
    """What a person wants to read of the events on stdout, and on a terminal a progress bar on stderr."""

    def __init__(self, predictions: int | None = None) -> None:
        """`predictions` are shown of each picture at the most, by default `PREDICTIONS_SHOWN`."""
        self._predictions = predictions or PREDICTIONS_SHOWN
        self._bar: tqdm | None = None
        self._doing = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close_bar()

    def show(self, event: Event) -> None:
        match event:
            case PhaseChanged(phase=phase):
                self._close_bar()
                self._doing = PHASES[phase]
                self._show_progress(self._doing, 0, None, "")
            case Progress(phase=Phase.DECODING):  # the bar of the epoch goes on
                pass
            case Progress(phase=phase, done=done, total=total):
                self._show_progress(PHASES[phase], done, total, "")
            case RateTried():
                note = f"rate {event.rate:.1e}, loss {event.smoothed:.3f}"
                self._show_progress(PHASES[Phase.TRYING_RATES], event.step, event.steps, note)
            case StepDone():
                speed = f"loss {event.losses.total:.3f}, {event.pictures_per_second:.1f} pictures/s"
                self._show_progress(f"Epoch {event.epoch}", event.step, event.steps, speed)
            case _:
                for line in lines_of(event, self._predictions):
                    self._write(line)

    def _show_progress(self, doing: str, done: int, total: int | None, note: str) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None or doing != self._doing or self._bar.total != total:
            self._close_bar()
            self._doing = doing
            self._bar = tqdm(desc=doing, total=total, file=sys.stderr, leave=False, dynamic_ncols=True)
        self._bar.set_postfix_str(note, refresh=False)
        self._bar.update(done - self._bar.n)

    def _close_bar(self) -> None:
        if self._bar is not None:
            self._bar.close()  # type: ignore[no-untyped-call]
            self._bar = None

    def _write(self, line: str) -> None:
        with tqdm.external_write_mode(file=sys.stdout):
            print(line, flush=True)
