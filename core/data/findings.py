"""What is odd about a dataset, from the measures of its pictures. Pure functions; touches no file.

A finding is an error where it makes training wrong, a warning where it makes it worse, and otherwise for
information. Every kind is a code of `core.messages`, whose sentence says what it does to training.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from core.data.class_names import listed
from core.data.dataset import Dataset, Item
from core.data.folder import SkippedFile
from core.data.formats import SUFFIXES
from core.data.measures import Measure, is_blank
from core.data.split import TRAIN, VALIDATION
from core.events import Finding

INFO, WARNING, ERROR = "info", "warning", "error"

# Found by looking at photographs of flowers, insects and hands: what falls below is seen to be so.
LEAST_SHORT_SIDE = 64  # pixels
MOST_ELONGATED = 4.0  # long side / short side
LEAST_SHARPNESS = 0.07  # strongest edge as a share of the range of greys, at a short side of 256 pixels
MOST_IMBALANCE = 3.0  # largest class / smallest class
LEAST_TO_LEARN = 10  # training pictures of a class
LEAST_TO_VALIDATE = 5  # with fewer, one picture more or less moves a class's accuracy by over 20 %

_ODD_MODES = frozenset({"16-bit", "1-bit", "cmyk", "lab", "alpha"})
_TOO_COSTLY = frozenset({"picture-too-large", "picture-too-slow"})
_NO_PICTURES = frozenset({"not-a-picture", "format-refused", "file-empty", "git-lfs-pointer"})

Measures = Mapping[str, Measure]


def all_findings(dataset: Dataset, measures: Measures, near: Sequence[Sequence[str]]) -> Iterator[Finding]:
    """Everything, what concerns labels and sides first. `near` are groups of contents that nearly agree."""
    yield from dataset.notices
    yield from _across_files(dataset, near)
    yield from _unusable(dataset, measures)
    yield from _odd(dataset.items, measures)
    yield from _class_sizes(dataset)


def _unusable(dataset: Dataset, measures: Measures) -> Iterator[Finding]:
    """Files that no picture could be read from, by the sort of reason, those of the scan among them."""
    by_kind: dict[str, list[SkippedFile]] = defaultdict(list)
    unusable = list(dataset.skipped)
    for item in dataset.items:
        measure = measures.get(item.content)
        if measure is not None and measure.code is not None:
            unusable.append(SkippedFile(item.path, measure.code, measure.data))
    for file in unusable:
        by_kind[_sort_of(file.reason)].append(file)
    for kind, severity in (
        ("unreadable", ERROR),
        ("too-large", WARNING),
        ("extreme-shape", WARNING),
        ("no-pictures-inside", WARNING),
    ):
        found = by_kind.get(kind)
        if found:
            data = {
                "count": len(found),
                "reasons": [file.reason for file in found],
                "reason_data": [dict(file.data) for file in found],
            }
            yield Finding(kind, severity, tuple(file.path for file in found), data)


def _sort_of(reason: str) -> str:
    if reason in _TOO_COSTLY:
        return "too-large"
    if reason in _NO_PICTURES:
        return "no-pictures-inside"
    return "extreme-shape" if reason == "picture-extreme-shape" else "unreadable"


def _odd(items: Iterable[Item], measures: Measures) -> Iterator[Finding]:
    """Pictures that can be used, and that are not what one would wish for."""
    usable = [
        (item.path, measure)
        for item in items
        if (measure := measures.get(item.content)) is not None and measure.code is None
    ]
    rules: tuple[tuple[str, str, Callable[[Path, Measure], bool]], ...] = (
        ("truncated", WARNING, lambda path, m: "truncated" in m.marks),
        ("blank", WARNING, lambda path, m: is_blank(m)),
        ("blurred", WARNING, lambda path, m: not is_blank(m) and m.sharpness < LEAST_SHARPNESS),
        ("tiny", WARNING, lambda path, m: min(m.size) < LEAST_SHORT_SIDE),
        ("elongated", INFO, lambda path, m: max(m.size) > MOST_ELONGATED * min(m.size)),
        ("animated", INFO, lambda path, m: "animated" in m.marks),
        ("odd-mode", INFO, lambda path, m: not _ODD_MODES.isdisjoint(m.marks)),
        ("rotated", INFO, lambda path, m: "rotated" in m.marks),
        ("wrong-extension", INFO, lambda path, m: path.suffix.lower() not in SUFFIXES[m.format]),
    )
    for kind, severity, applies in rules:
        files = tuple(path for path, measure in usable if applies(path, measure))
        if files:
            yield Finding(kind, severity, files, {"count": len(files)})


def _across_files(dataset: Dataset, near: Sequence[Sequence[str]]) -> Iterator[Finding]:
    by_content: dict[str, list[Item]] = defaultdict(list)
    for item in dataset.items:
        by_content[item.content].append(item)
    same = [copies for copies in by_content.values() if len(copies) > 1]
    here = ([content for content in group if content in by_content] for group in near)
    near = [group for group in here if len(group) > 1]
    alike = [[by_content[content][0] for content in group] for group in near]
    whole = [[item for content in group for item in by_content[content]] for group in near]
    yield from _groups("label-conflict", ERROR, filter(_in_two_classes, same))
    yield from _groups("near-label-conflict", WARNING, filter(_in_two_classes, alike))
    yield from _groups("near-duplicates-across-split", WARNING, filter(_in_training_and_outside, whole))
    yield from _groups("exact-duplicates", INFO, (group for group in same if not _in_two_classes(group)))
    yield from _groups("near-duplicates", INFO, (group for group in alike if not _in_two_classes(group)))


def _groups(kind: str, severity: str, groups: Iterable[list[Item]]) -> Iterator[Finding]:
    found = tuple(tuple(item.path for item in group) for group in groups)
    if found:
        yield Finding(
            kind, severity, tuple(path for group in found for path in group), {"count": len(found)}, found
        )


def _in_two_classes(group: Sequence[Item]) -> bool:
    return len({item.label for item in group}) > 1


def _in_training_and_outside(group: Sequence[Item]) -> bool:
    return 0 < sum(item.side == TRAIN for item in group) < len(group)


def _class_sizes(dataset: Dataset) -> Iterator[Finding]:
    """`notices` already have the classes without any picture on a side."""
    counts = dataset.counts()
    largest, smallest = max(counts, default=0), min((count for count in counts if count), default=0)
    if smallest and largest >= MOST_IMBALANCE * smallest:
        data = {
            "largest": dataset.classes[counts.index(largest)],
            "most": largest,
            "smallest": dataset.classes[counts.index(smallest)],
            "least": smallest,
            "ratio": round(largest / smallest, 1),
        }
        yield Finding("class-imbalance", WARNING, (), data)
    for kind, side, least in (
        ("classes-too-small-to-learn", TRAIN, LEAST_TO_LEARN),
        ("classes-too-small-to-validate", VALIDATION, LEAST_TO_VALIDATE),
    ):
        small = [
            name
            for name, count in zip(dataset.classes, dataset.counts(side), strict=True)
            if 0 < count < least
        ]
        if small:
            yield Finding(kind, WARNING, (), {"count": len(small), "names": listed(small), "least": least})
