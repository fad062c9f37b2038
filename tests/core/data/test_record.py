from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from core.data import record_file
from core.data.recent import MOST, forget, note_opened, recent_datasets
from core.data.record import (
    Edit,
    EditKind,
    Exclusion,
    Record,
    from_json_values,
    shares_key,
    to_json_values,
)
from core.data.record_file import RecordFile
from core.data.split import SIDES
from core.errors import ResourceError

NOW = "2026-01-02T03:04:05+00:00"
names = st.text(max_size=8)
exclusions = st.builds(
    Exclusion,
    content=names,
    keep=st.integers(0, 3),
    out=st.lists(st.tuples(names, names), max_size=2).map(tuple),
    reason=names,
)
edits = st.builds(
    Edit,
    kind=st.sampled_from([kind for kind in EditKind if kind is not EditKind.MOVE]),
    when=names,
    pictures=st.lists(exclusions, max_size=2).map(tuple),
    classes=st.just(()),
    name=st.just(""),
) | st.builds(
    Edit,
    kind=st.sampled_from(EditKind),
    when=names,
    classes=st.lists(names, min_size=1, max_size=3).map(tuple),
    name=names,
    contents=st.lists(names, max_size=2).map(tuple),
)
records = st.builds(
    Record,
    root=names,
    edits=st.lists(edits, max_size=4).map(tuple),
    groups=st.dictionaries(names, st.integers(), max_size=3),
    sides=st.dictionaries(names, st.dictionaries(names, st.sampled_from(SIDES), max_size=4), max_size=2),
)


def excluded(content: str, keep: int = 0, *out: tuple[str, str]) -> Edit:
    return Edit(EditKind.EXCLUDE, NOW, (Exclusion(content, keep, out or (("cat", "1.jpg"),), "blurred"),))


def of_classes(kind: EditKind, *classes: str, name: str = "") -> Edit:
    return Edit(kind, NOW, classes=classes, name=name)


def saved(root: Path, record: Record) -> Record:
    with RecordFile(root) as file:
        file.save(record)
    return record


def loaded(root: Path, *contents: str) -> Record:
    with RecordFile(root) as file:
        return file.load(set(contents))


def record_paths(home: Path) -> list[Path]:
    return sorted((home / "datasets").glob("*.json"))


@given(records)
def test_a_record_comes_back_from_json(record: Record) -> None:
    assert from_json_values(json.loads(json.dumps(to_json_values(record)))) == record


@given(records, st.lists(edits, max_size=4))
def test_every_edit_can_be_taken_back(record: Record, more: list[Edit]) -> None:
    changed = record
    for edit in more:
        changed = changed.with_edit(edit)
    for _ in more:
        changed = changed.without_last_edit()
    assert changed == record


def test_the_last_word_on_a_picture_holds() -> None:
    record = Record("/x").with_edit(excluded("a", 1)).with_edit(excluded("b")).with_edit(excluded("a", 0))
    assert {content: e.keep for content, e in record.exclusions().items()} == {"a": 0, "b": 0}
    back = record.with_edit(Edit(EditKind.INCLUDE, NOW, (Exclusion("a", 2, ()),)))
    assert back.exclusions().keys() == {"b"}
    assert back.without_last_edit().exclusions() == record.exclusions()


def test_the_last_word_on_a_class_holds() -> None:
    record = Record("/x")
    for edit in (
        of_classes(EditKind.LEAVE_OUT, "a", "b"),
        of_classes(EditKind.BRING_BACK, "a"),
        of_classes(EditKind.MERGE, "c", "d", name="cd"),
        of_classes(EditKind.RENAME, "c", name="see"),
    ):
        record = record.with_edit(edit)
    assert record.left_out() == {"b"}
    assert record.display_names() == {"c": "see", "d": "cd"}
    assert record.without_last_edit().display_names() == {"c": "cd", "d": "cd"}


def test_sides_are_kept_for_each_pair_of_shares() -> None:
    usual, other = shares_key(0.2, 0.0), shares_key(0.3, 0.1)
    record = Record("/x").with_sides(usual, {"a": "train"}).with_sides(other, {"a": "test"})
    record = record.with_sides(usual, {"b": "validation"})
    assert record.sides == {usual: {"a": "train", "b": "validation"}, other: {"a": "test"}}
    assert record.contents() == {"a", "b"}
    assert shares_key(0.1 + 0.2, 0) == shares_key(0.3, 0.0)


@pytest.mark.parametrize(
    "values",
    [
        None,
        [],
        {},
        {"format": 99},
        {"format": 1, "root": 3, "edits": [], "groups": {}, "sides": {}},
        {"format": 1, "root": "x", "edits": [{"kind": "explode", "when": ""}], "groups": {}, "sides": {}},
        {"format": 1, "root": "x", "edits": [], "groups": {"a": "b"}, "sides": {}},
        {"format": 1, "root": "x", "edits": [], "groups": {}, "sides": {"0.2/0": {"train": [1]}}},
    ],
)
def test_what_is_no_record_is_refused(values: object) -> None:
    with pytest.raises(ValueError):
        from_json_values(values)


def test_a_record_is_known_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "pets").mkdir()
    record = saved(tmp_path / "pets", Record(str(tmp_path / "pets")).with_edit(excluded("a")))
    assert loaded(tmp_path / "pets", "nothing", "in common") == record
    assert loaded(tmp_path / "pets/../pets") == record
    assert loaded(tmp_path) == Record(str(tmp_path))


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege")
def test_a_link_to_the_folder_is_the_same_dataset(tmp_path: Path) -> None:
    (tmp_path / "pets").mkdir()
    (tmp_path / "link").symlink_to("pets")
    record = saved(tmp_path / "link", Record(str(tmp_path / "pets")).with_edit(excluded("a")))
    assert loaded(tmp_path / "pets") == record


def test_a_folder_that_was_moved_is_known_again(tmp_path: Path, home: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    sides = dict.fromkeys("abcdef", "train")
    saved(old, Record(str(old)).with_edit(excluded("a")).with_sides("0.2/0", sides))
    assert loaded(new, *"abcdef").edits == ()  # the old folder is still there: this is a copy
    shutil.rmtree(old)
    assert loaded(new, *"abc", "x", "y").sides == {"0.2/0": sides}
    assert loaded(new, *"abc").root == str(new)
    assert loaded(new, *"ab", "x", "y").edits == ()  # less than half is known
    saved(new, loaded(new, *"abc"))
    assert len(record_paths(home)) == 2  # the old record stays: its disk may only be away


def test_the_record_that_knows_most_is_taken(tmp_path: Path) -> None:
    saved(tmp_path / "a", Record("/gone/a").with_sides("0.2/0", dict.fromkeys("abc", "train")))
    saved(tmp_path / "b", Record("/gone/b").with_sides("0.2/0", dict.fromkeys("abcde", "test")))
    assert set(loaded(tmp_path / "new", *"abcdefg").sides["0.2/0"].values()) == {"test"}


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b'{"format": 7}'])
def test_an_unreadable_record_is_set_aside(tmp_path: Path, home: Path, damage: bytes) -> None:
    saved(tmp_path, Record(str(tmp_path)).with_edit(excluded("a")))
    (path,) = record_paths(home)
    for number in (1, 2):
        path.write_bytes(damage)
        with RecordFile(tmp_path) as file:
            assert file.load(set()) == Record(str(tmp_path))
            assert file.set_aside is not None and file.set_aside.read_bytes() == damage
            assert file.set_aside.name.endswith(f".unreadable-{number}")
    assert record_paths(home) == []


def test_a_failed_write_leaves_the_record_as_it_was(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = saved(tmp_path, Record(str(tmp_path)).with_edit(excluded("a")))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("core.files.os.fsync", full)
    with pytest.raises(ResourceError) as caught:
        saved(tmp_path, record.with_edit(excluded("b")))
    assert caught.value.code == "record-not-kept"
    monkeypatch.undo()
    monkeypatch.setenv("NINEFOLD_HOME", str(home))
    assert loaded(tmp_path) == record
    assert [path.suffix for path in (home / "datasets").iterdir() if path.suffix == ".part"] == []


def test_two_windows_take_turns(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(tmp_path, Record(str(tmp_path)))
    (lock,) = (home / "datasets").glob("*.lock")
    monkeypatch.setattr(record_file, "_BUSY_SECONDS", 0.05)
    with FileLock(lock), pytest.raises(ResourceError):
        loaded(tmp_path)
    assert loaded(tmp_path) == Record(str(tmp_path))


def test_recent_datasets(tmp_path: Path) -> None:
    assert recent_datasets() == []
    for number in range(MOST + 3):
        note_opened(tmp_path / str(number), number, 10 * number)
    note_opened(tmp_path / "7", 2, 99)
    assert [entry.path.name for entry in recent_datasets()] == [
        "7",
        *(str(number) for number in range(MOST + 2, 2, -1) if number != 7),
    ]
    assert (recent_datasets()[0].classes, recent_datasets()[0].pictures) == (2, 99)
    forget(tmp_path / "7")
    assert recent_datasets()[0].path == tmp_path / str(MOST + 2)


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b'[{"path": 1}]', b"\xff"])
def test_a_damaged_list_of_recent_datasets(tmp_path: Path, home: Path, damage: bytes) -> None:
    (home / "recent.json").write_bytes(damage)
    assert recent_datasets() == []
    note_opened(tmp_path, 2, 3)
    assert len(recent_datasets()) == 1


def test_recent_datasets_without_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NINEFOLD_HOME", str(tmp_path / "file"))
    note_opened(tmp_path, 2, 3)
    assert recent_datasets() == []
