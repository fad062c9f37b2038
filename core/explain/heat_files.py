"""Heat maps of many pictures, each laid over its picture and saved as a file: a job."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.control import RunControl
from core.data.decode import decode
from core.data.placing import save_into
from core.errors import PictureError, ResourceError
from core.events import HeatMapSaved, ItemFailed, Job, Phase, PhaseChanged, Progress, result_of
from core.explain.heat import overlay
from core.explain.views import heat_map

LARGEST_SIDE = 1024
"""Pixels of the shorter side of what is saved: a heat map has hardly a hundredth of that."""

_OPACITY = 0.5


def save_heat_maps(model: Path, paths: Sequence[Path], folder: Path, control: RunControl) -> Job[int]:
    """Save into `folder`, for each picture of `paths`, what in it speaks for the answer; how many there are.

    PNG files with the pictures' names. Nothing that is there is overwritten. Yields a HeatMapSaved or an
    ItemFailed for each. Raises ModelFileError.
    """
    yield PhaseChanged(Phase.HEAT_MAPS)
    saved = 0
    for number, path in enumerate(paths):
        control.wait_while_paused()
        if control.stop_requested:
            break
        try:
            found = result_of(heat_map(model, path, control))
            pixels = overlay(decode(path, LARGEST_SIDE).pixels, found.heat, _OPACITY, found.box)
            yield HeatMapSaved(path, save_into(path.stem, pixels, folder), found.label)
            saved += 1
        except (PictureError, ResourceError) as error:
            yield ItemFailed(path, error.code, error.data)
        yield Progress(Phase.HEAT_MAPS, number + 1, len(paths))
    return saved
