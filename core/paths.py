"""Where Ninefold keeps what is its own: runs, records of datasets, caches. Knows no format of any file.

The environment variable NINEFOLD_HOME puts everything under one folder of your choice. None of the folders
named here need exist yet: who writes into one makes it.
"""

from __future__ import annotations

import ntpath
import os
from pathlib import Path

import platformdirs

HOME_VARIABLE = "NINEFOLD_HOME"

# Windows' own limit is 260 characters with the closing NUL for a file, and 12 less for a folder.
_LONGEST_PLAIN_WINDOWS_PATH = 247


def data_dir() -> Path:
    """What must not get lost: runs, records of datasets, fetched weights."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) if home else Path(platformdirs.user_data_dir("ninefold", appauthor=False))


def runs_dir() -> Path:
    return data_dir() / "runs"


def datasets_dir() -> Path:
    return data_dir() / "datasets"


def weights_dir() -> Path:
    """ImageNet weights, fetched or put there by hand."""
    return data_dir() / "weights"


def cache_dir() -> Path:
    """What can be made again at any time."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / "cache"
    return Path(platformdirs.user_cache_dir("ninefold", appauthor=False))


def extended(path: str) -> str:
    r"""The absolute Windows path `path` in a form that Windows opens whatever its length.

    Short paths and those that are in this form already come back as they are.

    >>> extended("D:/photos/" + "a" * 300)[:14]
    '\\\\?\\D:\\photos\\'
    """
    if len(path) <= _LONGEST_PLAIN_WINDOWS_PATH or path.startswith("\\\\?\\"):
        return path
    path = ntpath.normpath(path)  # the extended form knows neither "/" nor ".."
    if path.startswith("\\\\"):
        return "\\\\?\\UNC\\" + path[2:]
    return "\\\\?\\" + path


def reachable(path: str) -> str:
    """The absolute path `path` as this system opens it whatever its length."""
    return extended(path) if os.name == "nt" else path
