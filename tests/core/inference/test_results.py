"""Tables that are no programs, and copies that overwrite nothing."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.control import RunControl
from core.events import (
    Doubt,
    Event,
    ItemClassified,
    ItemCopied,
    ItemFailed,
    Prediction,
    SortFinished,
    result_of,
)
from core.inference.results import as_text, folder_name, sort_into, write_csv


def _named(path: Path | str, *labels: str, doubt: Doubt | None = None) -> ItemClassified:
    shares = [0.8, 0.15, 0.05][: len(labels)]
    found = tuple(Prediction(label, share) for label, share in zip(labels, shares, strict=True))
    return ItemClassified(Path(path), found, doubt)


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_row_for_each_picture(tmp_path: Path) -> None:
    items = [
        _named("a/小鸟.jpg", "bird", "cat", "dog"),
        _named("b.jpg", "cat", "dog", "bird", doubt=Doubt.LOW_CONFIDENCE),
        ItemFailed(Path("c.jpg"), "file-empty"),
    ]
    write_csv(tmp_path / "t.csv", items, top_k=2)
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbffile,")
    header, first, second, third = _rows(tmp_path / "t.csv")
    assert header == ["file", "sure", "class", "probability", "class 2", "probability 2", "problem"]
    assert first == [str(Path("a/小鸟.jpg")), "yes", "bird", "0.8000", "cat", "0.1500", ""]
    assert second[1] == "no"
    assert third[:6] == ["c.jpg", "", "", "", "", ""]
    assert third[6]


def test_fewer_classes_make_fewer_columns(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", [_named("a.jpg", "yes", "no")], top_k=5)
    header, row = _rows(tmp_path / "t.csv")
    assert header[-3:] == ["class 2", "probability 2", "problem"]
    assert len(row) == len(header)
    write_csv(tmp_path / "none.csv", [])
    assert len(_rows(tmp_path / "none.csv")) == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_is_a_formula(tmp_path: Path, start: str) -> None:
    """Neither a file's name, nor a class's from a model of anybody's."""
    evil = f"{start}cmd|' /C calc'!A0"
    write_csv(tmp_path / "t.csv", [_named(evil, evil, "cat"), ItemFailed(Path(evil), "file-empty")])
    _, row, failed = _rows(tmp_path / "t.csv")
    assert row[0] == row[2] == failed[0] == f"'{evil}"


@given(st.text())
def test_text_is_kept_but_for_the_apostrophe(text: str) -> None:
    assert as_text(text).removeprefix("'") == text.removeprefix("'")
    assert not as_text(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_text_has_a_row(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", [_named(os.fsdecode(b"raw\xff.jpg"), "cat")])
    assert _rows(tmp_path / "t.csv")[1][0] == "raw\\udcff.jpg"


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    for place in ("one", "two"):
        (folder / place).mkdir(parents=True)
        (folder / place / "x.jpg").write_text(place)
    return folder


def _tree(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def _sorted(folder: Path, items: list[ItemClassified], **options: str) -> list[Event]:
    return list(sort_into(folder, items, RunControl(), **options))


def test_pictures_are_copied_into_the_folders_of_their_classes(tmp_path: Path, pictures: Path) -> None:
    target = tmp_path / "sorted"
    items = [
        _named(pictures / "one" / "x.jpg", "cat", "dog"),
        _named(pictures / "two" / "x.jpg", "cat", "dog", doubt=Doubt.UNLIKE_TRAINING),
    ]
    events = _sorted(target, items)
    assert _tree(target) == {str(Path("cat/x.jpg")): "one", str(Path("not sure/x.jpg")): "two"}
    assert _tree(pictures) == {str(Path("one/x.jpg")): "one", str(Path("two/x.jpg")): "two"}
    assert events[-1] == SortFinished(target, 2, 0, 0, False)
    assert [event for event in events if isinstance(event, ItemFailed)] == []
    _sorted(target, items[1:], unsure="不确定")
    assert (target / "不确定" / "x.jpg").read_text() == "two"


def test_nothing_is_overwritten_and_collisions_are_named(tmp_path: Path, pictures: Path) -> None:
    target = tmp_path / "sorted"
    (target / "cat").mkdir(parents=True)
    (target / "cat" / "x.jpg").write_text("mine")
    events = _sorted(target, [_named(pictures / place / "x.jpg", "cat") for place in ("one", "two")])
    copies = [event for event in events if isinstance(event, ItemCopied)]
    assert [event.renamed for event in copies] == [True, True]
    assert sorted(_tree(target).values()) == ["mine", "one", "two"]
    assert (target / "cat" / "x.jpg").read_text() == "mine"
    assert [copy.target.read_text() for copy in copies] == ["one", "two"]
    assert events[-1] == SortFinished(target, 2, 2, 0, False)


def test_a_class_leads_nowhere_else(tmp_path: Path, pictures: Path) -> None:
    target = tmp_path / "deep" / "sorted"
    labels = ["../../up", "/etc", "a/b", "..", ".", "CON", "x" * 255, "nul.txt", "lone\ud800", "Cat", "cat"]
    labels += ["not sure", "trailing. ", "C:\\Windows", "\0"]
    _sorted(target, [_named(pictures / "one" / "x.jpg", label) for label in labels])
    assert {path.parent for path in target.iterdir()} == {target}
    folders = [path.name for path in target.iterdir()]
    assert len({name.casefold() for name in folders}) == len(labels)
    assert all((target / name / "x.jpg").is_file() for name in folders)
    assert [path.name for path in tmp_path.iterdir() if path.name != "pictures"] == ["deep"]
    assert "not sure" not in folders


@given(st.text(min_size=1, max_size=60))
def test_a_folder_has_one_plain_name(label: str) -> None:
    name = folder_name(label)
    assert name not in ("", ".", "..")
    assert not set('<>:"/\\|?*') & set(name)
    assert not name.startswith(".") and not name.endswith((".", " "))
    assert Path("root", name).parent == Path("root")


def test_a_picture_that_is_gone_fails_alone(tmp_path: Path, pictures: Path) -> None:
    items = [_named(tmp_path / "gone.jpg", "cat"), _named(pictures / "one" / "x.jpg", "cat")]
    events = _sorted(tmp_path / "sorted", items)
    (failed,) = (event for event in events if isinstance(event, ItemFailed))
    assert failed.path == tmp_path / "gone.jpg"
    assert _tree(tmp_path / "sorted") == {str(Path("cat/x.jpg")): "one"}


def test_stop_ends_it_between_two_pictures(tmp_path: Path, pictures: Path) -> None:
    control = RunControl()
    control.stop()
    finished = result_of(sort_into(tmp_path / "s", [_named(pictures / "one" / "x.jpg", "cat")], control))
    assert finished == SortFinished(tmp_path / "s", 0, 0, 0, True)
    assert not (tmp_path / "s").exists()
