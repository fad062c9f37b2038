"""Whether the folder of pictures is there: a drive that is unplugged, a network folder that is away."""

from __future__ import annotations

from pathlib import Path


def is_there(data: Path) -> bool:
    """Whether `data` is a file (an archive), or a folder with something in it.

    An empty folder is what an unmounted drive leaves behind.
    """
    try:
        return data.is_file() or next(data.iterdir(), None) is not None
    except OSError:
        return False
