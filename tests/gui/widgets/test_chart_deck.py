from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.widgets.chart_deck import NARROW, SMOOTHING, ChartDeck
from gui.widgets.curves import CurveSpec
from gui.widgets.heads import MAIN
from gui.widgets.loss_chart import CurveChart


def chart(title):
    return CurveChart(title, [CurveSpec("main", MAIN, "", smooth=True)])


@pytest.fixture
def deck(qtbot):
    made = ChartDeck([chart("Loss"), chart("Accuracy")], [chart("Rate"), chart("Speed")], "Heads", "Steps")
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


def on_show(deck):
    return [each.head.title for each in (*deck._large, *deck._small) if each.isVisible()]


def choices(deck):
    return [button.text() for button in deck._choices.buttons() if button.isVisible()]


def test_with_much_room_there_is_everything_and_nothing_to_choose(deck):
    deck.resize(NARROW + 200, 900)
    assert on_show(deck) == ["Loss", "Accuracy", "Rate", "Speed"] and choices(deck) == []
    assert deck._cards[deck._large[0]].y() == deck._cards[deck._large[1]].y()


def test_with_less_height_one_chooses_the_row(deck, qtbot):
    deck.resize(NARROW + 200, 400)
    assert on_show(deck) == ["Loss", "Accuracy"] and choices(deck) == ["Heads", "Steps"]
    qtbot.mouseClick(deck._steps, Qt.MouseButton.LeftButton)
    assert on_show(deck) == ["Rate", "Speed"]
    qtbot.mouseClick(deck._together, Qt.MouseButton.LeftButton)
    assert on_show(deck) == ["Loss", "Accuracy"]


def test_where_it_is_narrow_too_one_chooses_the_chart(deck, qtbot):
    deck.resize(NARROW - 100, 400)
    assert on_show(deck) == ["Loss"] and choices(deck) == ["Loss", "Accuracy", "Steps"]
    qtbot.mouseClick(deck._single[1], Qt.MouseButton.LeftButton)
    assert on_show(deck) == ["Accuracy"]
    deck.resize(NARROW + 100, 400)
    assert on_show(deck) == ["Loss", "Accuracy"] and deck._together.isChecked()
    deck.resize(NARROW - 100, 400)
    assert on_show(deck) == ["Accuracy"] and deck._single[1].isChecked()


def test_narrow_and_high_they_stand_one_above_the_other(deck, qtbot):
    deck.resize(NARROW - 100, 1200)
    assert on_show(deck) == ["Loss", "Accuracy", "Rate", "Speed"]
    loss, accuracy = (deck._cards[each] for each in deck._large)
    qtbot.waitUntil(lambda: loss.geometry().bottom() < accuracy.y(), timeout=1000)


def test_the_strength_of_smoothing_is_said(deck):
    assert deck.slider.value() == SMOOTHING and deck._strength.text() == f"{SMOOTHING}\N{NO-BREAK SPACE}%"
    deck.slider.setValue(0)
    assert deck._strength.text() == "off"
