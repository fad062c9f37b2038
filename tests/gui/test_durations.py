from __future__ import annotations

import pytest

from gui.durations import duration


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "1 s"),
        (3.4, "3 s"),
        (12, "10 s"),
        (43, "45 s"),
        (54.9, "55 s"),
        (55, "1 min"),
        (89, "1 min"),
        (91, "2 min"),
        (14 * 60, "14 min"),
        (59.4 * 60, "59 min"),
        (59.6 * 60, "1 h"),
        (3600, "1 h"),
        (130 * 60, "2 h 10 min"),
        (9 * 3600 + 59.7 * 60, "10 h"),
        (25 * 3600, "25 h"),
    ],
)
def test_times_are_said_as_a_person_says_them(seconds, words):
    assert duration(seconds) == words
