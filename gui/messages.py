"""Core's sentences in the user's language; knows codes and words, and no widget.

Core speaks in codes whose English stands in `core.messages`; here it is translated (context "core") and
filled in. A `Failure` is what a person reads when a job could not do its work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from core.events import Phase
from core.messages import HEADS, MESSAGES, PHASES
from core.training.recipes import RECIPES


@dataclass(frozen=True, slots=True)
class Failure:
    """What happened in one sentence, what to do next, and the details on demand; all ready to be shown."""

    text: str
    remedy: str
    details: str


def sentence(code: str, data: Mapping[str, Any]) -> str:
    """What happened, in the user's language. A code without a sentence is shown as an unexpected one."""
    entry = MESSAGES.get(code)
    if entry is None:
        return sentence("unexpected", {"detail": code})
    return _filled(entry.one if entry.one and data.get("count") == 1 else entry.text, data)


def remedy(code: str, data: Mapping[str, Any]) -> str:
    """What to do next, in the user's language; "" where nothing need be done."""
    entry = MESSAGES.get(code) or MESSAGES["unexpected"]
    return _filled(entry.remedy, data) if entry.remedy else ""


def phase_words(phase: Phase) -> str:
    """What a job is doing just now, such as "Validating"."""
    return QCoreApplication.translate("core", PHASES[phase])


def recipe_title(name: str) -> str:
    """What a recipe is called, such as "Quick"; the name itself for one that is not known."""
    return QCoreApplication.translate("core", RECIPES[name].title) if name in RECIPES else name


def failure(code: str, data: Mapping[str, Any], details: str) -> Failure:
    """The failure of a job that ended with `code`; `details` is for the curious and is shown as it is."""
    return Failure(sentence(code, data), remedy(code, data), details)


def _filled(english: str, data: Mapping[str, Any]) -> str:
    if "allowed" in data:  # it may be words of core
        data = {**data, "allowed": QCoreApplication.translate("core", str(data["allowed"]))}
    if "head" in data:
        data = {**data, "head": QCoreApplication.translate("core", HEADS.get(data["head"], data["head"]))}
    for text in (QCoreApplication.translate("core", english), english):
        try:
            return text.format(**data)
        except (KeyError, IndexError, ValueError):
            continue  # a slip in a translation, or data that is missing, must never hide what happened
    return english
