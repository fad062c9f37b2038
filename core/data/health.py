"""The check of a dataset: every picture measured once and remembered, then judged alone and beside others.

Nothing in the user's folder is changed. What is odd is decided in `core.data.findings`; this is the job.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.control import RunControl
from core.data.dataset import Dataset
from core.data.findings import all_findings, is_blank
from core.data.measures import VERSION, Measure, from_bytes, measure, to_bytes
from core.data.pulse import Pulse, batches_of, in_threads
from core.data.remembered import Remembered
from core.data.similar import THUMBNAIL, near_groups
from core.events import Finding, Job, Phase, PhaseChanged, Progress
from core.paths import cache_dir

_PICTURES_PER_BATCH = 8
_MEASURES_PER_COMMIT = 256


@dataclass(frozen=True)
class HealthReport:
    """What a check found.

    `groups` numbers those contents that have near duplicates, for the split to keep together; `counts` has
    the number of files (of groups, where a kind has groups) per kind of finding; `pictures` is how many
    files were looked at, `measured` how many of their contents were not known from before.
    """

    findings: tuple[Finding, ...]
    groups: Mapping[str, int]
    counts: Mapping[str, int]
    pictures: int
    measured: int
    seconds: float


def check(dataset: Dataset, control: RunControl) -> Job[HealthReport]:
    """Look at every picture of `dataset`, and say what is odd; each thing found is an event as well.

    Raises DataError("cancelled"); what was measured until then is remembered.
    """
    started = time.monotonic()
    yield PhaseChanged(Phase.CHECKING)
    pulse = Pulse(control)
    paths: dict[str, Path] = {}
    for item in dataset.items:
        paths.setdefault(item.content, item.path)
    with contextlib.closing(_memory()) as memory:
        measures: dict[str, Measure] = {}
        for kept in memory.recall(paths):
            known = ((content, from_bytes(data)) for content, data in kept.items())
            measures.update((content, result) for content, result in known if result is not None)
            if pulse.due():
                yield Progress(Phase.CHECKING, len(measures), len(paths))
        measured = len(paths) - len(measures)
        yield from _measure_rest(paths, measures, memory, pulse)
    near: list[list[str]] = []
    for step in _near(measures):
        if step is not None:
            near = step
        elif pulse.due():
            yield Progress(Phase.CHECKING, len(paths), len(paths))
    findings = []
    for finding in all_findings(dataset, measures, near):
        findings.append(finding)
        yield finding
    return HealthReport(
        tuple(findings),
        _numbered(near),
        {finding.kind: len(finding.groups or finding.files) for finding in findings},
        len(dataset.items),
        measured,
        time.monotonic() - started,
    )


def _memory() -> Remembered:
    return Remembered(cache_dir() / f"measures-{VERSION}.sqlite")


def _measure_rest(
    paths: Mapping[str, Path], measures: dict[str, Measure], memory: Remembered, pulse: Pulse
) -> Job[None]:
    """Measure what is missing from `measures`, which is filled."""
    missing = [(path, content) for content, path in paths.items() if content not in measures]
    fresh: dict[str, bytes] = {}

    def look(batch: list[tuple[Path, str]]) -> list[tuple[str, Measure, bool]]:
        return [(content, *measure(path, content)) for path, content in batch]

    try:
        for measured in in_threads(look, batches_of(missing, _PICTURES_PER_BATCH), pulse):
            if measured is None:
                yield Progress(Phase.CHECKING, len(measures), len(paths))
                continue
            measures.update((content, result) for content, result, _ in measured)
            fresh.update((content, to_bytes(result)) for content, result, lasting in measured if lasting)
            if len(fresh) >= _MEASURES_PER_COMMIT:
                memory.remember(fresh)
                fresh.clear()
    finally:
        memory.remember(fresh)
    yield Progress(Phase.CHECKING, len(paths), len(paths))


def _near(measures: Mapping[str, Measure]) -> Iterator[list[list[str]] | None]:
    """As `near_groups`, by content. Blank pictures have no details by which they could be alike."""
    contents = sorted(content for content, m in measures.items() if m.code is None and not is_blank(m))
    hashes = np.fromiter((measures[content].hash for content in contents), np.uint64, len(contents))
    joined = b"".join(measures[content].thumbnail for content in contents)
    thumbnails = np.frombuffer(joined, np.uint8).reshape(-1, THUMBNAIL, THUMBNAIL)
    for step in near_groups(hashes, thumbnails):
        yield None if step is None else [[contents[index] for index in group] for group in step]


def _numbered(groups: Sequence[Sequence[str]]) -> dict[str, int]:
    return {content: number for number, group in enumerate(groups) for content in group}
