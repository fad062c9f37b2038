"""A table of file,label beside pictures that lie in no class folders.

Separated by commas, semicolons or tabs, with a line of headings or without, in any encoding that
`core.data.text` knows.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from core.data.heads import Pictures
from core.data.layout import Parts
from core.data.text import decode_text, readable
from core.data.walk import Listing
from core.errors import DataError
from core.paths import reachable

_SUFFIXES = (".csv", ".tsv")
_LARGEST = 1 << 26  # bytes
_ROWS_TO_JUDGE_BY = 100

_LABEL_HEADINGS = (
    *("label", "labels", "class", "class_name", "category", "target", "species", "breed"),
    *("标签", "类别"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """`labels` has picture and label of each line.

    `missing` are the files named that are not there, `outside` those outside the table's folder.
    """

    path: Path
    labels: tuple[tuple[Path, str], ...]
    missing: tuple[str, ...]
    outside: tuple[str, ...]


def find_table(base: Parts, found: Sequence[tuple[Listing, Pictures]]) -> Table | None:
    """The table in the folder `base`, or at the top, that labels most pictures; None where none does.

    Raises DataError where it cannot be read.
    """
    best: Table | None = None
    for listing, pictures in found:
        names = [name for name in pictures.ignored if name.lower().endswith(_SUFFIXES)]
        if not names or listing.parts not in ((), base):
            continue
        files = _files_below(listing, found)
        for name in names:
            table = read_table(Path(listing.path) / name, files)
            if table.labels and (best is None or len(table.labels) > len(best.labels)):
                best = table
    return best


def read_table(path: Path, files: Mapping[str, Path | None]) -> Table:
    """The labels that the table at `path` gives to `files`.

    The keys of `files` are paths relative to the table's folder with "/" between names; the value is None
    for a file that is known and no picture. A line may name a file by its relative path, or by its bare
    name where only one file has it. Raises DataError where the table cannot be read.
    """
    try:
        with path.open("rb") as file:
            text = decode_text(file.read(_LARGEST))
    except OSError as error:
        raise DataError("table-unreadable", path=str(path), detail=error.strerror or str(error)) from error
    names = _Names(files)
    rows = _rows(text)
    file_column, label_column, first = _columns(rows, names)
    labels: dict[tuple[Path, str], None] = {}
    missing: dict[str, None] = {}
    outside: dict[str, None] = {}
    for row in rows[first:]:
        if len(row) <= max(file_column, label_column):
            continue
        named, label = row[file_column].strip(), readable(row[label_column].strip())
        if not named or not label:
            continue
        if _leads_out(named):
            outside[named] = None
            continue
        key = names.find(named)
        if key is None:
            missing[named] = None
        elif picture := files[key]:
            labels[picture, label] = None
    return Table(path, tuple(labels), tuple(missing), tuple(outside))


class _Names:
    """Finds a file by what a table calls it."""

    def __init__(self, files: Mapping[str, Path | None]) -> None:
        self._by_path = {readable(name): name for name in files}
        self._by_name: dict[str, str | None] = {}
        for path, name in self._by_path.items():
            bare = path.rpartition("/")[2]
            self._by_name[bare] = None if bare in self._by_name else name

    def find(self, named: str) -> str | None:
        path = readable(PurePosixPath(named.replace("\\", "/")).as_posix())
        return self._by_path.get(path) or self._by_name.get(path.rpartition("/")[2])


def _files_below(top: Listing, found: Sequence[tuple[Listing, Pictures]]) -> dict[str, Path | None]:
    files: dict[str, Path | None] = {}
    depth = len(top.parts)
    for listing, pictures in found:
        if listing.parts[:depth] != top.parts:
            continue
        prefix = "".join(part + "/" for part in listing.parts[depth:])
        for name in pictures.names:
            files[prefix + name] = Path(reachable(os.path.join(listing.path, name)))  # noqa: PTH118 (speed)
        for name, _, _ in pictures.skipped:
            files[prefix + name] = None
    return files


def _rows(text: str) -> list[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    kept: list[list[str]] = []
    with contextlib.suppress(csv.Error):  # an overlong cell: what stands before it is a table all the same
        kept.extend(row for row in rows if any(cell.strip() for cell in row))
    return kept


def _columns(rows: Sequence[Sequence[str]], names: _Names) -> tuple[int, int, int]:
    """The columns of file and label, and the first row that is no heading."""
    if not rows:
        return 0, 1, 0
    sample = rows[:_ROWS_TO_JUDGE_BY]
    width = max(len(row) for row in sample)
    hits = [
        sum(len(row) > c and names.find(row[c].strip()) is not None for row in sample) for c in range(width)
    ]
    file_column = hits.index(max(hits))
    label_column = file_column + 1 if file_column + 1 < width else 0
    has_headings = not any(names.find(cell.strip()) for cell in rows[0])
    if has_headings:
        headings = [cell.strip().casefold() for cell in rows[0]]
        label_column = next((headings.index(h) for h in _LABEL_HEADINGS if h in headings), label_column)
    return file_column, label_column, int(has_headings)


def _leads_out(named: str) -> bool:
    path = PurePosixPath(named.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or named[1:2] == ":"
