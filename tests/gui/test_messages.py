from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from core.events import Phase
from core.messages import MESSAGES, PHASES, Message
from core.messages import sentence as english
from gui import messages


class Translations(QTranslator):
    def __init__(self, table: dict[str, str]) -> None:
        super().__init__()
        self.table = table

    def isEmpty(self) -> bool:
        return False

    def translate(self, context, source, disambiguation=None, n=-1):
        return self.table.get(source, "") if context == "core" else ""


@pytest.fixture
def translated(qapp):
    installed = []

    def install(table):
        translator = Translations(table)
        QCoreApplication.installTranslator(translator)
        installed.append(translator)

    yield install
    for translator in installed:
        QCoreApplication.removeTranslator(translator)


def test_english_is_the_sentence_of_core():
    failure = messages.failure("unexpected", {"detail": "x"}, "story")
    assert failure.text == MESSAGES["unexpected"].text.format(detail="x")
    assert failure.remedy == MESSAGES["unexpected"].remedy
    assert failure.details == "story"


def test_one_has_its_own_sentence(monkeypatch):
    monkeypatch.setitem(MESSAGES, "few", Message("{count} files.", one="One file."))
    assert messages.sentence("few", {"count": 1}) == "One file."
    assert messages.sentence("few", {"count": 3}) == "3 files."
    assert messages.remedy("few", {"count": 1}) == ""


def test_sentences_and_phases_are_translated(translated):
    translated({MESSAGES["unexpected"].text: "Panne: {detail}", PHASES[Phase.VALIDATING]: "Prüfung"})
    assert messages.sentence("unexpected", {"detail": "x"}) == "Panne: x"
    assert messages.phase_words(Phase.VALIDATING) == "Prüfung"


STUCK = {"head": "aux1", "steps": 90, "loss": "1.61", "chance": "1.61", "classes": 5}


def test_a_head_has_the_name_that_it_has_everywhere(translated):
    assert "The head aux 1 (4a) has learned nothing" in messages.sentence("head-at-chance", STUCK)
    assert messages.sentence("head-at-chance", STUCK) == english("head-at-chance", STUCK)
    translated({"aux 1 (4a)": "辅助 1 (4a)", MESSAGES["head-at-chance"].text: "{head}没有学到东西"})
    assert messages.sentence("head-at-chance", STUCK) == "辅助 1 (4a)没有学到东西"


@pytest.mark.parametrize("broken", ["{detial}", "{", "{0}"])
def test_a_slip_in_a_translation_does_not_hide_what_happened(translated, broken):
    translated({MESSAGES["unexpected"].text: broken})
    assert messages.sentence("unexpected", {"detail": "x"}) == MESSAGES["unexpected"].text.format(detail="x")


def test_data_that_is_missing_still_gives_a_sentence():
    assert messages.sentence("unexpected", {}) == MESSAGES["unexpected"].text


def test_a_code_without_a_sentence_is_shown_itself():
    assert "no-such-code" in messages.sentence("no-such-code", {})
    assert messages.remedy("no-such-code", {})


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_has_words(phase):
    assert messages.phase_words(phase)
