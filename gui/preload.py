"""Loads torch's native libraries ahead of time, without importing torch. Knows file names only."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from functools import cache
from pathlib import Path

_BEFORE_QT = "c10.dll"
_LARGE = ("torch_cpu", "torch_cuda", "torch")


def load_before_qt() -> Path | None:
    """On Windows, load torch's base library; its path, or None where there is nothing to do.

    It must be in the process before Qt's libraries are, or the later import of torch fails
    (https://github.com/pytorch/pytorch/issues/166628). It loads in a fraction of the module's time.
    """
    if sys.platform != "win32":
        return None
    folder = _torch_libraries()
    if folder is None or not (folder / _BEFORE_QT).is_file():
        return None
    os.add_dll_directory(str(folder))
    ctypes.CDLL(str(folder / _BEFORE_QT))
    return folder / _BEFORE_QT


@cache
def load_beside_the_window() -> None:
    """Load torch's large libraries while the window goes on working. Call it in a thread, before the import.

    An import holds Python's lock while the system reads a library, which stopped the window for 0.35 to
    0.65 s; a foreign call to the system's own loader lets go of it, which left 0.04 to 0.12 s. (On Windows
    an import lets go by itself.)
    """
    folder = _torch_libraries()
    if sys.platform == "win32" or folder is None:
        return
    suffix = ".dylib" if sys.platform == "darwin" else ".so"
    load = ctypes.CDLL(None).dlopen
    load.argtypes = (ctypes.c_char_p, ctypes.c_int)
    load.restype = ctypes.c_void_p  # what fails to load is left to the import, which says why
    for name in _LARGE:
        path = folder / f"lib{name}{suffix}"
        if path.is_file():
            load(os.fsencode(path), os.RTLD_NOW | os.RTLD_LOCAL)


def _torch_libraries() -> Path | None:
    found = importlib.util.find_spec("torch")  # looks for the package and runs none of it
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "lib"
