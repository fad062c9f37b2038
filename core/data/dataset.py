"""A folder with Ninefold's own record applied to it: what training, checks and the window work on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.control import RunControl
from core.data.class_names import listed
from core.data.content import hash_files
from core.data.folder import ImageFolder, SkippedFile, scan_folder
from core.data.heads import why_unreadable
from core.data.pulse import Pulse, in_background
from core.data.recent import note_opened
from core.data.record import Edit, Exclusion, Record, shares_key
from core.data.record_file import RecordFile
from core.data.split import TRAIN, VALIDATION, Split, SplitItem, split
from core.errors import ResourceError
from core.events import Finding, Job, Phase, Progress, Warned


@dataclass(frozen=True, slots=True)
class Item:
    """One picture to train on.

    `label` indexes the dataset's classes, `content` is the hash of the file's bytes, `side` is "train",
    "validation" or "test".
    """

    path: Path
    label: int
    content: str
    side: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """A picture that the user took out. `folder_class` is its class in the folder, `reason` a code or ""."""

    path: Path
    folder_class: str
    content: str
    reason: str


@dataclass(frozen=True)
class Basis:
    """What a dataset was made from: all that is needed to make it again after an edit, reading no file.

    `record_kept` is False where opening it has said already that its record cannot be kept.
    """

    folder: ImageFolder
    contents: Mapping[Path, str]
    validation_share: float
    test_share: float
    record_kept: bool = True


@dataclass(frozen=True)
class Dataset:
    """`classes` are names for display, after the user's edits of classes; `items` come without exclusions.

    `sources` names, for each class, the folder's own classes that it is made of; `left_out` those that the
    user left out. `edits` are what can be undone, the last one first to go; `core.data.edits` makes them.
    Unless it is `settled`, the sides of pictures that are new may be other ones once near duplicates are
    known; see `core.data.prepare`.
    """

    root: Path
    classes: tuple[str, ...]
    items: tuple[Item, ...]
    skipped: tuple[SkippedFile, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    given_split: bool = False
    notices: tuple[Finding, ...] = ()
    sources: tuple[tuple[str, ...], ...] = ()
    left_out: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    settled: bool = True
    basis: Basis | None = field(default=None, repr=False, compare=False)

    def of(self, side: str) -> tuple[Item, ...]:
        """The items of one side, in the order of `items`."""
        return tuple(item for item in self.items if item.side == side)

    def counts(self, side: str | None = None) -> tuple[int, ...]:
        """How many items each class has, on one side or altogether."""
        count = Counter(item.label for item in self.items if side is None or item.side == side)
        return tuple(count[label] for label in range(len(self.classes)))


def open_dataset(
    root: Path, control: RunControl, *, validation_share: float = 0.2, test_share: float = 0.0
) -> Job[Dataset]:
    """Scan `root`, read its contents, apply the record and split. Raises DataError. The shares are 0..1.

    No side is recorded: near duplicates among new pictures are not known yet.
    """
    folder = yield from scan_folder(root, control)
    contents = yield from hash_files((sample.path for sample in folder.samples), control)
    basis = Basis(folder, contents, validation_share, test_share)
    pulse = Pulse(control)
    report = Progress(Phase.READING, len(contents), len(contents))
    file = RecordFile(root)

    def load() -> Record:
        with file:
            record = file.load(set(contents.values()))
            if file.moved:
                file.save(record)
            return record

    try:
        record = yield from in_background(load, pulse, report)
    except ResourceError as error:
        # Without a place for the record the folder can still be looked at and trained on.
        yield Warned(error.code, error.data)
        basis = replace(basis, record_kept=False)
        record = file.peek(set(contents.values()))
    if file.set_aside:
        yield Warned("record-set-aside", {"path": str(file.set_aside)})
    dataset, _ = yield from in_background(lambda: apply_record(basis, record), pulse, report)
    note_opened(root, len(dataset.classes), len(dataset.items))
    return dataset


def apply_record(basis: Basis, record: Record) -> tuple[Dataset, Mapping[str, str]]:
    """The dataset that `record` makes of what was scanned, and by content the sides that it draws."""
    folder = basis.folder
    out = _excluded(basis, record.exclusions())
    left_out = record.left_out()
    class_of = folder_classes(basis, record)
    kept = [
        number
        for number, sample in enumerate(folder.samples)
        if number not in out and class_of[number] not in left_out and sample.path in basis.contents
    ]
    shown = record.display_names()
    display = {name: shown.get(name, name) for name in folder.classes}
    classes = sorted({display[class_of[number]] for number in kept})
    label_of = {name: label for label, name in enumerate(classes)}
    labels = [label_of[display[class_of[number]]] for number in kept]
    samples = [folder.samples[number] for number in kept]
    contents = [basis.contents[sample.path] for sample in samples]

    recorded = record.sides.get(shares_key(basis.validation_share, basis.test_share), {})
    drawn = split(
        [
            SplitItem(content, label, sample.side, record.groups.get(content))
            for sample, content, label in zip(samples, contents, labels, strict=True)
        ],
        recorded,
        basis.validation_share,
        0.0 if folder.given_split else basis.test_share,
        record.groups,
    )
    items = tuple(
        Item(sample.path, label, content, side)
        for sample, content, label, side in zip(samples, contents, labels, drawn.sides, strict=True)
    )
    dataset = Dataset(
        root=folder.root,
        classes=tuple(classes),
        items=items,
        skipped=(*folder.skipped, *_unread(basis)),
        excluded=tuple(out.values()),
        given_split=folder.given_split,
        sources=tuple(tuple(raw for raw, name in display.items() if name == wanted) for wanted in classes),
        left_out=tuple(name for name in folder.classes if name in left_out),
        edits=record.edits,
        settled=drawn.drawn.keys() <= recorded.keys(),
        basis=basis,
    )
    notices = (*folder.notices, *_notices(dataset, drawn))
    return replace(dataset, notices=notices), drawn.drawn


def folder_classes(basis: Basis, record: Record) -> list[str]:
    """For each sample the folder's class that it counts as: its own, or the one that it was moved to."""
    moved = record.moved()
    there = set(basis.folder.classes)
    names = []
    for sample in basis.folder.samples:
        own = basis.folder.classes[sample.label]
        target = moved.get(basis.contents.get(sample.path, ""), own)
        names.append(target if target in there else own)
    return names


def _excluded(basis: Basis, exclusions: Mapping[str, Exclusion]) -> dict[int, Excluded]:
    """The samples, by number, that are out."""
    copies: dict[str, list[int]] = defaultdict(list)
    for number, sample in enumerate(basis.folder.samples):
        content = basis.contents.get(sample.path)
        if content is not None and content in exclusions:
            copies[content].append(number)

    def where(number: int) -> tuple[str, str]:
        sample = basis.folder.samples[number]
        return basis.folder.classes[sample.label], sample.path.name

    out: dict[int, Excluded] = {}
    for content, numbers in copies.items():
        exclusion = exclusions[content]
        meant_classes = {name for name, _ in exclusion.out}
        numbers.sort(key=lambda n: (where(n) not in exclusion.out, where(n)[0] not in meant_classes, n))
        for number in numbers[: max(0, len(numbers) - exclusion.keep)]:
            path = basis.folder.samples[number].path
            out[number] = Excluded(path, where(number)[0], content, exclusion.reason)
    return out


def _unread(basis: Basis) -> Iterator[SkippedFile]:
    """The files that were there when the folder was scanned and could not be read."""
    for sample in basis.folder.samples:
        if sample.path not in basis.contents:
            try:
                with sample.path.open("rb") as file:
                    file.read(1)
            except OSError as error:
                yield SkippedFile(sample.path, *why_unreadable(error))
            else:
                yield SkippedFile(sample.path, "file-unreadable", {"detail": "it came and went"})


def _notices(dataset: Dataset, drawn: Split) -> Iterator[Finding]:
    for kind, contents in (
        ("near-duplicate-bridges-sides", drawn.bridges),
        ("same-picture-on-both-sides", drawn.moved),
    ):
        wanted = set(contents)
        files = tuple(item.path for item in dataset.items if item.content in wanted)
        if files:
            yield Finding(kind, "warning", files, {"count": len(wanted)})
    if len(dataset.classes) < 2:
        yield Finding("too-few-classes-left", "error", (), {"count": len(dataset.classes)})
    for side, kind in ((TRAIN, "class-without-training"), (VALIDATION, "class-without-validation")):
        counts = dataset.counts(side)
        names = [name for name, count in zip(dataset.classes, counts, strict=True) if not count]
        if names:
            yield Finding(kind, "warning", (), {"count": len(names), "names": listed(names)})
