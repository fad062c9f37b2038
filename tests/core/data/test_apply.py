from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.control import RunControl
from core.data import apply as applying
from core.data.apply import FileMove, FolderPlan, apply, class_folder, plan
from core.data.dataset import Dataset, open_dataset
from core.data.edits import exclude, move, rename
from core.events import ItemFailed, observed, result_of

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"


def make(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(JPEG + name.encode())
    return root


def opened(root: Path) -> Dataset:
    return result_of(open_dataset(root, RunControl()))


def moved(dataset: Dataset, name: str, to: str) -> Dataset:
    return move(dataset, [item for item in dataset.items if item.path == dataset.root / name], to)


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    return make(tmp_path / "pets", *(f"{label}/{n}.jpg" for label in ("cat", "dog") for n in range(3)))


def test_a_moved_picture_goes_into_its_new_folder_and_back(pets: Path) -> None:
    dataset = moved(opened(pets), "cat/1.jpg", "dog")
    wanted = plan(dataset)
    assert wanted.moves == (FileMove(pets / "cat/1.jpg", pets / "dog/1.jpg"),)
    before = (pets / "cat/1.jpg").read_bytes()
    done = result_of(apply(wanted.moves, (), RunControl()))
    assert (done.moved, done.binned, done.failed) == (1, 0, 0)
    assert (pets / "dog/1 (2).jpg").read_bytes() == before
    assert (pets / "dog/1.jpg").read_bytes() == JPEG + b"dog/1.jpg"
    again = opened(pets)
    assert plan(again).moves == ()
    assert again.counts() == (2, 4)
    result_of(apply(done.back, (), RunControl()))
    assert sorted(file.name for file in (pets / "cat").iterdir()) == ["0.jpg", "1.jpg", "2.jpg"]


def test_what_was_applied_before_is_not_planned_again(pets: Path) -> None:
    dataset = moved(opened(pets), "cat/1.jpg", "dog")
    dataset = exclude(dataset, [item for item in dataset.items if item.path == pets / "dog/2.jpg"])
    result_of(apply(plan(dataset).moves, (), RunControl()))
    (pets / "dog/2.jpg").unlink()
    assert plan(dataset) == FolderPlan((), ())


def test_a_move_stays_on_its_side(tmp_path: Path) -> None:
    names = [f"{side}/{label}/{n}.jpg" for side in ("train", "val") for label in ("cat", "dog") for n in "12"]
    root = make(tmp_path / "pets", *names)
    dataset = moved(opened(root), "val/cat/1.jpg", "dog")
    assert plan(dataset).moves == (FileMove(root / "val/cat/1.jpg", root / "val/dog/1.jpg"),)


def test_nothing_is_planned_where_a_table_gives_the_classes(tmp_path: Path) -> None:
    root = make(tmp_path / "pets", *(f"{n}.jpg" for n in range(4)))
    (root / "labels.csv").write_text("0.jpg,cat\n1.jpg,cat\n2.jpg,dog\n3.jpg,dog\n")
    assert plan(moved(opened(root), "0.jpg", "dog")).moves == ()


def test_excluded_pictures_go_to_the_recycle_bin_only(pets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    binned: list[Path] = []
    monkeypatch.setattr(applying, "_to_bin", binned.append)
    dataset = opened(pets)
    dataset = exclude(dataset, [dataset.items[0]])
    wanted = plan(dataset)
    assert wanted.excluded == (dataset.excluded[0].path,)
    assert result_of(apply((), wanted.excluded, RunControl())).binned == 1
    assert binned == list(wanted.excluded)
    assert wanted.excluded[0].is_file()


def test_a_file_that_resists_is_named_and_the_others_go_on(pets: Path) -> None:
    moves = [FileMove(pets / f"cat/{name}.jpg", pets / f"dog/{name}.jpg") for name in ("gone", "2")]
    events: list[Any] = []
    job = apply(moves, (), RunControl())
    done = result_of(observed(job, events.append))
    assert [event.path for event in events if isinstance(event, ItemFailed)] == [pets / "cat/gone.jpg"]
    assert (done.moved, done.failed) == (1, 1)
    assert not (pets / "cat/2.jpg").exists()


def test_the_folder_of_a_class_is_where_most_of_its_pictures_are(tmp_path: Path) -> None:
    names = [f"train/{label}/{n}.jpg" for label in ("cat", "dog") for n in range(4)]
    root = make(tmp_path / "pets", *names, "val/cat/9.jpg", "val/dog/9.jpg")
    dataset = opened(root)
    assert class_folder(dataset, "cat") == root / "train/cat"
    assert class_folder(dataset, "newt") is None
    assert class_folder(rename(dataset, "cat", "kitten"), "kitten") == root / "train/cat"
