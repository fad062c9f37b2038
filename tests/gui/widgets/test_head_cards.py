from __future__ import annotations

from typing import Any

from gui.theme import ThemeName, theme
from gui.widgets.head_cards import HeadCards

ANSWERS = [(0, 0, 0.9), (0, 1, 0.8), (1, 1, 0.7), (2, 2, 0.95)]


def row(cards: HeadCards, number: int) -> list[str]:
    model = cards.table.model()
    return [model.index(number, at).data().replace("\xa0", " ") for at in range(model.columnCount())]


def test_each_head_stands_for_itself(make_evaluation: Any, qtbot: Any) -> None:
    cards = HeadCards()
    qtbot.addWidget(cards)
    shown = make_evaluation(ANSWERS)
    cards.show_heads(shown.figures, shown.aux1_figures, shown.aux2_figures)
    texts = {key: card.accuracy_text.replace("\xa0", " ") for key, card in cards.cards.items()}
    assert texts == {"main": "75 %", "aux2": "75 %", "aux1": "25 %"}  # aux 1 has the answers reversed
    assert row(cards, 0) == ["cat", "0 %", "50 %", "50 %"]
    assert row(cards, 1) == ["dog", "100 %", "100 %", "100 %"]


def test_a_low_window_scrolls_and_cuts_no_figure(make_evaluation: Any, qtbot: Any) -> None:
    theme().apply(ThemeName.LIGHT)
    cards = HeadCards()
    qtbot.addWidget(cards)
    shown = make_evaluation(ANSWERS)
    cards.show_heads(shown.figures, shown.aux1_figures, shown.aux2_figures)
    cards.resize(872, 312)
    cards.show()
    for card in cards.cards.values():
        assert all(each.height() >= each.sizeHint().height() for each in card._more + card._names)
        assert card._accuracy.height() >= card._accuracy.sizeHint().height()


def test_a_file_without_its_heads_says_so(make_evaluation: Any, qtbot: Any) -> None:
    cards = HeadCards()
    qtbot.addWidget(cards)
    shown = make_evaluation(ANSWERS, heads=False)
    cards.show_heads(shown.figures, None, None)
    assert "without its auxiliary heads" in cards._note.text()
    assert row(cards, 2) == ["newt", "–", "–", "100 %"]
