from __future__ import annotations

from typing import Any

import pytest

from gui.widgets.precision_choice import PrecisionChoice

ANSWERS = [(0, 0, 0.95)] * 20 + [(1, 1, 0.8)] * 12 + [(1, 2, 0.6)] * 8


@pytest.fixture
def choice(qtbot: Any) -> PrecisionChoice:
    made = PrecisionChoice()
    qtbot.addWidget(made)
    made.show()
    return made


def choose(choice: PrecisionChoice, wanted: float) -> None:
    choice.choice.setCurrentIndex(choice.choice.findData(wanted))
    choice.choice.activated.emit(choice.choice.currentIndex())


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_what_the_model_does_so_far(choice: PrecisionChoice, make_evaluation: Any) -> None:
    choice.show_evaluation(make_evaluation(ANSWERS, threshold=0.9, precision=0.95))
    assert choice.choice.currentData() == 0.95
    assert plain(choice.words) == (
        "Below a probability of 90 % it is not sure. Sure of 20 of these 40 pictures, 100 % of them right."
    )
    assert not choice.keep.isVisible(), "there is nothing to keep"


def test_another_precision_is_tried_on_the_pictures_before_it_is_kept(
    choice: PrecisionChoice, make_evaluation: Any, qtbot: Any
) -> None:
    choice.show_evaluation(make_evaluation(ANSWERS, threshold=0.9, precision=0.95))
    choose(choice, 0.8)  # 32 of 40 are right: with one more that might be wrong, 33 of 41 would have to be
    assert "Below a probability of 80 % it is not sure. Sure of 32 of these 40" in plain(choice.words)
    with qtbot.waitSignal(choice.keep_wanted) as wanted:
        choice.keep.click()
    assert wanted.args == [0.8]


def test_what_the_pictures_do_not_allow_cannot_be_kept(choice: PrecisionChoice, make_evaluation: Any) -> None:
    choice.show_evaluation(make_evaluation(ANSWERS, threshold=0.9, precision=0.95))
    choose(choice, 0.99)
    assert plain(choice.words).startswith("These 40 pictures do not allow that")
    assert not choice.keep.isVisible()


def test_pictures_that_were_learned_from_tell_nothing(choice: PrecisionChoice, make_evaluation: Any) -> None:
    choice.show_evaluation(make_evaluation(ANSWERS, threshold=0.9, precision=0.95, learned_from=True))
    assert not choice.choice.isEnabled() and not choice.keep.isVisible()
    assert "has not learned from" in choice.words


def test_a_model_without_a_threshold_can_be_given_one(choice: PrecisionChoice, make_evaluation: Any) -> None:
    choice.show_evaluation(make_evaluation(ANSWERS))
    assert choice.choice.currentIndex() == -1
    assert choice.words == "This model has no threshold: it always answers."
    choose(choice, 0.9)
    assert choice.keep.isVisible()
