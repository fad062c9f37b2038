"""The run folder: its name, its lock, its event log, and what a list of runs shows. Never imports torch.

A run is a folder: `config.json`, `events.jsonl`, `last.ckpt`, `best.safetensors`, `tensorboard` where it was
asked for, and `run.lock` while it is written. The log holds one event a line; what is in a checkpoint is not
known here.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any

from filelock import FileLock, Timeout

from core import paths
from core.config import TrainConfig, config_from_dict, config_to_dict
from core.errors import RunError
from core.events import Event, to_json
from core.files import PART, written_aside

CONFIG = "config.json"
EVENTS = "events.jsonl"
CHECKPOINT = "last.ckpt"
MODEL = "best.safetensors"
LOCK = "run.lock"
TENSORBOARD = "tensorboard"

_LONGEST_NAME = 40  # characters; four bytes each still leave room in the 255 that a file name may have
_UNSAFE = re.compile(r'[<>:"/\\|?*]')


def new_run_dir(config: TrainConfig, directory: Path | None = None) -> Path:
    """A fresh, empty folder for a run: date, pictures, recipe; in Ninefold's own folder or in `directory`.

    Raises RunError where it cannot be made.
    """
    parent = paths.runs_dir() if directory is None else directory
    name = f"{datetime.now():%Y-%m-%d} {safe_name(config.data.absolute().name)} {config.recipe}"
    number = 1
    while True:
        run = parent / (name if number == 1 else f"{name} {number}")
        try:
            parent.mkdir(parents=True, exist_ok=True)
            run.mkdir()
        except FileExistsError:
            number += 1
        except OSError as error:
            raise RunError("run-not-writable", run=run, detail=error.strerror) from error
        else:
            return run


def claim_run_dir(run: Path, data: Path) -> None:
    """Make sure that a new run may live in the folder `run`, which is made where it is missing.

    Raises RunError where it holds anything but the leavings of a run that never came to a checkpoint, where
    a run in it goes on just now, and where it lies inside the folder of pictures `data`, which is never
    written to.
    """
    if run.resolve().is_relative_to(data.resolve()):
        raise RunError("run-inside-data", run=run, data=data)
    try:
        run.mkdir(parents=True, exist_ok=True)
        names = {entry.name for entry in run.iterdir()}
    except OSError as error:
        raise RunError("run-not-writable", run=run, detail=error.strerror) from error
    if is_locked(run):
        raise RunError("run-locked", run=run)
    if not names <= {CONFIG, EVENTS, LOCK, *(name + PART for name in (CONFIG, CHECKPOINT, MODEL))}:
        raise RunError("run-folder-taken", run=run)


def safe_name(name: str) -> str:
    """`name` as a part of a file name that every system accepts; letters of every script are kept."""
    name = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    name = "".join("_" if unicodedata.category(letter).startswith("C") else letter for letter in name)
    name = _UNSAFE.sub("_", name)[:_LONGEST_NAME].strip(" .")
    return name or "pictures"


def write_config(run: Path, config: TrainConfig) -> None:
    """Raises OSError."""
    with written_aside(run / CONFIG) as file:
        file.write(json.dumps(config_to_dict(config), indent=2).encode())


def read_config(run: Path) -> TrainConfig:
    """Raises RunError where `run` is no run, ConfigError where its settings are unusable."""
    try:
        values = json.loads((run / CONFIG).read_bytes())
    except (OSError, ValueError) as error:
        raise RunError("no-such-run", run=run) from error
    if not isinstance(values, dict):
        raise RunError("no-such-run", run=run)
    return config_from_dict(values)


class RunLock:
    """Held by the one process that writes a run. Raises RunError("run-locked") where another holds it."""

    def __init__(self, run: Path) -> None:
        self._run = run
        # Not tied to a thread: a generator may be closed by another thread than the one that started it.
        self._lock = FileLock(run / LOCK, thread_local=False)

    def __enter__(self) -> RunLock:
        try:
            self._lock.acquire(timeout=1, poll_interval=0.05)  # a list of runs may be looking at it just now
        except Timeout:
            raise RunError("run-locked", run=self._run) from None
        except OSError as error:
            raise RunError("run-not-writable", run=self._run, detail=error.strerror) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()


def is_locked(run: Path) -> bool:
    """Whether a process is writing `run` just now."""
    if not (run / LOCK).exists():
        return False
    lock = FileLock(run / LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


class EventLog:
    """Appends to a run's `events.jsonl`. Every method raises OSError where the disk does not take it;

    opening it raises RunError.
    """

    def __init__(self, run: Path) -> None:
        try:
            self._file = (run / EVENTS).open("ab")
        except OSError as error:
            raise RunError("run-not-writable", run=run, detail=error.strerror) from error

    def append(self, event: Event) -> None:
        """One line, in the hands of the system at once, so that a reader in another process follows."""
        self.append_line(self.line(event))

    @staticmethod
    def line(event: Event) -> str:
        """`event` as it is logged: with the time of day in seconds since 1970."""
        return to_json(event, time=round(time.time(), 3))

    def append_line(self, line: str) -> None:
        self._file.write(line.encode("ascii") + b"\n")
        self._file.flush()

    def sync(self) -> int:
        """Flush to the disk; the length in bytes, to which a checkpoint may later cut back."""
        os.fsync(self._file.fileno())
        return self._file.tell()

    def cut_back(self, length: int) -> None:
        """Drop what was logged after `length` bytes, and a torn line before it."""
        kept = Path(self._file.name).read_bytes()[:length]
        self._file.truncate(kept.rfind(b"\n") + 1)

    def close(self) -> None:
        self._file.close()


def read_events(run: Path) -> Iterator[dict[str, Any]]:
    """The logged events of `run` in order; a torn line is left out. Raises RunError where there is no log."""
    try:
        file = (run / EVENTS).open("rb")
    except OSError as error:
        raise RunError("no-such-run", run=run) from error
    with file:
        for line in file:
            event = _parsed(line)
            if event is not None:
                yield event


def _parsed(line: bytes) -> dict[str, Any] | None:
    with contextlib.suppress(ValueError):
        event = json.loads(line)
        if isinstance(event, dict) and "event" in event:
            return event
    return None


class RunState(StrEnum):
    """INTERRUPTED: its process ended without a word, by a crash or a power cut."""

    RUNNING = "running"
    COMPLETED = "completed"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One line of a list of runs. `seconds` is the time of the epochs that are done, `code` says why a failed
    run failed, and `model` is None where there is none."""

    name: str
    path: Path
    created: datetime
    state: RunState
    recipe: str
    data: Path
    epochs_done: int
    epochs: int
    best_epoch: int | None
    best_accuracy: float | None
    seconds: float
    can_resume: bool
    model: Path | None
    code: str | None


def list_runs(directory: Path | None = None) -> list[RunSummary]:
    """The runs in Ninefold's own folder, or in `directory`, newest first, without those that never began."""
    parent = paths.runs_dir() if directory is None else directory
    if not parent.is_dir():
        return []
    summaries = [summary for run in parent.iterdir() if (summary := summarise(run)) is not None]
    return sorted(summaries, key=lambda summary: summary.created, reverse=True)


def summarise(run: Path) -> RunSummary | None:
    """What a list says about the run in `run`; None where there is none that began."""
    started: dict[str, Any] | None = None
    finished: dict[str, Any] | None = None
    created = 0.0
    epochs = 0
    epochs_done = 0
    seconds = 0.0
    best_epoch: int | None = None
    best: float | None = None
    try:
        with (run / EVENTS).open("rb") as file:
            for line in file:
                if line.startswith(b'{"event": "StepDone"'):  # most of the log, and not needed here
                    continue
                event = _parsed(line)
                if event is None:
                    continue
                if event["event"] == "RunStarted":
                    started, finished = event, None
                    epochs = event["epochs"]
                    created = created or event["time"]
                elif event["event"] == "EpochDone":
                    epochs_done = event["epoch"]
                    seconds += event["seconds"]
                    if event["best"]:
                        best_epoch = epochs_done
                        best = event["validation"]["main"]["accuracy"]
                elif event["event"] == "SettingsChanged":
                    epochs = event["settings"].get("epochs", epochs)
                elif event["event"] == "RunFinished":
                    finished = event
        if started is None:
            return None
        if is_locked(run):
            state = RunState.RUNNING
        else:
            state = RunState(finished["reason"]) if finished else RunState.INTERRUPTED
        return RunSummary(
            name=run.name,
            path=run,
            created=datetime.fromtimestamp(created),
            state=state,
            recipe=started["config"]["recipe"],
            data=Path(started["config"]["data"]),
            epochs_done=epochs_done,
            epochs=epochs,
            best_epoch=best_epoch,
            best_accuracy=best,
            seconds=seconds,
            can_resume=state not in (RunState.RUNNING, RunState.COMPLETED) and (run / CONFIG).is_file(),
            model=run / MODEL if (run / MODEL).is_file() else None,
            code=finished["code"] if finished else None,
        )
    except (OSError, KeyError, TypeError, ValueError):  # a folder or a log that is not ours
        return None
