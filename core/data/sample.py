"""A small dataset of drawn pictures, so that a newcomer can train within a minute of the first start.

Makes a folder with one sub-folder per class, whole or not at all. Knows nothing of training.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np

from core.control import RunControl
from core.data.scenes import SCENES, draw_scene
from core.errors import DataError, ResourceError
from core.events import Job, Phase, Progress

_QUALITY = 90
_STEP = 6  # pictures between two looks at the control


def draw_sample(directory: Path, control: RunControl, per_class: int = 60, seed: int = 0) -> Job[Path]:
    """Draw `per_class` pictures of each of six classes into `directory`, and return it.

    A `directory` that has something in it is taken to be the sample already, and is left as it is. The same
    arguments draw the same pictures. Raises DataError("cancelled") where `control` asks to stop, and
    ResourceError where the disk does not take the pictures; nothing is left behind by either.
    """
    if directory.is_dir() and any(directory.iterdir()):
        return directory
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".sample-", dir=directory.parent))
        try:
            yield from _draw(aside, control, per_class, seed)
            if directory.is_dir():  # Windows does not rename onto an empty folder
                directory.rmdir()
            aside.replace(directory)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise ResourceError(
            "sample-not-written", path=directory, detail=error.strerror or str(error)
        ) from error
    return directory


def _draw(directory: Path, control: RunControl, per_class: int, seed: int) -> Job[None]:
    total = per_class * len(SCENES)
    yield Progress(Phase.DRAWING, 0, total)
    done = 0
    for number, kind in enumerate(SCENES):
        (directory / kind).mkdir()
        for picture in range(per_class):
            if control.stop_requested:
                raise DataError("cancelled")
            rng = np.random.default_rng([seed, number, picture])
            file = directory / kind / f"{kind.lower()}-{picture + 1:03d}.jpg"
            draw_scene(kind, rng).save(file, quality=_QUALITY)
            done += 1
            if done % _STEP == 0 or done == total:
                yield Progress(Phase.DRAWING, done, total)
