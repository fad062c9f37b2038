from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from core.control import RunControl
from core.data.dataset import Dataset, Excluded, Item, open_dataset
from core.data.edits import exclude
from core.data.prepare import prepare_dataset
from core.data.recent import recent_datasets
from core.errors import DataError
from core.events import Event, Finding, Phase, PhaseChanged, Warned, result_of, to_json
from core.messages import sentence

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"


def fill(root: Path, **classes: int) -> Path:
    """`classes` names how many different pictures each class gets."""
    for label, count in classes.items():
        for number in range(count):
            picture(root / label / f"{number}.jpg")
    return root


def picture(path: Path, content: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(JPEG + (content or f"{path.parent.name} {path.name}").encode())
    return path


def opened(root: Path, **options: object) -> Dataset:
    return result_of(open_dataset(root, RunControl(), **options))  # type: ignore[arg-type]


def prepared(root: Path, **options: object) -> Dataset:
    return result_of(prepare_dataset(root, RunControl(), **options))  # type: ignore[arg-type]


def events(root: Path) -> list[Event]:
    return list(open_dataset(root, RunControl()))


def sides(dataset: Dataset) -> dict[str, str]:
    return {item.content: item.side for item in dataset.items}


def notice(dataset: Dataset, kind: str) -> Finding:
    (found,) = [finding for finding in dataset.notices if finding.kind == kind]
    assert sentence(found.kind, found.data)
    json.loads(to_json(found))
    return found


def test_a_folder_becomes_a_dataset(tmp_path: Path) -> None:
    dataset = opened(fill(tmp_path, cat=10, dog=20))
    assert (dataset.root, dataset.classes, dataset.given_split) == (tmp_path, ("cat", "dog"), False)
    assert dataset.counts() == (10, 20)
    assert dataset.counts("validation") == (2, 4)
    assert dataset.counts("train") == (8, 16)
    assert dataset.counts("test") == (0, 0)
    assert [len(dataset.of(side)) for side in ("train", "validation", "test")] == [24, 6, 0]
    assert set(dataset.of("train")) | set(dataset.of("validation")) == set(dataset.items)
    assert all(dataset.classes[item.label] == item.path.parent.name for item in dataset.items)
    assert dataset.sources == (("cat",), ("dog",))
    assert dataset.skipped == () and dataset.excluded == () and dataset.notices == ()


def test_the_jobs_phases(tmp_path: Path) -> None:
    phases = [event.phase for event in events(fill(tmp_path, a=2, b=2)) if isinstance(event, PhaseChanged)]
    assert phases == [Phase.SCANNING, Phase.READING]


def test_no_recorded_file_moves_when_others_come_or_are_renamed(tmp_path: Path) -> None:
    first = prepared(fill(tmp_path, a=9, b=30))
    for path in (tmp_path / "a").iterdir():
        path.rename(path.with_name("renamed " + path.name))
    (tmp_path / "b").rename(tmp_path / "new name")
    fill(tmp_path, a=25, c=7)
    second = opened(tmp_path)
    assert sides(second).items() >= sides(first).items()
    assert second.classes == ("a", "c", "new name")
    assert second.counts("validation")[2] == 6


def test_the_split_is_the_same_without_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened(fill(tmp_path / "data", a=9, b=30))
    monkeypatch.setenv("NINEFOLD_HOME", str(tmp_path / "another computer"))
    assert opened(tmp_path / "data").items == first.items


def test_other_shares_are_another_split_and_the_first_one_comes_back(tmp_path: Path) -> None:
    fill(tmp_path, a=40, b=40)
    first = prepared(tmp_path)
    assert prepared(tmp_path, validation_share=0.5, test_share=0.25).counts("test") == (10, 10)
    fill(tmp_path, a=50)
    assert sides(opened(tmp_path)).items() >= sides(first).items()


def test_a_test_part(tmp_path: Path) -> None:
    dataset = opened(fill(tmp_path, a=20, b=40), validation_share=0.25, test_share=0.1)
    assert dataset.counts("test") == (2, 4)
    assert dataset.counts("validation") == (5, 10)


def test_duplicates_stay_on_one_side(tmp_path: Path) -> None:
    fill(tmp_path, a=6, b=6)
    for number in range(6):
        picture(tmp_path / "a" / f"copy of {number}.jpg", f"a {number}.jpg")
    dataset = opened(tmp_path, validation_share=0.5)
    assert len({(item.content, item.side) for item in dataset.items}) == 12
    assert Counter(Counter(item.content for item in dataset.items).values()) == {2: 6, 1: 6}


def test_opening_records_no_side(tmp_path: Path, home: Path) -> None:
    dataset = opened(fill(tmp_path, a=5, b=5))
    assert not dataset.settled
    assert not list((home / "datasets").glob("*.json"))


def test_the_record_of_a_folder_that_was_moved_is_its_own_from_then_on(tmp_path: Path, home: Path) -> None:
    first = prepared(fill(tmp_path / "old", a=5, b=5))
    (tmp_path / "old").rename(tmp_path / "new")
    assert opened(tmp_path / "new").settled
    assert sides(opened(tmp_path / "new")) == sides(first)
    assert len(list((home / "datasets").glob("*.json"))) == 2


def test_given_sides(tmp_path: Path) -> None:
    fill(tmp_path / "train", a=4, b=5)
    for name in ("1.jpg", "2.jpg"):
        picture(tmp_path / "val/a" / name, f"validation {name}")
    picture(tmp_path / "val/b/copy.jpg", "a 0.jpg")
    dataset = opened(tmp_path, test_share=0.3)
    assert dataset.given_split
    assert dataset.counts("train") == (4, 6) and dataset.counts("validation") == (2, 0)
    found = notice(dataset, "same-picture-on-both-sides")
    assert {path.relative_to(tmp_path).as_posix() for path in found.files} == {
        "train/a/0.jpg",
        "val/b/copy.jpg",
    }
    assert notice(dataset, "class-without-validation").data == {"count": 1, "names": "b"}


def test_a_class_of_one_picture_is_said(tmp_path: Path) -> None:
    dataset = opened(fill(tmp_path, a=10, b=1))
    assert dataset.counts("train")[1] == 1
    assert notice(dataset, "class-without-validation").severity == "warning"


def test_a_file_that_goes_while_it_is_opened_is_skipped(tmp_path: Path) -> None:
    fill(tmp_path, a=3, b=3)
    job = open_dataset(tmp_path, RunControl())
    for event in job:
        if event == PhaseChanged(Phase.READING):
            (tmp_path / "a/1.jpg").unlink()
            break
    dataset = result_of(job)
    assert len(dataset.items) == 5
    assert [(file.path.name, file.reason) for file in dataset.skipped] == [("1.jpg", "file-gone")]


def test_cancelled(tmp_path: Path) -> None:
    control = RunControl()
    control.stop()
    with pytest.raises(DataError) as caught:
        result_of(open_dataset(fill(tmp_path, a=2, b=2), control))
    assert caught.value.code == "cancelled"
    assert recent_datasets() == []


def test_it_is_among_the_recent_ones(tmp_path: Path) -> None:
    opened(fill(tmp_path, a=2, b=3))
    (entry,) = recent_datasets()
    assert (entry.path, entry.classes, entry.pictures) == (tmp_path, 2, 5)


def test_an_unreadable_record_is_said_and_costs_only_itself(tmp_path: Path, home: Path) -> None:
    dataset = opened(fill(tmp_path, a=5, b=5))
    exclude(dataset, dataset.items[:1])
    (record,) = (home / "datasets").glob("*.json")
    record.write_text("{")
    warnings = [event for event in events(tmp_path) if isinstance(event, Warned)]
    assert [event.code for event in warnings] == ["record-set-aside"]
    assert sentence(warnings[0].code, warnings[0].data)
    assert opened(tmp_path).items == dataset.items


def test_without_a_place_for_records_a_folder_opens_all_the_same(tmp_path: Path, home: Path) -> None:
    (home / "datasets").touch()
    job = open_dataset(fill(tmp_path, a=5, b=5), RunControl())
    seen = [event for event in job if isinstance(event, Warned)]
    assert [event.code for event in seen] == ["record-not-kept"]
    assert sentence(seen[0].code, seen[0].data).count(str(home)) == 1, "the path is told once"
    assert len(opened(tmp_path).items) == 10


def test_a_record_that_can_only_be_read_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = prepared(fill(tmp_path, a=5, b=5))
    edited = exclude(dataset, dataset.items[:1])

    def read_only(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("filelock.FileLock.acquire", read_only)
    assert opened(tmp_path).items == edited.items


def test_nothing_in_the_folder_changes(tmp_path: Path) -> None:
    fill(tmp_path, a=4, b=4)
    before = {path: path.stat().st_mtime_ns for path in [tmp_path, *tmp_path.rglob("*")]}
    dataset = opened(tmp_path)
    exclude(dataset, dataset.items[:2])
    assert {path: path.stat().st_mtime_ns for path in [tmp_path, *tmp_path.rglob("*")]} == before


def test_a_table_may_give_one_file_two_labels(tmp_path: Path) -> None:
    for name in ("1.jpg", "2.jpg", "3.jpg"):
        picture(tmp_path / name)
    (tmp_path / "labels.csv").write_text("1.jpg,a\n1.jpg,b\n2.jpg,a\n3.jpg,b\n")
    dataset = opened(tmp_path)
    assert len(dataset.items) == 4
    assert len({item.side for item in dataset.items if item.path.name == "1.jpg"}) == 1


def test_a_dataset_of_plain_values() -> None:
    items = (Item(Path("a"), 0, "x", "train"), Item(Path("b"), 1, "y", "validation"))
    dataset = Dataset(Path("root"), ("p", "q"), items)
    assert dataset.counts("train") == (1, 0)
    assert dataset.excluded == () and dataset.basis is None
    assert Excluded(Path("c"), "p", "z", "") not in dataset.excluded


def test_flowers(test_data: Path) -> None:
    dataset = opened(test_data / "data/flower_photos")
    assert dataset.counts() == (506, 718, 512, 559, 639)
    copies: dict[str, set[int]] = {}
    for item in dataset.items:
        copies.setdefault(item.content, set()).add(item.label)
    repeated = Counter(item.content for item in dataset.items)
    assert sum(count - 1 for count in repeated.values()) == 3
    assert sum(len(labels) > 1 for labels in copies.values()) == 1
    for total, validation in zip(dataset.counts(), dataset.counts("validation"), strict=True):
        assert abs(validation - 0.2 * total) <= 1
    assert os.environ["NINEFOLD_HOME"] not in str(test_data)
