"""Keeps what Pillow and its libraries say of a file off the terminal. The codes of `core.data.decode`
say it instead. Nothing here changes how a picture is read.
"""

from __future__ import annotations

import ctypes
import logging
import re
import warnings

from PIL import _imaging

_MODULE = r"PIL\."
_FILTER = ("ignore", None, Warning, re.compile(_MODULE), 0)


def quiet() -> None:
    """No warnings of Python's.

    `warnings.catch_warnings` is not for threads; a filter that stays is, and it is put back where lost.
    """
    if _FILTER not in warnings.filters:
        warnings.filterwarnings("ignore", module=_MODULE)


def _quiet_for_good() -> None:
    """Pillow's log, and libtiff, which writes to the process's stderr unless it is told not to.

    libtiff is asked through the library that Pillow has loaded; where that hides it (Windows), it goes on
    writing. To redirect the descriptor instead would take other threads' words away as well.
    """
    logging.getLogger("PIL").addHandler(logging.NullHandler())
    for setter in ("TIFFSetWarningHandler", "TIFFSetErrorHandler"):
        try:
            set_handler = getattr(ctypes.CDLL(_imaging.__file__), setter)
        except (OSError, AttributeError):
            continue
        set_handler.argtypes, set_handler.restype = (ctypes.c_void_p,), ctypes.c_void_p
        set_handler(None)


_quiet_for_good()
