"""What a message is, and how Qt's string extractor finds it."""

from __future__ import annotations

from dataclasses import dataclass


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802  (the name that Qt's extractor looks for)
    """Mark `text` for translation and return it as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """What happened in one clear sentence, and what the user can do next (empty: nothing need be done)."""

    text: str
    remedy: str = ""
    one: str = ""
