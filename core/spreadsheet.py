"""Tables as CSV files that a spreadsheet opens as they are meant. Knows nothing of what is in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from core.files import written_aside

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: Path, rows: Iterable[Sequence[str | int | float | None]]) -> None:
    """Write `rows` as UTF-8 with a byte order mark, which spreadsheets ask for. Raises OSError.

    A text that a spreadsheet would compute (a file named "=1+1.jpg", say) gets an apostrophe in front, which
    marks it as text; numbers stay numbers.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_text(cell) if isinstance(cell, str) else cell for cell in row])
    with written_aside(path) as file:
        file.write(text.getvalue().encode("utf-8-sig", "backslashreplace"))


def _text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
