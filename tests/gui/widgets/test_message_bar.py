from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from gui.messages import Failure
from gui.widgets.message_bar import MessageBar


@pytest.fixture
def bar(qtbot):
    made = MessageBar()
    qtbot.addWidget(made)
    return made


def test_it_is_hidden_until_it_has_something_to_say(bar, qtbot):
    assert bar.isHidden()
    bar.say("info", "All is well.")
    assert not bar.isHidden() and bar.text == "All is well." and bar.remedy == ""
    with qtbot.waitSignal(bar.closed, timeout=100):
        bar.dismiss()
    assert bar.isHidden()


def test_details_come_on_demand_only(bar, qtbot):
    bar.say_failure(Failure("The disk is full.", "Free some space.", "Traceback ..."))
    bar.show()
    assert (bar.text, bar.remedy, bar.details) == ("The disk is full.", "Free some space.", "Traceback ...")
    assert bar.property("kind") == "danger"
    assert bar._details.isHidden()
    qtbot.mouseClick(bar._more, Qt.MouseButton.LeftButton)
    assert not bar._details.isHidden()
    qtbot.keyClick(bar._more, Qt.Key.Key_Space)
    assert bar._details.isHidden()


def test_without_details_there_is_no_button_for_them(bar):
    bar.say("warning", "Careful.")
    assert bar._more.isHidden()


def test_a_new_message_folds_the_details_of_the_last(bar):
    bar.say("danger", "One.", details="x")
    bar._more.setChecked(True)
    bar.say("danger", "Two.", details="y")
    assert bar._details.isHidden() and bar.details == "y"


def test_names_from_outside_are_plain_text(bar):
    bar.say("danger", "<b>x</b>", "<img src=y>")
    for shown in (bar._text, bar._remedy):
        assert isinstance(shown, QLabel) and shown.textFormat() is Qt.TextFormat.PlainText


def test_a_screen_reader_hears_the_whole(bar):
    bar.say("danger", "The disk is full.", "Free some space.")
    assert bar.accessibleName() == "The disk is full. Free some space."


def test_buttons_can_be_added(bar):
    button = QPushButton("Go on")
    bar.add_button(button)
    bar.say("info", "Stopped.")
    assert button.parentWidget() is bar


@pytest.mark.parametrize("remedy", ["", "Free some space."])
def test_the_icon_stands_beside_the_first_line(bar, qtbot, remedy):
    bar.add_button(QPushButton("Go on"))
    bar.resize(700, 10)
    bar.say("danger", "The disk is full.", remedy)
    qtbot.waitUntil(lambda: bar._icon.height() > 0 and bar._text.height() > 0, timeout=1000)
    bar.layout().activate()
    assert abs(bar._icon.geometry().center().y() - bar._text.geometry().center().y()) <= 2
