"""A folder, or an archive of one -> classes and samples. Reads names and first bytes; decodes nothing.

The folder is taken as it is and nothing in it is written, moved or deleted. The walk itself is in
`core.data.walk`, the meaning of the folders in `core.data.layout`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.control import RunControl
from core.events import Finding, Job


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture. `label` indexes the folder's classes; `side` is "train", "validation" or "test" where

    the folder's own layout gives it.
    """

    path: Path
    label: int
    side: str | None = None


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that was meant as a picture and is left out. `reason` is a code of `core.messages`."""

    path: Path
    reason: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ImageFolder:
    """What a scan found. `root` is what the user chose, be it a folder or an archive.

    `classes` are sorted and in composed Unicode (NFC); `notices` are what the user should know about the
    folder as a whole.
    """

    root: Path
    classes: tuple[str, ...]
    samples: tuple[Sample, ...]
    skipped: tuple[SkippedFile, ...] = ()
    given_split: bool = False
    notices: tuple[Finding, ...] = ()


def scan_folder(root: Path, control: RunControl) -> Job[ImageFolder]:
    """The classes and pictures of `root`. Raises DataError."""
    raise AssertionError
    yield
