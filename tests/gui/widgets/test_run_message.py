from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QPushButton

from core.events import RunFinished, StopReason, Warned
from gui.messages import Failure
from gui.widgets.run_message import RunMessage

RUN = Path("r")


@pytest.fixture
def message(qtbot):
    made = RunMessage(QPushButton("Continue"))
    qtbot.addWidget(made)
    return made


def offers(message) -> tuple[bool, bool]:
    """Whether pictures can be named with the model, and whether the run can be continued."""
    return not message.classify_button.isHidden(), not message.continue_button.isHidden()


def finished(reason, done, accuracy):
    model = RUN / "best.safetensors" if done else None
    return RunFinished(reason, RUN, model, done, done or None, accuracy, 840.0)


def test_a_run_that_completed_says_what_it_can_do(message):
    message.tell(finished(StopReason.COMPLETED, 12, 0.874), 12)
    assert message.text == (
        "Names 87\N{NO-BREAK SPACE}% of the validation pictures correctly, pictures that it has never seen."
    )
    assert message.remedy == "Best after epoch 12. Took 14 min."
    assert message.property("kind") == "ok" and offers(message) == (True, False)


def test_a_stopped_run_can_be_continued_and_used(message):
    message.tell(finished(StopReason.STOPPED, 5, 0.5), 12)
    assert message.text == "Stopped and saved after 5 of 12 epochs."
    assert "50" in message.remedy and offers(message) == (True, True)


def test_a_run_that_was_stopped_early_has_no_model(message):
    message.tell(finished(StopReason.STOPPED, 0, None), 12)
    assert "before the first epoch" in message.text and offers(message) == (False, True)


@pytest.mark.parametrize("go_on", [True, False])
def test_a_failure_can_be_continued_where_there_is_a_checkpoint(message, go_on):
    message.tell_failure(Failure("The disk is full.", "Free some space.", "story"), go_on=go_on)
    assert message.text == "The disk is full." and offers(message) == (False, go_on)


def test_a_run_of_another_day_is_offered(message):
    message.tell_interrupted(SimpleNamespace(name="<i>flowers</i>", epochs_done=6, epochs=30))
    assert "<i>flowers</i>" in message.text and "epoch 7 of 30" in message.text
    assert offers(message) == (False, True)
    message.tell_interrupted(SimpleNamespace(name="flowers", epochs_done=30, epochs=30))
    assert "epoch 30 of 30" in message.text, "one that was stopped at its very end"


def test_other_messages_offer_nothing(message):
    message.tell(finished(StopReason.STOPPED, 5, 0.5), 12)
    message.say("warning", "Careful.")
    assert offers(message) == (False, False)


EARLY = Warned("stopped-early", {"epoch": 9, "patience": 3, "best_epoch": 6})
UNFROZEN = Warned("unfrozen", {"epoch": 3, "block": "inception4e"})


def test_a_warning_is_told_with_its_remedy_and_a_notice_without(message):
    message.warn(UNFROZEN)
    assert "inception4e" in message.text and message.property("kind") == "info"
    message.warn(EARLY)
    assert "ended early, after epoch 9" in message.text and "patience" in message.remedy
    assert message.property("kind") == "warning"


def test_a_notice_does_not_take_the_place_of_trouble_until_that_was_read(message):
    message.warn(EARLY)
    message.warn(UNFROZEN)
    assert "ended early" in message.text and message.property("kind") == "warning"
    assert "inception4e" in message.details and "ended early" not in message.details
    message.warn(Warned("rate-halved", {"epoch": 9, "step": 2, "rate": "0.001"}))
    assert "0.001" in message.text and "ended early" in message.details, "newer trouble does"
    message.dismiss()
    message.warn(UNFROZEN)
    assert "inception4e" in message.text and message.property("kind") == "info"


def test_what_was_warned_of_before_stays_among_the_details(message):
    message.warn(UNFROZEN)
    assert message.details == ""
    message.warn(EARLY)
    assert "inception4e" in message.details and "ended early" not in message.details
    message.tell(finished(StopReason.COMPLETED, 9, 0.8), 12)
    assert "inception4e" in message.details and "ended early, after epoch 9" in message.details
    message.begin()
    assert message.isHidden()
    message.warn(UNFROZEN)
    assert message.details == ""
