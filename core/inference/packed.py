"""Pictures in archives, for naming: an archive stands for the folder that it unpacks to.

It is unpacked into Ninefold's own cache, with all its guards; knows no model.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.control import RunControl
from core.data.archive import unpack
from core.data.pulse import Pulse
from core.errors import NinefoldError
from core.events import ItemFailed, Job
from core.inference.batch import NamedPixels, Source

SUFFIXES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz")


def unpacked(sources: Sequence[Source], control: RunControl) -> Job[list[Source]]:
    """`sources`, each archive among them replaced by a folder; an unusable one yields an ItemFailed."""
    found: list[Source] = []
    for source in sources:
        if isinstance(source, NamedPixels) or not _is_archive(source.name) or not source.is_file():
            found.append(source)
            continue
        try:
            folder, _ = yield from unpack(source.absolute(), Pulse(control))
        except NinefoldError as error:
            if error.code == "cancelled":
                raise
            yield ItemFailed(source, error.code, error.data)
        else:
            found.append(folder)
    return found


def _is_archive(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)
