"""The check of a dataset: every picture measured once and remembered, then judged alone and beside others.

Nothing in the user's folder is changed. What is odd is decided in `core.data.findings`; this is the job.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from core.control import RunControl
from core.data.dataset import Dataset
from core.data.findings import all_findings
from core.data.prepare import search_dataset, settle
from core.events import Finding, Job


@dataclass(frozen=True)
class HealthReport:
    """What a check found.

    `dataset` is the one that was checked, with the edits made meanwhile and its sides recorded; `counts` has
    the number of files (of groups, where a kind has groups) per kind of finding; `pictures` is how many
    files were looked at, `measured` how many of their contents were not known from before.
    """

    findings: tuple[Finding, ...]
    dataset: Dataset
    counts: Mapping[str, int]
    pictures: int
    measured: int
    seconds: float


def check(dataset: Dataset, control: RunControl) -> Job[HealthReport]:
    """Look at every picture of `dataset`, and say what is odd; each thing found is an event as well.

    Raises DataError("cancelled"); what was measured until then is remembered.
    """
    started = time.monotonic()
    found = yield from search_dataset(dataset, control)
    dataset = yield from settle(dataset, found, control)
    findings = []
    for finding in all_findings(dataset, found.measures, found.near):
        findings.append(finding)
        yield finding
    return HealthReport(
        tuple(findings),
        dataset,
        {finding.kind: len(finding.groups or finding.files) for finding in findings},
        len(dataset.items),
        found.fresh,
        time.monotonic() - started,
    )
