"""Which files are archives, told by their names. Reads nothing and imports next to nothing."""

from __future__ import annotations

import os
from pathlib import Path

ARCHIVE_SUFFIXES = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz")


def is_archive(path: Path) -> bool:
    """Whether `path` is a file whose name is that of a zip or tar archive."""
    # Path.is_file raises for a name that is too long.
    return path.name.lower().endswith(ARCHIVE_SUFFIXES) and os.path.isfile(path)  # noqa: PTH113
