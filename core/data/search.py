"""The search for near duplicates: each picture measured once and remembered, then all of them compared.

Knows nothing of classes, sides or findings.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.control import RunControl
from core.data.measures import VERSION, Measure, from_bytes, is_blank, measure, to_bytes
from core.data.pulse import Pulse, batches_of, in_threads
from core.data.remembered import Remembered
from core.data.similar import THUMBNAIL, near_groups
from core.events import Job, Phase, PhaseChanged, Progress
from core.paths import cache_dir

_PICTURES_PER_BATCH = 8
_MEASURES_PER_COMMIT = 256

Groups = list[list[str]]


@dataclass(frozen=True)
class Search:
    """What is known of some contents.

    `near` are groups of two or more that are nearly the same, `searched` those contents of which it is known
    for good which are near them. `fresh` counts those that had to be measured.
    """

    measures: Mapping[str, Measure]
    near: Groups
    searched: frozenset[str]
    fresh: int


def search(paths: Mapping[str, Path], elsewhere: Iterable[str], control: RunControl) -> Job[Search]:
    """Compare all pictures of `paths`, a file for each content, with each other.

    Contents of `elsewhere`, whose files are not at hand, are compared as well as far as they are remembered.
    Raises DataError("cancelled"); what was measured until then is remembered.
    """
    yield PhaseChanged(Phase.CHECKING)
    pulse = Pulse(control)
    with contextlib.closing(_memory()) as memory:
        measures: dict[str, Measure] = {}
        for kept in memory.recall({**paths, **dict.fromkeys(elsewhere)}):
            known = ((content, from_bytes(data)) for content, data in kept.items())
            measures.update((content, result) for content, result in known if result is not None)
            if pulse.due():
                yield Progress(Phase.CHECKING, min(len(measures), len(paths)), len(paths))
        missing = [(path, content) for content, path in paths.items() if content not in measures]
        passing = yield from _measure(missing, measures, memory, len(paths), pulse)
    near: Groups = []
    for step in _near(measures):
        if step is not None:
            near = step
        elif pulse.due():
            yield Progress(Phase.CHECKING, len(paths), len(paths))
    return Search(measures, near, frozenset(measures.keys() - passing), len(missing))


def _memory() -> Remembered:
    return Remembered(cache_dir() / f"measures-{VERSION}.sqlite")


def _measure(
    missing: list[tuple[Path, str]],
    measures: dict[str, Measure],
    memory: Remembered,
    total: int,
    pulse: Pulse,
) -> Job[set[str]]:
    """Fill `measures` with what is missing; the contents whose measure may be another one next time."""
    fresh: dict[str, bytes] = {}
    passing: set[str] = set()

    def look(batch: list[tuple[Path, str]]) -> list[tuple[str, Measure, bool]]:
        return [(content, *measure(path, content)) for path, content in batch]

    left = len(missing)
    try:
        for measured in in_threads(look, batches_of(missing, _PICTURES_PER_BATCH), pulse):
            if measured is None:
                yield Progress(Phase.CHECKING, total - left, total)
                continue
            left -= len(measured)
            measures.update((content, result) for content, result, _ in measured)
            fresh.update((content, to_bytes(result)) for content, result, lasting in measured if lasting)
            passing.update(content for content, _, lasting in measured if not lasting)
            if len(fresh) >= _MEASURES_PER_COMMIT:
                memory.remember(fresh)
                fresh.clear()
    finally:
        memory.remember(fresh)
    yield Progress(Phase.CHECKING, total, total)
    return passing


def _near(measures: Mapping[str, Measure]) -> Iterator[Groups | None]:
    """As `near_groups`, by content. Blank pictures have no details by which they could be alike."""
    contents = sorted(content for content, m in measures.items() if m.code is None and not is_blank(m))
    hashes = np.fromiter((measures[content].hash for content in contents), np.uint64, len(contents))
    joined = b"".join(measures[content].thumbnail for content in contents)
    thumbnails = np.frombuffer(joined, np.uint8).reshape(-1, THUMBNAIL, THUMBNAIL)
    for step in near_groups(hashes, thumbnails):
        yield None if step is None else [[contents[index] for index in group] for group in step]
