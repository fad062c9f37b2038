"""What Ninefold remembers of one dataset: the user's edits, and which side each picture is on. Pure.

Pictures are named by content, so that a record outlives renaming; classes by their folder's name. An edit is
never changed, only taken back: what holds now is all edits, in order. `core.data.record_file` keeps records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from core.data.split import SIDES

FORMAT = 1


class EditKind(StrEnum):
    EXCLUDE = "exclude"
    INCLUDE = "include"
    LEAVE_OUT = "leave-out"
    BRING_BACK = "bring-back"
    MERGE = "merge"
    RENAME = "rename"
    MOVE = "move"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """`keep` copies of a content stay, all others are out: 0 for a bad picture, 1 for a duplicate.

    `out` names the copies that were meant, each by its folder's class and its file name. They go first; but
    the number holds whatever the files are called by now. An empty `out` takes the exclusion back.
    """

    content: str
    keep: int
    out: tuple[tuple[str, str], ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that the user did. `when` is UTC in ISO 8601.

    `pictures` are for EXCLUDE and INCLUDE, `classes` (folder names) for the edits of classes; `name` is the
    display name that MERGE and RENAME give. MOVE puts the pictures with these `contents` into another class,
    the one in `classes`; KEEP says that they are where they belong.
    """

    kind: EditKind
    when: str
    pictures: tuple[Exclusion, ...] = ()
    classes: tuple[str, ...] = ()
    name: str = ""
    contents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """`sides` maps shares (see `shares_key`) to the side of each content; `groups` are near duplicates."""

    root: str
    edits: tuple[Edit, ...] = ()
    groups: Mapping[str, int] = field(default_factory=dict)
    sides: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def contents(self) -> set[str]:
        """Every content that the record says something about."""
        of_sides = {content for sides in self.sides.values() for content in sides}
        return of_sides | self.exclusions().keys() | self.moved().keys()

    def exclusions(self) -> dict[str, Exclusion]:
        """What is excluded now, by content."""
        now: dict[str, Exclusion] = {}
        for edit in self.edits:
            now.update((picture.content, picture) for picture in edit.pictures)
        return {content: picture for content, picture in now.items() if picture.out}

    def moved(self) -> dict[str, str]:
        """The folder's class that a picture was put into, by content."""
        now: dict[str, str] = {}
        for edit in self.edits:
            if edit.kind is EditKind.MOVE:
                now.update(dict.fromkeys(edit.contents, edit.classes[0]))
        return now

    def judged(self) -> set[str]:
        """The contents whose class the user has looked at: moved, kept or excluded."""
        kept = {content for edit in self.edits for content in edit.contents}
        return kept | self.exclusions().keys()

    def left_out(self) -> set[str]:
        """The folder's classes that are left out now."""
        now: set[str] = set()
        for edit in self.edits:
            if edit.kind is EditKind.LEAVE_OUT:
                now.update(edit.classes)
            elif edit.kind is EditKind.BRING_BACK:
                now.difference_update(edit.classes)
        return now

    def display_names(self) -> dict[str, str]:
        """The folder's classes that are shown under another name. Those under one name are one class."""
        now: dict[str, str] = {}
        for edit in self.edits:
            if edit.kind in (EditKind.MERGE, EditKind.RENAME):
                now.update(dict.fromkeys(edit.classes, edit.name))
        return now

    def with_edit(self, edit: Edit) -> Record:
        return replace(self, edits=(*self.edits, edit))

    def without_last_edit(self) -> Record:
        return replace(self, edits=self.edits[:-1])

    def with_sides(self, key: str, sides: Mapping[str, str]) -> Record:
        """The record with `sides` added to those under `key`."""
        return replace(self, sides={**self.sides, key: {**self.sides.get(key, {}), **sides}})


def shares_key(validation_share: float, test_share: float) -> str:
    """The name under which sides drawn with these shares are kept.

    Each pair of shares has sides of its own: who asks for another share wants pictures to move, and who
    returns to the former one finds the former sides.
    """
    return f"{validation_share:.6g}/{test_share:.6g}"


def to_json_values(record: Record) -> dict[str, Any]:
    """`record` as JSON-ready values."""
    return {
        "format": FORMAT,
        "root": record.root,
        "edits": [_edit_values(edit) for edit in record.edits],
        "groups": dict(record.groups),
        "sides": {key: _by_side(sides) for key, sides in record.sides.items()},
    }


def from_json_values(values: Any) -> Record:
    """The inverse of `to_json_values`. Raises ValueError for anything else."""
    try:
        if values["format"] != FORMAT:
            raise ValueError(f"format {values['format']}")
        return Record(
            root=_text(values["root"]),
            edits=tuple(_edit(edit) for edit in values["edits"]),
            groups={_text(content): int(group) for content, group in values["groups"].items()},
            sides={
                key: {_text(content): side for side in SIDES for content in by_side[side]}
                for key, by_side in values["sides"].items()
            },
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a record: {error!r}") from error


def _by_side(sides: Mapping[str, str]) -> dict[str, list[str]]:
    return {wanted: sorted(content for content, side in sides.items() if side == wanted) for wanted in SIDES}


def _edit_values(edit: Edit) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": edit.kind.value, "when": edit.when}
    if edit.pictures:
        values["pictures"] = [
            {"content": p.content, "keep": p.keep, "out": [list(copy) for copy in p.out], "reason": p.reason}
            for p in edit.pictures
        ]
    if edit.classes:
        values |= {"classes": list(edit.classes), "name": edit.name}
    if edit.contents:
        values["contents"] = list(edit.contents)
    return values


def _edit(values: Mapping[str, Any]) -> Edit:
    kind = EditKind(values["kind"])
    classes = _texts(values.get("classes", ()))
    if kind is EditKind.MOVE and not classes:
        raise ValueError("a move to nowhere")
    return Edit(
        kind=kind,
        when=_text(values["when"]),
        pictures=tuple(
            Exclusion(
                content=_text(picture["content"]),
                keep=int(picture["keep"]),
                out=tuple((_text(label), _text(name)) for label, name in picture["out"]),
                reason=_text(picture["reason"]),
            )
            for picture in values.get("pictures", ())
        ),
        classes=classes,
        name=_text(values.get("name", "")),
        contents=_texts(values.get("contents", ())),
    )


def _texts(values: Sequence[Any]) -> tuple[str, ...]:
    return tuple(_text(value) for value in values)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
