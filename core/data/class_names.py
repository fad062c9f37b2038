"""Names of class folders, or labels of a table -> classes. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.config import LONGEST_CLASS_NAME
from core.data.text import readable
from core.errors import DataError
from core.events import Finding

_SHOWN = 40  # letters of a name that is too long


@dataclass(frozen=True, slots=True)
class ClassNames:
    """`names` are sorted; `labels` maps each name as it was given to its index there."""

    names: tuple[str, ...]
    labels: Mapping[str, int]
    notices: tuple[Finding, ...]


def name_classes(given: Iterable[str]) -> ClassNames:
    """The classes that the `given` names stand for.

    Composed and decomposed spellings (NFC, NFD) of one name are one class: they look the same, and which
    one a file has depends on the system that wrote it. Names that differ in case alone stay apart. Raises
    DataError for a name that no model file could hold.
    """
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(given)):
        spellings[readable(name)].append(name)
    names = tuple(sorted(spellings))
    for name in names:
        refuse_too_long(name)
    labels = {spelling: label for label, name in enumerate(names) for spelling in spellings[name]}
    return ClassNames(names, labels, tuple(_notices(names, spellings)))


def refuse_too_long(name: str) -> None:
    """Raises DataError for a name that no model file could hold, long before one is written."""
    size = len(name.encode("utf-8", "surrogatepass"))
    if size > LONGEST_CLASS_NAME:
        start = name[:_SHOWN] + "..."
        raise DataError("class-name-too-long", name=start, count=size, limit=LONGEST_CLASS_NAME)


def _notices(names: Iterable[str], spellings: Mapping[str, list[str]]) -> Iterable[Finding]:
    merged = [name for name in names if len(spellings[name]) > 1]
    if merged:
        yield Finding("class-spellings-merged", "info", (), {"count": len(merged), "names": listed(merged)})
    recoded = [name for name in names if any(not _is_unicode(given) for given in spellings[name])]
    if recoded:
        yield Finding("class-names-recoded", "info", (), {"count": len(recoded), "names": listed(recoded)})
    twins: dict[str, list[str]] = defaultdict(list)
    for name in names:
        twins[name.casefold()].append(name)
    for alike in twins.values():
        if len(alike) > 1:
            yield Finding("classes-differ-in-case", "warning", (), {"names": listed(alike)})


def listed(names: Iterable[str], most: int = 8) -> str:
    """`names` for a sentence; no more than `most` of them."""
    names = list(names)
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")


def _is_unicode(name: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in name)
