"""What is done with answers: a table for a spreadsheet, and copies of the pictures in a folder per class.

For the command line and the window alike. Never imports torch, and never changes the user's own files.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from core.control import RunControl
from core.data.entries import suits_windows
from core.data.placing import copy_into
from core.errors import ResourceError
from core.events import (
    ItemClassified,
    ItemCopied,
    ItemFailed,
    Job,
    Phase,
    PhaseChanged,
    Progress,
    SortFinished,
)
from core.files import written_aside
from core.messages import sentence

UNSURE_FOLDER = "not sure"

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def write_csv(path: Path, items: Sequence[ItemClassified | ItemFailed], top_k: int = 3) -> None:
    """A table with a row for each picture: its answer, how sure that is, and the next most probable classes.

    UTF-8 with a byte order mark, which spreadsheets look for. No cell is a formula. Raises OSError.
    """
    named = [item for item in items if isinstance(item, ItemClassified)]
    columns = min(top_k, max((len(item.predictions) for item in named), default=1))
    header = ["file", "sure", "class", "probability"]
    for place in range(2, columns + 1):
        header += [f"class {place}", f"probability {place}"]
    with written_aside(path) as file:
        # A file's name may hold bytes that are no text.
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="backslashreplace", newline="")
        table = csv.writer(text)
        table.writerow([*header, "problem"])
        for item in items:
            cells = _cells(item, columns)
            table.writerow([as_text(cell) for cell in (str(item.path), *cells)])
        text.flush()
        text.detach()  # the file is not this function's to close


def as_text(cell: str) -> str:
    """`cell` so that a spreadsheet shows it and never computes it.

    Source: OWASP, "CSV Injection": an apostrophe before whatever could begin a formula.

    >>> as_text("=HYPERLINK(1)"), as_text("roses")
    ("'=HYPERLINK(1)", 'roses')
    """
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def sort_into(
    folder: Path, items: Sequence[ItemClassified], control: RunControl, *, unsure: str = UNSURE_FOLDER
) -> Job[SortFinished]:
    """Copy each picture into `folder` / its class, those that are in doubt into `folder` / `unsure`.

    Nothing that is there is overwritten: a name that is taken gets a number. Yields an ItemCopied or an
    ItemFailed for each, and SortFinished last.
    """
    yield PhaseChanged(Phase.COPYING)
    names = _FolderNames(unsure)
    copied = renamed = failed = 0
    for item in items:
        control.wait_while_paused()
        if control.stop_requested:
            break
        name = unsure if item.doubt is not None else names.of(item.predictions[0].label)
        try:
            event = ItemCopied(item.path, copy_into(item.path, folder / name))
            copied += 1
            renamed += event.renamed
            yield event
        except ResourceError as error:
            failed += 1
            yield ItemFailed(item.path, error.code, error.data)
        yield Progress(Phase.COPYING, copied + failed, len(items))
    finished = SortFinished(folder, copied, renamed, failed, control.stop_requested)
    yield finished
    return finished


class _FolderNames:
    """The folder of each class. A model file from anywhere names its classes as it likes."""

    def __init__(self, unsure: str) -> None:
        self._taken = {unsure.casefold()}
        self._names: dict[str, str] = {}

    def of(self, label: str) -> str:
        if label not in self._names:
            plain = folder_name(label)
            name, number = plain, 1
            while name.casefold() in self._taken:  # some file systems make no difference between Cat and cat
                number += 1
                name = f"{plain} ({number})"
            self._taken.add(name.casefold())
            self._names[label] = name
        return self._names[label]


def folder_name(label: str) -> str:
    """A class's name as that of a folder which every system can have, directly below another.

    >>> folder_name("../cat"), folder_name("a/b."), folder_name("con")
    ('_._cat', 'a_b', '_con')
    """
    name = _NOT_IN_NAMES.sub("_", label.encode("utf-8", "replace").decode()).rstrip(" .")
    if name.startswith("."):  # "..", and what would be hidden
        name = "_" + name[1:]
    return name if name and suits_windows(name) else f"_{name}"


def _cells(item: ItemClassified | ItemFailed, columns: int) -> list[str]:
    if isinstance(item, ItemFailed):
        return [""] * (1 + 2 * columns) + [sentence(item.reason, item.data)]
    cells = ["yes" if item.doubt is None else "no"]
    for place in range(columns):
        best = item.predictions[place : place + 1]
        cells += [best[0].label, f"{best[0].probability:.4f}"] if best else ["", ""]
    return [*cells, ""]
