"""The datasets that were opened last, newest first, for the window to offer again."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import filelock

from core.files import written_aside
from core.paths import data_dir

MOST = 12
_BUSY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class RecentDataset:
    """`opened` is UTC in ISO 8601; the numbers are those of that time. The path may be gone by now."""

    path: Path
    opened: str
    classes: int
    pictures: int


def recent_datasets() -> list[RecentDataset]:
    """The newest first; empty where nothing can be read."""
    try:
        entries = json.loads(_file().read_bytes())
        return [
            RecentDataset(Path(e["path"]), str(e["opened"]), int(e["classes"]), int(e["pictures"]))
            for e in entries
        ]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def note_opened(path: Path, classes: int, pictures: int) -> None:
    """Put `path` first. A list that cannot be written is not worth a complaint."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _change(path, [RecentDataset(path.absolute(), now, classes, pictures)])


def forget(path: Path) -> None:
    """Take `path` off the list; nothing else of it is forgotten."""
    _change(path, [])


def _change(path: Path, first: list[RecentDataset]) -> None:
    with contextlib.suppress(OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(_file().with_suffix(".lock"), timeout=_BUSY_SECONDS):
            others = [entry for entry in recent_datasets() if entry.path != path.absolute()]
            values = [{**asdict(entry), "path": str(entry.path)} for entry in [*first, *others][:MOST]]
            with written_aside(_file()) as file:
                file.write(json.dumps(values).encode("ascii"))


def _file() -> Path:
    return data_dir() / "recent.json"
