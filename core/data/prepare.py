"""A folder -> a dataset to train on: near duplicates are found before any picture's side is recorded.

`open_dataset` is fast and its sides are provisional for pictures that are new; what is done here makes them
last. Knows nothing of findings.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from pathlib import Path

from core.control import RunControl
from core.data.dataset import Basis, Dataset, apply_record, open_dataset
from core.data.pulse import Pulse, in_background
from core.data.record import Record, shares_key
from core.data.record_file import RecordFile
from core.data.search import Search, search
from core.errors import ResourceError
from core.events import Job, Phase, Progress, Warned


def prepare_dataset(
    root: Path, control: RunControl, *, validation_share: float = 0.2, test_share: float = 0.0
) -> Job[Dataset]:
    """Open `root`, look for near duplicates where there are new pictures, and record their sides.

    Raises DataError as `open_dataset` does.
    """
    dataset = yield from open_dataset(root, control, validation_share=validation_share, test_share=test_share)
    if dataset.settled:
        return dataset
    found = yield from search_dataset(dataset, control)
    return (yield from settle(dataset, found, control))


def search_dataset(dataset: Dataset, control: RunControl) -> Job[Search]:
    """Compare the pictures of `dataset` with each other, and with those that are gone and may come back."""
    paths: dict[str, Path] = {}
    for item in dataset.items:
        paths.setdefault(item.content, item.path)
    gone: Set[str] = set()
    if dataset.basis is not None:
        contents = set(dataset.basis.contents.values())
        gone = RecordFile(dataset.root).peek(contents).contents() - paths.keys()
    return (yield from search(paths, gone, control))


def settle(dataset: Dataset, found: Search, control: RunControl) -> Job[Dataset]:
    """The dataset with near duplicates on one side; the sides of all that was searched are recorded.

    A side that is recorded already holds. Edits that were made since `dataset` was opened are in the answer.
    """
    basis = dataset.basis
    if basis is None:
        return dataset
    contents = set(basis.contents.values())
    report = Progress(Phase.CHECKING, len(found.searched), len(found.searched))
    pulse = Pulse(control)
    file = RecordFile(dataset.root)

    def record_sides() -> Dataset:
        with file:
            settled, record = _settled(basis, file.load(contents), found)
            file.save(record)
        return settled

    try:
        settled = yield from in_background(record_sides, pulse, report)
    except ResourceError as error:
        # The same pictures draw the same sides next time, even where they cannot be recorded.
        if basis.record_kept:
            yield Warned(error.code, error.data)
        settled, _ = _settled(basis, file.peek(contents), found)
    return settled


def _settled(basis: Basis, record: Record, found: Search) -> tuple[Dataset, Record]:
    groups = {content: number for number, group in enumerate(found.near) for content in group}
    record = replace(record, groups=groups)
    dataset, drawn = apply_record(basis, record)
    key = shares_key(basis.validation_share, basis.test_share)
    record = record.with_sides(key, {c: side for c, side in drawn.items() if c in found.searched})
    return replace(dataset, settled=drawn.keys() <= record.sides[key].keys()), record
