from __future__ import annotations

from typing import Any

from core.events import Doubt
from gui.evaluated import EvaluatedPictures, caption, pictures_of_class, result_at

ANSWERS = [(0, 0, 0.6), (0, 1, 0.9), (0, 0, 0.95), (1, 1, 0.8), (0, 2, 0.5)]


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_a_caption_says_what_a_wrong_answer_should_have_been(make_evaluation: Any) -> None:
    evaluation = make_evaluation(ANSWERS)
    assert plain(caption(evaluation, 0)) == "60 %  cat"
    assert plain(caption(evaluation, 1)) == "90 %  dog, not cat"


def test_pictures_are_made_when_they_are_asked_for(make_evaluation: Any) -> None:
    pictures = EvaluatedPictures(make_evaluation(ANSWERS), (4, 1))
    assert len(pictures) == 2
    assert [picture.path.name for picture in pictures] == ["4.png", "1.png"]
    assert [picture.path.name for picture in pictures[1:]] == ["1.png"]


def test_of_a_class_the_mistakes_come_first_and_the_surest_of_them(make_evaluation: Any) -> None:
    assert pictures_of_class(make_evaluation(ANSWERS), 0) == [1, 4, 2, 0]
    assert pictures_of_class(make_evaluation(ANSWERS), 2) == []


def test_a_picture_is_shown_as_it_would_be_named(make_evaluation: Any) -> None:
    result = result_at(make_evaluation(ANSWERS, threshold=0.7), 0)
    assert [p.label for p in result.predictions] == ["cat", "dog", "newt"]
    assert result.doubt is Doubt.LOW_CONFIDENCE
    assert result.depths is not None and result.depths.main == result.predictions[0]
    assert result.depths.aux1 is not None and result.depths.aux1.label == "newt"  # the answers reversed
    alone = result_at(make_evaluation(ANSWERS, heads=False), 0)
    assert alone.depths is not None and alone.depths.aux1 is None
