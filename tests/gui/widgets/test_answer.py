from __future__ import annotations

from typing import Any

from core.events import Doubt, HeadPredictions, Prediction
from gui.widgets.answer import AnswerBody, AnswerHead

CAT, DOG = Prediction("cat", 0.61), Prediction("dog", 0.3)


def test_a_doubt_is_said_in_words(qtbot: Any) -> None:
    head = AnswerHead()
    qtbot.addWidget(head)
    head.show()
    head.show_answer(CAT, Doubt.UNLIKE_TRAINING)
    assert head.answer.full_text().startswith("cat  61")
    assert "unlike" in head.doubt_text
    other = head.doubt_text
    head.show_answer(CAT, Doubt.LOW_CONFIDENCE)
    assert head.doubt_text not in ("", other)
    head.show_answer(CAT, None)
    assert head.doubt_text == "" and not head._line.isVisible()


def test_five_classes_are_shown_and_each_depth_has_its_line(qtbot: Any) -> None:
    body = AnswerBody()
    qtbot.addWidget(body)
    body.show()
    many = tuple(Prediction(f"class {number}", 0.1) for number in range(9))
    body.show_answer(many, HeadPredictions(CAT, aux1=DOG, aux2=CAT))
    assert body.bars.model().rowCount() == 5
    assert [line.replace("\xa0", " ") for line in body.depths.words()] == [
        "aux 1 (4a): dog 30 %",
        "aux 2 (4d): cat 61 %",
        "main: cat 61 %",
    ]
    body.depths.grab()


def test_without_other_heads_the_depths_are_left_out(qtbot: Any) -> None:
    body = AnswerBody()
    qtbot.addWidget(body)
    body.show()
    body.show_answer((CAT,), HeadPredictions(CAT))
    assert not body.depths.isVisible() and body.depths.words() == []
    body.show_answer((CAT,), None)
    assert not body.depths.isVisible()
