from __future__ import annotations

from pathlib import Path

import pytest

from core.control import RunControl
from core.data.dataset import Dataset, Item, open_dataset
from core.data.edits import (
    as_recorded,
    bring_back,
    exclude,
    include,
    judged,
    keep,
    leave_out,
    merge,
    move,
    rename,
    undo,
)
from core.data.prepare import prepare_dataset
from core.data.record import EditKind
from core.errors import DataError, ResourceError
from core.events import result_of
from core.messages import remedy, sentence

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"


def picture(path: Path, content: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(JPEG + (content or f"{path.parent.name} {path.name}").encode())
    return path


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    """Three classes of six; one picture twice in cat, one under two labels."""
    root = tmp_path / "pets"
    for label in ("bird", "cat", "dog"):
        for number in range(6):
            picture(root / label / f"{number}.jpg")
    picture(root / "cat/copy.jpg", "cat 0.jpg")
    picture(root / "dog/wrong.jpg", "cat 1.jpg")
    return root


def opened(root: Path) -> Dataset:
    return result_of(open_dataset(root, RunControl()))


def item(dataset: Dataset, name: str) -> Item:
    (found,) = [item for item in dataset.items if item.path.relative_to(dataset.root).as_posix() == name]
    return found


def names(dataset: Dataset) -> set[str]:
    return {item.path.relative_to(dataset.root).as_posix() for item in dataset.items}


def out(dataset: Dataset) -> set[str]:
    return {excluded.path.relative_to(dataset.root).as_posix() for excluded in dataset.excluded}


def test_an_excluded_picture_is_out_at_once_and_for_good(pets: Path) -> None:
    before = opened(pets)
    after = exclude(before, [item(before, "bird/0.jpg")], "blurred")
    assert names(before) - names(after) == out(after) == {"bird/0.jpg"}
    (excluded,) = after.excluded
    assert (excluded.folder_class, excluded.reason) == ("bird", "blurred")
    assert opened(pets) == after
    assert [edit.kind for edit in after.edits] == [EditKind.EXCLUDE]


def test_exclusion_survives_renaming_of_file_class_and_folder(pets: Path) -> None:
    dataset = opened(pets)
    exclude(dataset, [item(dataset, "bird/0.jpg")])
    (pets / "bird/0.jpg").rename(pets / "bird/9.jpg")
    assert out(opened(pets)) == {"bird/9.jpg"}
    (pets / "bird").rename(pets / "fowl")
    assert out(opened(pets)) == {"fowl/9.jpg"}
    moved = pets.rename(pets.with_name("moved"))
    assert out(opened(moved)) == {"fowl/9.jpg"}


def test_of_two_copies_only_the_chosen_one_goes(pets: Path) -> None:
    dataset = opened(pets)
    after = exclude(dataset, [item(dataset, "cat/copy.jpg")], "duplicate")
    assert out(after) == {"cat/copy.jpg"}
    (pets / "cat/copy.jpg").unlink()
    assert out(opened(pets)) == set()  # one copy is to be kept, and only one is left


def test_of_two_labels_only_the_wrong_one_goes(pets: Path) -> None:
    dataset = opened(pets)
    exclude(dataset, [item(dataset, "dog/wrong.jpg")])
    (pets / "dog/wrong.jpg").rename(pets / "dog/renamed.jpg")
    assert out(opened(pets)) == {"dog/renamed.jpg"}


def test_of_two_labels_in_a_table_only_the_chosen_one_goes(tmp_path: Path) -> None:
    for name in ("1.jpg", "2.jpg", "3.jpg"):
        picture(tmp_path / name)
    (tmp_path / "labels.csv").write_text("1.jpg,a\n1.jpg,b\n2.jpg,a\n3.jpg,b\n")
    dataset = opened(tmp_path)
    for label in (0, 1):
        (wrong,) = [item for item in dataset.items if item.path.name == "1.jpg" and item.label == label]
        after = exclude(dataset, [wrong])
        assert [excluded.folder_class for excluded in after.excluded] == [dataset.classes[label]]
        undo(after)


def test_all_copies_one_after_the_other(pets: Path) -> None:
    dataset = opened(pets)
    dataset = exclude(dataset, [item(dataset, "cat/copy.jpg")], "duplicate")
    dataset = exclude(dataset, [item(dataset, "cat/0.jpg")], "blurred")
    assert out(dataset) == {"cat/copy.jpg", "cat/0.jpg"}
    assert out(undo(dataset)) == {"cat/copy.jpg"}


def test_include_takes_back_one_exclusion_among_many(pets: Path) -> None:
    dataset = opened(pets)
    chosen = ["cat/copy.jpg", "cat/0.jpg", "bird/1.jpg"]
    dataset = exclude(dataset, [item(dataset, name) for name in chosen], "blurred")
    back = [excluded for excluded in dataset.excluded if excluded.path.name == "copy.jpg"]
    dataset = include(dataset, back)
    assert out(dataset) == {"cat/0.jpg", "bird/1.jpg"}
    assert {excluded.reason for excluded in dataset.excluded} == {"blurred"}
    assert out(opened(pets)) == {"cat/0.jpg", "bird/1.jpg"}
    assert out(include(dataset, dataset.excluded)) == set()
    assert out(undo(opened(pets))) == {"cat/0.jpg", "bird/1.jpg"}


def test_a_picture_that_comes_back_has_its_side(pets: Path) -> None:
    before = opened(pets)
    assert undo(exclude(before, before.items[:5])).items == before.items


def test_excluding_nothing_is_no_edit(pets: Path) -> None:
    dataset = opened(pets)
    assert exclude(dataset, []) is dataset
    assert undo(dataset) == dataset


def test_a_class_left_out(pets: Path) -> None:
    before = opened(pets)
    after = leave_out(before, "cat")
    assert after.classes == ("bird", "dog") and after.left_out == ("cat",)
    assert after.counts() == (6, 7)
    assert {item.path.parent.name for item in after.items} == {"bird", "dog"}
    assert opened(pets) == after
    assert bring_back(after, "cat").items == before.items
    assert undo(before).items == after.items  # the last edit was to bring it back


def test_classes_merged(pets: Path) -> None:
    before = result_of(prepare_dataset(pets, RunControl()))
    after = merge(before, ["cat", "dog"], "mammal")
    assert after.classes == ("bird", "mammal")
    assert after.sources == (("bird",), ("cat", "dog"))
    assert after.counts() == (6, 14)
    assert {item.content: item.side for item in after.items} == {i.content: i.side for i in before.items}
    assert merge(before, ["cat", "dog"], "cat").classes == ("bird", "cat")
    assert undo(undo(opened(pets))).items == before.items


def test_a_class_renamed_for_display(pets: Path) -> None:
    dataset = rename(opened(pets), "cat", "  Zu\u0308rich 猫 ")
    assert dataset.classes == ("Zürich 猫", "bird", "dog")
    assert dataset.counts() == (7, 6, 7)
    dataset = rename(dataset, "Zürich 猫", "tom")
    assert dataset.sources == (("bird",), ("dog",), ("cat",))
    assert rename(dataset, "tom", "cat").classes == ("bird", "cat", "dog")
    assert sorted(path.name for path in pets.iterdir()) == ["bird", "cat", "dog"]


def test_a_merged_class_is_renamed_and_left_out_as_one(pets: Path) -> None:
    dataset = rename(merge(opened(pets), ["cat", "dog"], "mammal"), "mammal", "beast")
    assert dataset.sources == (("cat", "dog"), ("bird",))
    picture(pets / "fish/1.jpg")
    dataset = leave_out(opened(pets), "beast")
    assert dataset.left_out == ("cat", "dog")


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda d: rename(d, "cat", "dog"), "class-name-taken"),
        (lambda d: rename(d, "cat", "   "), "class-name-empty"),
        (lambda d: rename(d, "cat", "猫" * 86), "class-name-too-long"),
        (lambda d: rename(rename(d, "cat", "tom"), "cat", "puss"), "class-gone"),
        (lambda d: merge(leave_out(d, "cat"), ["cat", "dog"], "pet"), "class-gone"),
        (lambda d: merge(d, ["cat", "dog"], "bird"), "class-name-taken"),
        (lambda d: merge(d, ["cat", "dog", "bird"], "all"), "class-edit-leaves-one"),
        (lambda d: leave_out(leave_out(d, "cat"), "dog"), "class-edit-leaves-one"),
        (lambda d: rename(leave_out(d, "cat"), "dog", "cat"), "class-name-taken"),
    ],
)
def test_edits_that_make_no_sense_are_refused(pets: Path, edit: object, code: str) -> None:
    with pytest.raises(DataError) as caught:
        edit(opened(pets))  # type: ignore[operator]
    assert caught.value.code == code
    assert sentence(code, caught.value.data) and remedy(code, caught.value.data)


def test_what_is_left_out_or_in_already_stays_so(pets: Path) -> None:
    once = leave_out(opened(pets), "cat")
    assert leave_out(once, "cat") is once
    assert bring_back(once, "dog") is once


def test_a_name_as_long_as_a_model_can_hold(pets: Path) -> None:
    assert "猫" * 85 in rename(opened(pets), "cat", "猫" * 85).classes


def test_when_the_folder_loses_classes_it_still_opens(pets: Path) -> None:
    leave_out(opened(pets), "cat")
    for path in (pets / "dog").iterdir():
        path.unlink()
    dataset = opened(pets)
    assert dataset.classes == ("bird",)
    assert "too-few-classes-left" in {finding.kind for finding in dataset.notices}
    assert bring_back(dataset, "cat").classes == ("bird", "cat")


def test_everything_may_be_excluded(pets: Path) -> None:
    before = opened(pets)
    dataset = exclude(before, before.items)
    assert dataset.items == () and dataset.classes == ()
    assert undo(opened(pets)).items == before.items


def test_edits_of_two_windows_add_up(pets: Path) -> None:
    first, second = opened(pets), opened(pets)
    exclude(first, [item(first, "bird/0.jpg")])
    assert out(exclude(second, [item(second, "bird/1.jpg")])) == {"bird/0.jpg", "bird/1.jpg"}


def test_what_another_window_recorded_is_read(pets: Path) -> None:
    mine, theirs = opened(pets), opened(pets)
    changed = rename(exclude(theirs, [item(theirs, "bird/0.jpg")]), "cat", "tom")
    assert as_recorded(mine) == changed


def test_an_edit_that_cannot_be_kept_is_refused(
    pets: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = opened(pets)
    monkeypatch.setenv("NINEFOLD_HOME", str(pets / "bird/0.jpg"))
    with pytest.raises(ResourceError) as caught:
        exclude(dataset, dataset.items[:1])
    assert caught.value.code == "record-not-kept"


def label(dataset: Dataset, name: str) -> str:
    return dataset.classes[item(dataset, name).label]


def test_a_moved_picture_counts_as_the_other_class_for_good(pets: Path) -> None:
    before = opened(pets)
    after = move(before, [item(before, "bird/0.jpg")], "cat")
    assert label(after, "bird/0.jpg") == "cat"
    assert names(after) == names(before)
    assert opened(pets) == after
    assert judged(after) == {item(before, "bird/0.jpg").content}
    assert undo(after).items == before.items
    assert (pets / "bird/0.jpg").is_file()


def test_every_copy_of_a_moved_picture_moves_with_it(pets: Path) -> None:
    dataset = opened(pets)
    after = move(dataset, [item(dataset, "dog/wrong.jpg")], "bird")
    assert label(after, "dog/wrong.jpg") == label(after, "cat/1.jpg") == "bird"


def test_a_moved_picture_can_be_excluded_and_taken_back(pets: Path) -> None:
    dataset = opened(pets)
    moved = move(dataset, [item(dataset, "bird/0.jpg")], "cat")
    after = exclude(moved, [item(moved, "bird/0.jpg")])
    assert out(after) == {"bird/0.jpg"}
    assert label(include(after, after.excluded), "bird/0.jpg") == "cat"


def test_a_moved_picture_follows_its_class_and_returns_where_that_is_gone(pets: Path) -> None:
    dataset = opened(pets)
    moved = move(dataset, [item(dataset, "bird/0.jpg")], "cat")
    assert "bird/0.jpg" not in names(leave_out(moved, "cat"))
    (pets / "cat").rename(pets / "kitten")
    assert label(opened(pets), "bird/0.jpg") == "bird"


def test_a_move_into_a_merged_class_counts_as_that_class(pets: Path) -> None:
    merged = merge(opened(pets), ["cat", "dog"], "beast")
    after = move(merged, [item(merged, "bird/0.jpg")], "beast")
    assert label(after, "bird/0.jpg") == "beast"


def test_what_is_kept_stays_and_is_not_asked_about_again(pets: Path) -> None:
    before = opened(pets)
    after = keep(before, [item(before, "bird/0.jpg")])
    assert after.items == before.items
    assert judged(opened(pets)) == {item(before, "bird/0.jpg").content}
    assert judged(undo(after)) == set()


def test_a_move_to_a_class_that_is_gone_is_refused(pets: Path) -> None:
    dataset = opened(pets)
    with pytest.raises(DataError) as caught:
        move(dataset, [item(dataset, "bird/0.jpg")], "newt")
    assert caught.value.code == "class-gone"
