from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.events import ExportFinished, Quantised
from gui.export_words import export_words

FINISHED = ExportFinished(
    Path("/out/pets"), 72, 0.986, 0.0032, 0.01, (10_300_000, 5_990_000), (41.2, 24.04), drawn=False
)


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_agreement_and_size_are_told() -> None:
    first, more = map(plain, export_words(FINISHED, None))
    assert str(Path("/out/pets")) in first
    assert "99 % of 72 pictures" in more and "0.0032" in more
    assert "6.0 of 10.3 million" in more and "24.0 of 41.2 MB" in more


def test_drawn_patterns_are_not_called_pictures() -> None:
    more = plain(export_words(replace(FINISHED, pictures=6, drawn=True), None)[1])
    assert "of 6 drawn patterns get the same answer" in more


def test_other_decoders_are_told_where_they_matter() -> None:
    assert "in full: no more than 0.0100" in plain(export_words(FINISHED, None)[1])
    same = replace(FINISHED, whole_difference=FINISHED.largest_difference)
    assert "in full" not in export_words(same, None)[1]


def test_what_8_bit_numbers_cost_is_told() -> None:
    quantised = Quantised(Path("/out/q.onnx"), 6.1, 72, 0.97, 0.82, 0.81)
    more = plain(export_words(FINISHED, quantised)[1])
    assert "6.1 MB, 97 % of the answers" in more and "81 % instead of 82 %" in more
