"""Loads torch's native libraries ahead of time, without importing torch. Knows file names only.

On Windows they must be in the process before Qt's own are, or the later import of torch fails
(https://github.com/pytorch/pytorch/issues/166628); a library loads in a fraction of the module's time.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from pathlib import Path

_FIRST = "c10.dll"


def load_before_qt() -> Path | None:
    """On Windows, load torch's base library; its path, or None where there is nothing to do."""
    if sys.platform != "win32":
        return None
    folder = _torch_libraries()
    if folder is None or not (folder / _FIRST).is_file():
        return None
    os.add_dll_directory(str(folder))
    ctypes.CDLL(str(folder / _FIRST))
    return folder / _FIRST


def _torch_libraries() -> Path | None:
    found = importlib.util.find_spec("torch")  # looks for the package and runs none of it
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "lib"
