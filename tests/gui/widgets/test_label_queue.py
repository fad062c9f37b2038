"""The queue of wrong labels: every decision has a key and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.widgets.label_queue import LabelQueue


@pytest.fixture
def queue(qtbot: Any, make_label_errors: Any) -> Iterator[LabelQueue]:
    made = LabelQueue()
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show()
    made.show_suspects(make_label_errors([(0, 1), (1, 2), (2, 0)]), set())
    yield made
    made.shutdown()


@pytest.fixture
def decisions(queue: LabelQueue) -> list[tuple[Any, ...]]:
    made: list[tuple[Any, ...]] = []
    queue.keep_wanted.connect(lambda item: made.append(("keep", item.content)))
    queue.exclude_wanted.connect(lambda item: made.append(("exclude", item.content)))
    queue.move_wanted.connect(lambda item, name: made.append(("move", item.content, name)))
    queue.undo_wanted.connect(lambda: made.append(("undo",)))
    return made


def shown(queue: LabelQueue) -> str:
    assert queue.current is not None
    return queue.current.item.content


def test_each_decision_has_its_key_and_leads_to_the_next_picture(
    queue: LabelQueue, decisions: list[Any]
) -> None:
    QTest.keyClick(queue, Qt.Key.Key_K)
    QTest.keyClick(queue, Qt.Key.Key_3)
    QTest.keyClick(queue, Qt.Key.Key_X)
    assert decisions == [("keep", "content 0"), ("move", "content 1", "newt"), ("exclude", "content 2")]
    assert queue.open == 0 and queue.current is None
    assert "looked at" in queue._end.text()


def test_undo_brings_the_picture_back_to_its_place(queue: LabelQueue, decisions: list[Any]) -> None:
    QTest.keyClick(queue, Qt.Key.Key_Right)
    QTest.keyClick(queue, Qt.Key.Key_X)
    assert shown(queue) == "content 2"
    QTest.keyClick(queue, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(queue) == "content 1"
    assert decisions == [("exclude", "content 1"), ("undo",)]
    QTest.keyClick(queue, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(decisions) == 2, "what was decided elsewhere is not taken back from here"


def test_the_number_of_its_own_class_keeps_the_picture(queue: LabelQueue, decisions: list[Any]) -> None:
    QTest.keyClick(queue, Qt.Key.Key_1)
    assert decisions == [("keep", "content 0")]


def test_a_number_without_a_class_does_nothing(queue: LabelQueue, decisions: list[Any]) -> None:
    QTest.keyClick(queue, Qt.Key.Key_9)
    assert decisions == [] and queue.open == 3


def test_the_arrows_go_round(queue: LabelQueue) -> None:
    QTest.keyClick(queue, Qt.Key.Key_Left)
    assert shown(queue) == "content 2"
    QTest.keyClick(queue, Qt.Key.Key_Right)
    assert shown(queue) == "content 0"


def test_what_was_judged_before_is_not_asked_again(queue: LabelQueue, make_label_errors: Any) -> None:
    queue.show_suspects(make_label_errors([(0, 1), (1, 2)]), {"content 0"})
    assert queue.open == 1 and shown(queue) == "content 1"
    queue.show_suspects(make_label_errors([]), set())
    assert "No label" in queue._end.text()


def test_of_many_classes_one_is_the_suggested_one_and_all_can_be_chosen(
    queue: LabelQueue, decisions: list[Any], make_label_errors: Any
) -> None:
    names = [f"class {number}" for number in range(30)]
    queue.show_suspects(make_label_errors([(4, 20), (5, 6)], names), set())
    QTest.keyClick(queue, Qt.Key.Key_1)
    queue.targets.others.setCurrentIndex(18)
    queue.targets.others.activated.emit(18)
    assert decisions == [("move", "content 0", "class 20"), ("move", "content 1", "class 17")]


def test_both_opinions_are_in_words(queue: LabelQueue) -> None:
    assert queue._given.text() == "cat"
    assert queue._suggested.text().startswith("dog")
    assert "aux 2 (4d)" in queue._why.text()
