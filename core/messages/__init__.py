"""The English sentence of every code, once: the only prose in core.

The command line prints these; the window translates them (Qt's string extractor finds what stands inside
QT_TRANSLATE_NOOP, context "core"). A sentence is filled in with `str.format` from the data of its error
or event. `one` is the sentence for `count` == 1, where a plural reads badly. Each area has a file of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.messages.base import QT_TRANSLATE_NOOP, Message
from core.messages.findings import FINDINGS
from core.messages.folders import FOLDERS
from core.messages.models import MODELS
from core.messages.pictures import PICTURES
from core.messages.resources import RESOURCES
from core.messages.training import TRAINING
from core.messages.words import DOUBTS, HEADS, PHASES

__all__ = [
    "DOUBTS",
    "HEADS",
    "MESSAGES",
    "PHASES",
    "QT_TRANSLATE_NOOP",
    "Message",
    "message",
    "remedy",
    "sentence",
]

MESSAGES: Mapping[str, Message] = {
    **TRAINING,
    **FOLDERS,
    **PICTURES,
    **FINDINGS,
    **MODELS,
    **RESOURCES,
}


def message(code: str) -> Message:
    """The message of `code`. A code without one is a bug, and raises KeyError."""
    return MESSAGES[code]


def sentence(code: str, data: Mapping[str, Any]) -> str:
    """What happened, in English."""
    entry = message(code)
    return _filled(entry.one if entry.one and data.get("count") == 1 else entry.text, data)


def remedy(code: str, data: Mapping[str, Any]) -> str:
    """What to do next, in English; "" where nothing need be done."""
    return _filled(message(code).remedy, data)


def _filled(text: str, data: Mapping[str, Any]) -> str:
    if "head" in data:
        data = {**data, "head": HEADS.get(data["head"], data["head"])}
    return text.format(**data)
