"""Words and numbers as the window shows them. Names from outside become harmless plain text here.

Knows no widget. Class and file names may hold anything: markup, line breaks, marks that turn the direction of
writing, bytes that are no UTF-8.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable
from functools import reduce
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(name: str) -> str:
    """`name` on one line, without control characters and lone surrogates; any script is kept."""
    if name.isprintable():
        return name
    return "".join(REPLACEMENT if _is_harmful(mark) else mark for mark in name)


def file_name(path: Path) -> str:
    return plain(path.name or str(path))


def tooltip(text: str) -> str:
    """`text` for a tooltip, which Qt would else take for rich text where it looks like it."""
    return f"<p style='white-space:pre'>{html.escape(text)}</p>"


def label_text(name: str) -> str:
    """`name` for a button or a menu, where a single "&" would mark a shortcut."""
    return plain(name).replace("&", "&&")


def listed(names: Iterable[str]) -> str:
    """`names` for a sentence, as harmless text."""
    return joined(plain(name) for name in names)


def joined(parts: Iterable[str]) -> str:
    """`parts` one after the other, as the language separates what it lists."""
    pattern = QCoreApplication.translate("lists", "{0}, {1}")
    first, *others = [*parts] or [""]
    return reduce(pattern.format, others, first)


def sentences(*texts: str) -> str:
    """Those that say something, one after the other."""
    pattern = QCoreApplication.translate("lists", "{0} {1}", "two sentences")
    first, *others = [text for text in texts if text] or [""]
    return reduce(pattern.format, others, first)


def valued(name: str, value: str) -> str:
    """What something is called, and what it is."""
    return QCoreApplication.translate("lists", "{0}: {1}").format(name, value)


def number(value: int) -> str:
    """With the separators of the user's own language."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)  # the C locale would leave them out
    return locale.toString(value)


def decimal(value: float, digits: int = 2) -> str:
    """With so many digits after the decimal sign of the user's own language."""
    return QLocale().toString(value, "f", digits)


def shortest(value: float) -> str:
    """With as few digits as say it, six at most."""
    return QLocale().toString(value, "g", 6)


def percent(share: float) -> str:
    """A probability 0..1 in whole per cent; only a certain one shows 100, and only an impossible one 0."""
    value = 100.0 * share
    shown = "<1" if 0.0 < value < 1.0 else ">99" if 99.0 < value < 100.0 else str(round(value))
    return per_cent(shown)


def per_cent(shown: str) -> str:
    """A number with its sign, as the language writes it."""
    words = QCoreApplication.translate("numbers", "{0} %").replace(" ", "\N{NO-BREAK SPACE}")
    return words.format(shown)


def _is_harmful(mark: str) -> bool:
    return mark in _TURNING or unicodedata.category(mark) in ("Cc", "Cs", "Zl", "Zp")
