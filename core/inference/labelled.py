"""A picture and, where its folder says so, what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Labelled:
    """`label` is the name of a class, or None where nobody said."""

    path: Path
    label: str | None = None
