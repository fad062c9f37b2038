"""A table of file,label beside pictures that lie in no class folders.

Separated by commas, semicolons or tabs, with a line of headings or without, in any encoding that
`core.data.text` knows.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
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
    """The table in the folder `base`, or at the top, that labels most pictures; None where there is none.

    Raises DataError where a table cannot be read, or where none names a picture.
    """
    best: Table | None = None
    useless: Path | None = None
    for listing, pictures in found:
        names = [name for name in pictures.ignored if name.lower().endswith(_SUFFIXES)]
        if not names or listing.parts not in ((), base):
            continue
        files = _files_below(listing, found)
        for name in names:
            table = read_table(Path(listing.path) / name, files)
            if not table.labels:
                useless = table.path
            elif best is None or len(table.labels) > len(best.labels):
                best = table
    if best is None and useless is not None:
        raise DataError("table-names-nothing", path=str(useless))
    return best


def read_table(path: Path, files: Mapping[str, Path | None]) -> Table:
    """The labels that the table at `path` gives to `files`.

    The keys of `files` are paths relative to the table's folder with "/" between names; the value is None
    for a file that is known and no picture. A line may name a file by its relative path or, where that means
    one file only, more loosely: see `_WAYS`. Raises DataError where the table cannot be read.
    """
    try:
        with path.open("rb") as file:
            text = decode_text(file.read(_LARGEST))
    except OSError as error:
        raise DataError("table-unreadable", path=str(path), detail=error.strerror or str(error)) from error
    names = _Names(files)
    rows = _rows(text)
    columns = _columns(rows, names)
    if columns is None:
        return Table(path, (), (), ())
    file_column, label_column, first = columns
    labels: dict[tuple[Path, str], None] = {}
    missing: dict[str, None] = {}
    outside: dict[str, None] = {}
    for row in rows[first:]:
        if len(row) <= max(file_column, label_column):
            continue
        named, label = row[file_column].strip(), readable(row[label_column].strip())
        if not named or not label:
            continue
        key = None if ".." in _slashed(named).split("/") else names.find(named)
        if key is None:
            (outside if _leads_out(named) else missing)[named] = None
        elif picture := files[key]:
            labels[picture, label] = None
    return Table(path, tuple(labels), tuple(missing), tuple(outside))


def _slashed(named: str) -> str:
    return named.replace("\\", "/")


def _bare(path: str) -> str:
    return path.rpartition("/")[2]


# From exact to loose: what of a file's path has to be equal to what of the name that a table has for it.
_WAYS: tuple[tuple[Callable[[str], str], Callable[[str], str]], ...] = (
    (str, str),
    (_bare, _bare),  # whatever folder it was in when the table was written
    (lambda path: _bare(path).casefold(), lambda named: _bare(named).casefold()),
    (lambda path: PurePosixPath(_bare(path)).stem, _bare),  # named without its ending
)
_EXACT = 3  # of the ways; the last might take any number for a name


class _Names:
    """Finds a file by what a table calls it."""

    def __init__(self, files: Mapping[str, Path | None]) -> None:
        self._known: list[dict[str, str | None]] = []
        for of_path, _ in _WAYS:
            alike: dict[str, list[str]] = defaultdict(list)
            for name in files:
                alike[of_path(readable(name))].append(name)
            self._known.append({key: names[0] if len(names) == 1 else None for key, names in alike.items()})

    def find(self, named: str, ways: int = len(_WAYS)) -> str | None:
        """The file in the first of so many `ways` that knows one, or None."""
        path = readable(PurePosixPath(_slashed(named)).as_posix())
        for (_, of_name), known in zip(_WAYS[:ways], self._known, strict=False):
            if found := known.get(of_name(path)):
                return found
        return None


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


def _columns(rows: Sequence[Sequence[str]], names: _Names) -> tuple[int, int, int] | None:
    """The columns of file and label, and the first row that is no heading; None where no column has files."""
    if not rows:
        return None
    sample = rows[:_ROWS_TO_JUDGE_BY]
    width = max(len(row) for row in sample)
    ways = _EXACT

    def names_a_file(cell: str) -> bool:
        return names.find(cell.strip(), ways) is not None

    def hits_in(column: int) -> int:
        return sum(len(row) > column and names_a_file(row[column]) for row in sample)

    hits = [hits_in(column) for column in range(width)]
    if not any(hits):
        ways = len(_WAYS)
        hits = [hits_in(column) for column in range(width)]
        if 2 * max(hits) <= len(sample):  # a few numbers that are files' names by chance
            return None
    file_column = hits.index(max(hits))
    label_column = file_column + 1 if file_column + 1 < width else 0
    has_headings = not any(map(names_a_file, rows[0]))
    if has_headings:
        headings = [cell.strip().casefold() for cell in rows[0]]
        label_column = next((headings.index(h) for h in _LABEL_HEADINGS if h in headings), label_column)
    return file_column, label_column, int(has_headings)


def _leads_out(named: str) -> bool:
    path = PurePosixPath(_slashed(named))
    return path.is_absolute() or ".." in path.parts or named[1:2] == ":"
