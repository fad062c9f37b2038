"""Puts a file into a folder without ever touching one that is there: a taken name gets a number.

Knows neither datasets nor models.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.errors import ResourceError

_MOST_COPIES = 10_000


def copy_into(source: Path, folder: Path) -> Path:
    """Copy `source` with its times into `folder`, which is made where it is missing; the copy's path.

    Raises ResourceError("file-not-placed").
    """
    return _placed(source.name, folder, lambda target: shutil.copy2(source, target), str(source))


def move_to(source: Path, target: Path) -> Path:
    """Move `source` to `target`, on the same disk, or beside it where that is taken; its new path.

    Raises ResourceError("file-not-placed").
    """
    return _placed(target.name, target.parent, source.replace, str(source))


def save_into(name: str, pixels: npt.NDArray[np.uint8], folder: Path) -> Path:
    """Save `pixels`, uint8 (H, W, 3), as `name`.png into `folder`; its path.

    Raises ResourceError("file-not-placed").
    """
    from PIL import Image

    encoded = io.BytesIO()
    Image.fromarray(pixels).save(encoded, "PNG")
    return _placed(f"{name}.png", folder, lambda target: target.write_bytes(encoded.getvalue()), name)


def _placed(name: str, folder: Path, put: Callable[[Path], object], what: str) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = _reserved(name, folder)
        try:
            put(target)
        except BaseException:
            target.unlink(missing_ok=True)  # the empty file that held the name
            raise
    except OSError as error:
        detail = error.strerror or str(error)
        raise ResourceError("file-not-placed", path=what, folder=str(folder), detail=detail) from error
    return target


def _reserved(name: str, folder: Path) -> Path:
    """An empty file made just now under a name that was free: nobody else's can be overwritten by it."""
    stem, suffix = os.path.splitext(name)  # noqa: PTH122  (Path.suffix finds none in ".jpg ")
    for number in range(1, _MOST_COPIES):
        target = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
        try:
            target.open("xb").close()
        except FileExistsError:
            continue
        return target
    raise FileExistsError(f"{name} and its {_MOST_COPIES} copies")
