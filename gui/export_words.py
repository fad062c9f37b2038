"""What an export did, in words: how far it agrees with the model, and how much smaller it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.events import ExportFinished, Quantised
from gui.text import decimal, number, percent, plain, sentences

translate = QCoreApplication.translate  # a name that the collector of texts knows


def export_words(finished: ExportFinished, quantised: Quantised | None) -> tuple[str, str]:
    """What was written where, and how it compares."""
    first = translate("export", "The model is in {path}.").format(path=plain(str(finished.target)))
    same = translate(
        "export",
        "{share} of {count} pictures get the same answer; no probability is off by more than {most}.",
    )
    if finished.drawn:
        same = translate(
            "export",
            "{share} of {count} drawn patterns get the same answer; "
            "no probability is off by more than {most}.",
        )
    words = [
        same.format(
            share=percent(finished.agreement),
            count=number(finished.pictures),
            most=_small(finished.largest_difference),
        )
    ]
    if finished.whole_difference > finished.largest_difference:
        whole = translate("export", "Where another program decodes large JPEGs in full: no more than {most}.")
        words.append(whole.format(most=_small(finished.whole_difference)))
    (before, after), (heavy, light) = finished.parameters, finished.megabytes
    off = translate(
        "export", "Without auxiliary heads: {after} of {before} million parameters, {light} of {heavy} MB."
    )
    words.append(
        off.format(
            before=decimal(before / 1e6, 1),
            after=decimal(after / 1e6, 1),
            heavy=decimal(heavy, 1),
            light=decimal(light, 1),
        )
    )
    if quantised is not None:
        small = translate("export", "In 8-bit numbers: {size} MB, {share} of the answers stay the same.")
        words.append(small.format(size=decimal(quantised.megabytes, 1), share=percent(quantised.agreement)))
        if quantised.accuracy is not None and quantised.accuracy_before is not None:
            cost = translate("export", "Right answers: {after} instead of {before}.")
            words.append(
                cost.format(after=percent(quantised.accuracy), before=percent(quantised.accuracy_before))
            )
    return first, sentences(*words)


def _small(difference: float) -> str:
    return decimal(max(difference, 0.0001), 4)
