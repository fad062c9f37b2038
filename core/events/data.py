"""What is said of a folder of pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.events.base import Event


@dataclass(frozen=True, slots=True)
class Finding(Event):
    """One thing that the check found in a folder. `severity` is "info", "warning" or "error".

    `files` may be grouped: `groups` lists, for duplicates and conflicts, which files belong together.
    """

    kind: str
    severity: str
    files: tuple[Path, ...]
    data: Mapping[str, Any] = field(default_factory=dict)
    groups: tuple[tuple[Path, ...], ...] = ()
