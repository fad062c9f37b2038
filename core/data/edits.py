"""The user's edits of a dataset: of pictures and of classes; each can be undone.

An edit is recorded in Ninefold's own file and holds at once: every function returns the dataset as it is
now, and raises ResourceError where the record cannot be written. Nothing in the user's folder is touched,
and no file in it is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from core.data.class_names import refuse_too_long
from core.data.dataset import Basis, Dataset, Excluded, Item, apply_record, folder_classes
from core.data.record import Edit, EditKind, Exclusion, Record
from core.data.record_file import RecordFile
from core.data.text import readable
from core.errors import DataError


def exclude(dataset: Dataset, items: Iterable[Item], reason: str = "") -> Dataset:
    """The dataset without `items`; other copies of the same pictures stay. `reason` is a finding's kind."""
    basis = _basis(dataset)
    label_of = {source: label for label, group in enumerate(dataset.sources) for source in group}
    # A table may put one file into two classes.
    class_of = {
        (sample.path, label_of.get(counted)): basis.folder.classes[sample.label]
        for sample, counted in zip(basis.folder.samples, _folder_classes(dataset), strict=True)
    }
    out = _out_now(dataset)
    reasons = {excluded.content: excluded.reason for excluded in dataset.excluded}
    chosen: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for item in items:
        chosen[item.content].append((class_of[item.path, item.label], item.path.name))
    wanted = {content: [*out.get(content, ()), *meant] for content, meant in chosen.items()}
    return _edited(dataset, EditKind.EXCLUDE, _exclusions(basis, wanted, reasons, reason))


def include(dataset: Dataset, excluded: Iterable[Excluded]) -> Dataset:
    """The dataset with `excluded` pictures back in."""
    out = _out_now(dataset)
    reasons = {excluded.content: excluded.reason for excluded in dataset.excluded}
    wanted: dict[str, list[tuple[str, str]]] = {}
    for picture in excluded:
        rest = wanted.setdefault(picture.content, list(out.get(picture.content, ())))
        rest.remove((picture.folder_class, picture.path.name))
    return _edited(dataset, EditKind.INCLUDE, _exclusions(_basis(dataset), wanted, reasons, ""))


def move(dataset: Dataset, items: Iterable[Item], name: str) -> Dataset:
    """The dataset with `items`, and every copy of them, in the class shown as `name`.

    Raises DataError where that class is gone.
    """
    target = _sources(dataset, [name])[0]
    return _edited(dataset, EditKind.MOVE, classes=(target,), contents=_contents(items))


def keep(dataset: Dataset, items: Iterable[Item]) -> Dataset:
    """The dataset as it is; that `items` are in the right class is recorded, and nobody asks again."""
    return _edited(dataset, EditKind.KEEP, contents=_contents(items))


def judged(dataset: Dataset) -> set[str]:
    """The contents whose class the user has looked at and kept, changed or excluded."""
    return Record("", dataset.edits).judged()


def leave_out(dataset: Dataset, name: str) -> Dataset:
    """The dataset without the class shown as `name`; as it is where there is no such class any more.

    Raises DataError where fewer than two classes would remain.
    """
    if name not in dataset.classes:
        return dataset
    if len(dataset.classes) < 3:
        raise DataError("class-edit-leaves-one", name=name)
    return _edited(dataset, EditKind.LEAVE_OUT, classes=_sources(dataset, [name]))


def bring_back(dataset: Dataset, folder_class: str) -> Dataset:
    """The dataset with a class of `dataset.left_out` in it again; as it is where it is in already."""
    if folder_class not in dataset.left_out:
        return dataset
    return _edited(dataset, EditKind.BRING_BACK, classes=(folder_class,))


def merge(dataset: Dataset, names: Sequence[str], name: str) -> Dataset:
    """The dataset with the classes shown as `names` as one, shown as `name`.

    Raises DataError where fewer than two classes would remain, where another class has that name, or where
    one of them is gone.
    """
    sources = _sources(dataset, names)
    if len(dataset.classes) - len(set(names)) < 1:
        raise DataError("class-edit-leaves-one", name=name)
    return _edited(dataset, EditKind.MERGE, classes=sources, name=_new_name(dataset, name, sources))


def rename(dataset: Dataset, name: str, new: str) -> Dataset:
    """The dataset with the class shown as `name` shown as `new`.

    Raises DataError where that is taken, or where the class is gone.
    """
    sources = _sources(dataset, [name])
    return _edited(dataset, EditKind.RENAME, classes=sources, name=_new_name(dataset, new, sources))


def undo(dataset: Dataset) -> Dataset:
    """The dataset without the last edit that is recorded; as it is where there is none."""
    return _changed(dataset, Record.without_last_edit)


def as_recorded(dataset: Dataset) -> Dataset:
    """The dataset as the record has it by now: another job or another window may have written to it."""
    basis = _basis(dataset)
    record = RecordFile(dataset.root).peek(set(basis.contents.values()))
    return apply_record(basis, record)[0]


def _edited(
    dataset: Dataset,
    kind: EditKind,
    pictures: tuple[Exclusion, ...] = (),
    classes: tuple[str, ...] = (),
    name: str = "",
    contents: tuple[str, ...] = (),
) -> Dataset:
    if not pictures and not classes and not contents:
        return dataset
    edit = Edit(kind, datetime.now(UTC).isoformat(timespec="seconds"), pictures, classes, name, contents)
    return _changed(dataset, lambda record: record.with_edit(edit))


def _changed(dataset: Dataset, change: Callable[[Record], Record]) -> Dataset:
    basis = _basis(dataset)
    with RecordFile(dataset.root) as file:
        record = change(file.load(set(basis.contents.values())))
        file.save(record)
    return apply_record(basis, record)[0]


def _basis(dataset: Dataset) -> Basis:
    if dataset.basis is None:
        raise ValueError("only a dataset that open_dataset opened can be edited")
    return dataset.basis


def _folder_classes(dataset: Dataset) -> list[str]:
    return folder_classes(_basis(dataset), Record("", dataset.edits))


def _contents(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.content for item in items))


def _out_now(dataset: Dataset) -> dict[str, list[tuple[str, str]]]:
    """The copies that are excluded now, by content."""
    out: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for excluded in dataset.excluded:
        out[excluded.content].append((excluded.folder_class, excluded.path.name))
    return out


def _exclusions(
    basis: Basis, out: Mapping[str, Sequence[tuple[str, str]]], reasons: Mapping[str, str], reason: str
) -> tuple[Exclusion, ...]:
    copies = Counter(basis.contents.get(sample.path) for sample in basis.folder.samples)
    return tuple(
        Exclusion(content, copies[content] - len(meant), tuple(meant), reason or reasons.get(content, ""))
        for content, meant in out.items()
    )


def _sources(dataset: Dataset, names: Sequence[str]) -> tuple[str, ...]:
    shown = dict(zip(dataset.classes, dataset.sources, strict=True))
    for name in names:
        if name not in shown:  # an edit that was asked for before this one took it away
            raise DataError("class-gone", name=name)
    return tuple(source for name in dict.fromkeys(names) for source in shown[name])


def _new_name(dataset: Dataset, name: str, sources: Sequence[str]) -> str:
    """`name` as it will be shown. It must not be that of a class which is not among `sources`."""
    name = readable(name).strip()
    if not name:
        raise DataError("class-name-empty")
    refuse_too_long(name)
    shown = dict(zip(dataset.classes, dataset.sources, strict=True))
    elsewhere = set(_basis(dataset).folder.classes) - {raw for group in dataset.sources for raw in group}
    if name in elsewhere - set(sources) or not set(shown.get(name, ())) <= set(sources):
        raise DataError("class-name-taken", name=name)
    return name
