from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lines import duration, plain


@given(st.text(st.characters(codec=None)))
def test_plain_text_is_one_printable_line(text: str) -> None:
    assert plain(text).isprintable()
    if text.isprintable():
        assert plain(text) == text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s"), (3599.7, "1 h 0 min"), (7500, "2 h 5 min")],
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words
