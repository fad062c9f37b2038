"""Edits of a dataset: one after the other, on the real record, in a thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.control import RunControl
from core.data.dataset import Dataset, open_dataset
from core.events import result_of
from gui.editing import Editing
from gui.jobs import CoreJobs
from gui.lane import Lane


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(24):
        path = tmp_path / "set" / ("cat", "dog", "newt")[number % 3] / f"{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 8), (10 * number, 5, 7)).save(path)
    return tmp_path / "set"


@pytest.fixture
def dataset(folder: Path) -> Dataset:
    return result_of(open_dataset(folder, RunControl()))


@pytest.fixture
def editing(dataset: Dataset, qtbot: Any, request: Any) -> Iterator[Editing]:
    from PySide6.QtCore import QObject

    parent = QObject()
    lane = Lane(parent)
    made = Editing(CoreJobs(), lane, parent)
    made.use(dataset)
    yield made
    if lane.busy:
        with qtbot.waitSignal(lane.settled):
            lane.cancel()
    parent.deleteLater()


def test_edits_asked_for_at_once_all_hold(editing: Editing, dataset: Dataset, qtbot: Any) -> None:
    seen: list[Dataset] = []
    editing.edited.connect(seen.append)
    first, second = dataset.items[0], dataset.items[5]
    editing.exclude([first.path], "blurred")
    editing.exclude([second.path])
    editing.rename("cat", "tom")
    editing.merge(["dog", "newt"], "dog")
    qtbot.waitUntil(lambda: len(seen) == 4)
    result = seen[-1]
    assert {e.path: e.reason for e in result.excluded} == {first.path: "blurred", second.path: ""}
    assert result.classes == ("dog", "tom")
    assert len(result.items) == 22
    assert len(result.edits) == 4


def test_what_was_done_can_be_taken_back(
    editing: Editing, dataset: Dataset, folder: Path, qtbot: Any
) -> None:
    seen: list[Dataset] = []
    editing.edited.connect(seen.append)
    editing.leave_out(["newt"])
    editing.exclude([dataset.items[0].path])
    editing.include([dataset.items[0].path])
    editing.bring_back(["newt"])
    for _ in range(4):
        editing.undo()
    qtbot.waitUntil(lambda: len(seen) == 8)
    assert seen[0].left_out == ("newt",)
    assert seen[3].items == dataset.items
    assert not seen[-1].edits
    assert result_of(open_dataset(folder, RunControl())).items == dataset.items


def test_what_cannot_be_done_is_said_and_the_rest_is_dropped(
    editing: Editing, dataset: Dataset, qtbot: Any
) -> None:
    seen: list[Dataset] = []
    editing.edited.connect(seen.append)
    with qtbot.waitSignal(editing.failed) as failed:
        editing.rename("cat", "dog")
        editing.rename("cat", "tom")
    assert "dog" in failed.args[0].text
    assert seen == []
    with qtbot.waitSignal(editing.edited):
        editing.rename("cat", "tom")
    assert seen[-1].classes == ("dog", "newt", "tom")


def test_what_a_check_returns_is_taken_over(editing: Editing, dataset: Dataset, qtbot: Any) -> None:
    other = replace(dataset, items=tuple(replace(item, side="train") for item in dataset.items))
    with qtbot.waitSignal(editing.edited) as edited:
        editing.take_over(other)
    assert edited.args[0] is other


def test_a_check_of_a_settled_dataset_changes_nothing(editing: Editing, dataset: Dataset) -> None:
    editing.use(replace(dataset, settled=True))
    editing.take_over(dataset)
    assert not editing._lane.state.active


def test_an_edit_during_the_check_is_not_lost(editing: Editing, dataset: Dataset, qtbot: Any) -> None:
    with qtbot.waitSignals([editing.edited, editing.edited]):
        editing.rename("cat", "tom")
        editing.take_over(replace(dataset, settled=not dataset.settled))  # checked before the edit
    seen: list[Dataset] = []
    editing.edited.connect(seen.append)
    with qtbot.waitSignal(editing.edited):
        editing.rename("dog", "rex")
    assert seen[-1].classes == ("newt", "rex", "tom")


def test_another_dataset_drops_what_waited(editing: Editing, dataset: Dataset, qtbot: Any) -> None:
    editing.exclude([dataset.items[0].path])
    editing.exclude([dataset.items[1].path])
    editing.use(dataset)
    with qtbot.waitSignal(editing.edited) as edited:
        editing.exclude([dataset.items[2].path])
    assert dataset.items[2].path in {e.path for e in edited.args[0].excluded}
    assert dataset.items[1].path not in {e.path for e in edited.args[0].excluded}


def test_pictures_are_moved_and_kept_and_both_are_taken_back(
    editing: Editing, dataset: Dataset, qtbot: Any
) -> None:
    first, second = dataset.items[0], dataset.items[1]
    other = next(name for name in dataset.classes if name != dataset.classes[first.label])
    with qtbot.waitSignal(editing.edited) as moved:
        editing.move([first.path], other)
    after = moved.args[0]
    found = next(item for item in after.items if item.path == first.path)
    assert after.classes[found.label] == other
    with qtbot.waitSignal(editing.edited) as kept:
        editing.keep([second.path])
    assert len(kept.args[0].edits) == 2
    for left in (1, 0):
        with qtbot.waitSignal(editing.edited) as undone:
            editing.undo()
        assert len(undone.args[0].edits) == left
