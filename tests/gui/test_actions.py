from __future__ import annotations

import pytest

from gui.actions import ActionButton, Actions, Command, allowed
from gui.session import JobState
from gui.situation import Situation

ALWAYS = {Command.OPEN_FOLDER, Command.OPEN_SAMPLE, Command.QUIT, Command.ABOUT}
S = JobState


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        (Situation(), set()),
        (Situation(dataset=True), {Command.TRAIN}),
        (Situation(dataset=True, settings_usable=False), set()),
        (Situation(dataset=True, data=S.RUNNING), set()),
        (Situation(dataset=True, training=S.PREPARING), {Command.STOP}),
        (Situation(dataset=True, training=S.RUNNING, can_continue=True), {Command.PAUSE, Command.STOP}),
        (Situation(dataset=True, training=S.PAUSING), {Command.RESUME, Command.STOP}),
        (Situation(dataset=True, training=S.PAUSED), {Command.RESUME, Command.STOP}),
        (Situation(dataset=True, training=S.STOPPING, can_continue=True), set()),
        (Situation(dataset=True, training=S.FAILED), {Command.TRAIN}),
        (Situation(dataset=True, training=S.FAILED, can_continue=True), {Command.TRAIN, Command.CONTINUE}),
        (Situation(can_continue=True), {Command.CONTINUE}),
    ],
)
def test_what_is_enabled_follows_from_the_situation(situation, expected):
    assert allowed(situation) == expected | ALWAYS


def test_actions_and_their_buttons_follow_the_session(session, qtbot, tmp_path):
    actions = Actions(session, session)
    button = ActionButton(actions[Command.TRAIN], "play", "primary")
    qtbot.addWidget(button)
    assert not button.isEnabled()
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.open(tmp_path)
    assert button.isEnabled()
    triggered = []
    actions[Command.TRAIN].triggered.connect(lambda: triggered.append(True))
    button.click()
    assert triggered == [True]


def test_no_two_commands_share_a_shortcut(session):
    actions = Actions(session, session)
    keys = [
        key.toString() for command in Command for key in actions[command].shortcuts() if not key.isEmpty()
    ]
    assert len(keys) == len(set(keys))


def test_every_command_has_a_name_and_an_icon(session):
    actions = Actions(session, session)
    for command in Command:
        assert actions[command].text()
        assert not actions[command].icon().pixmap(16, 16).isNull()
