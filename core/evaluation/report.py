"""An evaluation as one HTML file that needs nothing else, and as a table with a row for each picture.

Names come from anywhere: the page is a tree of elements, which escape what they hold, and runs no script.
Every text goes through `words`, so that the window can have the report in its own language.
"""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from PIL import Image

from core.data.decode import decode
from core.data.split import TEST, TRAIN, VALIDATION
from core.errors import PictureError
from core.evaluation.evaluate import ALL
from core.evaluation.evaluation import Evaluation
from core.evaluation.plots import MOST_CLASSES, confusion_svg, reliability_svg
from core.events import HeadFigures
from core.files import written_aside
from core.inference.batch import MODEL_IN_RUN
from core.inference.results import as_text
from core.messages import DOUBTS, QT_TRANSLATE_NOOP

Words = Callable[[str], str]

_PARTS = {
    VALIDATION: QT_TRANSLATE_NOOP("core", "validation pictures"),
    TEST: QT_TRANSLATE_NOOP("core", "test pictures"),
    TRAIN: QT_TRANSLATE_NOOP("core", "training pictures"),
    ALL: QT_TRANSLATE_NOOP("core", "all pictures"),
}
_MISTAKES, _PAIRS = 24, 10
_THUMBNAIL = 200  # pixels, the longer side
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1f2328; background: #fff; max-width: 960px;
       margin: 32px auto; padding: 0 24px; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 40px 0 8px; }
.quiet { color: #59636e; } .big { font-size: 40px; font-weight: 600; margin: 16px 0 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 10px; text-align: right; border-bottom: 1px solid #d0d7de; }
th:first-child, td:first-child { text-align: left; overflow-wrap: anywhere; }
svg { max-width: 100%; height: auto; font-family: inherit; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: 16px; }
figure { margin: 0; } img { width: 100%; height: 150px; object-fit: contain; background: #f6f8fa; }
figcaption { font-size: 13px; overflow-wrap: anywhere; }
tr, figure, svg { break-inside: avoid; } h2 { break-after: avoid; }
@media print { body { margin: 0; max-width: none; } * { print-color-adjust: exact; } }
"""


def write_html(evaluation: Evaluation, path: Path, words: Words = str) -> None:
    """Write `path`, whole or not at all. Reads the pictures that it shows. Raises OSError."""
    page = Element("html")
    head = SubElement(page, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    title = words(QT_TRANSLATE_NOOP("core", "Evaluation of {model}")).format(
        model=_model_name(evaluation.model)
    )
    _add(head, "title", title)
    _add(head, "style", _STYLE)
    body = SubElement(page, "body")
    _add(body, "h1", title)
    _summary(body, evaluation, words)
    _heads(body, evaluation, words)
    _classes(body, evaluation, words)
    _confusion(body, evaluation, words)
    _calibration(body, evaluation, words)
    _mistakes(body, evaluation, words)
    with written_aside(path) as file:
        file.write(b"<!DOCTYPE html>\n" + tostring(page, encoding="utf-8", method="html"))


def write_csv(evaluation: Evaluation, path: Path) -> None:
    """A table with a row for each picture and a column for each class; no formulas. Raises OSError."""
    classes, predicted = evaluation.classes, evaluation.predicted
    aux = [each for each in (evaluation.aux1, evaluation.aux2) if each is not None]
    names = [f"aux{number + 1}" for number in range(len(aux))]
    rows: list[list[str | int | float]] = [
        ["path", "part", "class", "answer", "right", "probability", "doubt", *names, *classes]
    ]
    for i, item in enumerate(evaluation.items):
        true, said = int(evaluation.labels[i]), int(predicted[i])
        doubt = evaluation.doubts[i]
        probabilities = [round(float(each), 6) for each in evaluation.probabilities[i]]
        rows.append(
            [
                *(str(item.path), item.side, classes[true], classes[said], int(true == said)),
                *(probabilities[said], doubt.value if doubt else ""),
                *(classes[int(each[i].argmax())] for each in aux),
                *probabilities,
            ]
        )
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerows([as_text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    with written_aside(path) as file:
        file.write(text.getvalue().encode("utf-8-sig", "backslashreplace"))


def _summary(body: Element, evaluation: Evaluation, words: Words) -> None:
    figures, done = evaluation.figures, evaluation.finished()
    text = QT_TRANSLATE_NOOP("core", "{pictures} pictures of {folder} ({part}), {failed} could not be read")
    facts = {"pictures": f"{done.pictures:,}", "folder": _name(evaluation.folder)}
    part = words(_PARTS[evaluation.part])
    _add(body, "p", words(text).format(**facts, part=part, failed=done.failed), "quiet")
    _add(body, "p", f"{figures.accuracy:.1%}", "big")
    text = QT_TRANSLATE_NOOP("core", "right; with so many pictures anything from {low} to {high} fits")
    _add(body, "p", words(text).format(low=f"{figures.low:.1%}", high=f"{figures.high:.1%}"), "quiet")
    if evaluation.header.threshold is not None and done.sure:
        text = QT_TRANSLATE_NOOP(
            "core", "Sure of {sure} of them, and right in {share}; not sure of the rest."
        )
        share = f"{done.sure_right / done.sure:.1%}"
        _add(body, "p", words(text).format(sure=f"{done.sure / done.pictures:.0%}", share=share))
    absent = [each.name for each in figures.classes if not each.support]
    if absent:
        text = QT_TRANSLATE_NOOP("core", "There is no picture of {names}: nothing can be said of that.")
        _add(body, "p", words(text).format(names=", ".join(absent)))


def _heads(body: Element, evaluation: Evaluation, words: Words) -> None:
    _add(body, "h2", words(QT_TRANSLATE_NOOP("core", "The three depths")))
    heads: list[tuple[str, HeadFigures | None]] = [
        (QT_TRANSLATE_NOOP("core", "aux1, after Inception 4a"), evaluation.aux1_figures),
        (QT_TRANSLATE_NOOP("core", "aux2, after Inception 4d"), evaluation.aux2_figures),
        (QT_TRANSLATE_NOOP("core", "main, at the end"), evaluation.figures),
    ]
    top = QT_TRANSLATE_NOOP("core", "Among the first {k}")
    titles = [
        QT_TRANSLATE_NOOP("core", "Head"),
        QT_TRANSLATE_NOOP("core", "Accuracy"),
        QT_TRANSLATE_NOOP("core", "Interval (95 %)"),
        QT_TRANSLATE_NOOP("core", "Balanced accuracy"),
        QT_TRANSLATE_NOOP("core", "Macro F1"),
        QT_TRANSLATE_NOOP("core", "Average precision"),
    ]
    ks = [words(top).format(k=k) for k, _ in evaluation.figures.top_k]
    rows = [
        [
            *(words(name), f"{found.accuracy:.1%}", f"{found.low:.1%} - {found.high:.1%}"),
            *(f"{found.balanced_accuracy:.1%}", f"{found.macro_f1:.3f}"),
            *(_three(found.mean_average_precision), *(f"{share:.1%}" for _, share in found.top_k)),
        ]
        for name, found in heads
        if found is not None
    ]
    _table(body, [*map(words, titles), *ks], rows)


def _classes(body: Element, evaluation: Evaluation, words: Words) -> None:
    _add(body, "h2", words(QT_TRANSLATE_NOOP("core", "Classes")))
    titles = [
        QT_TRANSLATE_NOOP("core", "Class"),
        QT_TRANSLATE_NOOP("core", "Pictures"),
        QT_TRANSLATE_NOOP("core", "Precision"),
        QT_TRANSLATE_NOOP("core", "Recall"),
        QT_TRANSLATE_NOOP("core", "F1"),
        QT_TRANSLATE_NOOP("core", "Average precision"),
    ]
    rows = []
    for each in evaluation.figures.classes:
        figures = (each.precision, each.recall, each.f1, each.average_precision)
        rows.append([each.name, f"{each.support:,}", *map(_three, figures)])
    _table(body, list(map(words, titles)), rows)


def _confusion(body: Element, evaluation: Evaluation, words: Words) -> None:
    _add(body, "h2", words(QT_TRANSLATE_NOOP("core", "What is taken for what")))
    classes = [_shown(name) for name in evaluation.classes]
    if len(classes) <= MOST_CLASSES:
        said, true = QT_TRANSLATE_NOOP("core", "answer"), QT_TRANSLATE_NOOP("core", "class")
        body.append(confusion_svg(evaluation.confusion, classes, words(said), words(true)))
    titles = [
        QT_TRANSLATE_NOOP("core", "Most confused"),
        QT_TRANSLATE_NOOP("core", "taken for"),
        QT_TRANSLATE_NOOP("core", "Pictures"),
    ]
    pairs = evaluation.most_confused(_PAIRS)
    if pairs:
        rows = [[classes[true], classes[said], f"{count:,}"] for true, said, count in pairs]
        _table(body, list(map(words, titles)), rows)


def _calibration(body: Element, evaluation: Evaluation, words: Words) -> None:
    _add(body, "h2", words(QT_TRANSLATE_NOOP("core", "How far its probabilities can be believed")))
    before, after = evaluation.calibration.before, evaluation.calibration.after
    shown = after or before
    if shown is None or before is None:
        _add(body, "p", words(QT_TRANSLATE_NOOP("core", "Too few pictures to say: 100 are needed.")))
        return
    text = QT_TRANSLATE_NOOP("core", "Expected calibration error: {ece} ({before} without temperature).")
    _add(body, "p", words(text).format(ece=f"{shown.ece:.3f}", before=f"{before.ece:.3f}"))
    if evaluation.calibration.cross_fitted:
        text = QT_TRANSLATE_NOOP(
            "core",
            "The temperature was fitted on these pictures: for this figure each fifth has that of the rest.",
        )
        _add(body, "p", words(text), "quiet")
    confidence, share = QT_TRANSLATE_NOOP("core", "probability"), QT_TRANSLATE_NOOP("core", "right")
    body.append(reliability_svg(shown, words(confidence), words(share)))


def _mistakes(body: Element, evaluation: Evaluation, words: Words) -> None:
    mistakes = evaluation.worst_mistakes(_MISTAKES)
    if not mistakes:
        return
    _add(body, "h2", words(QT_TRANSLATE_NOOP("core", "Worst mistakes")))
    grid = SubElement(body, "div", {"class": "pictures"})
    for i in mistakes:
        item, true = evaluation.items[i], int(evaluation.labels[i])
        figure = SubElement(grid, "figure")
        data = _thumbnail(item.path)
        if data:
            SubElement(figure, "img", {"src": data, "alt": ""})
        caption = SubElement(figure, "figcaption")
        text = QT_TRANSLATE_NOOP("core", "{class_name}, taken for {answer} ({probability})")
        answer = evaluation.classes[int(evaluation.predicted[i])]
        said = words(text).format(
            class_name=evaluation.classes[true],
            answer=answer,
            probability=f"{evaluation.confidence[i]:.0%}",
        )
        _add(caption, "div", said)
        doubt = evaluation.doubts[i]
        if doubt:
            _add(caption, "div", words(DOUBTS[doubt]), "quiet")
        _add(caption, "div", item.path.name, "quiet")


def _thumbnail(path: Path) -> str:
    """The picture as a data URI; "" where it cannot be read any more."""
    try:
        picture = Image.fromarray(decode(path, short_side=_THUMBNAIL).pixels)
    except PictureError:
        return ""
    picture.thumbnail((_THUMBNAIL, _THUMBNAIL))
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=85)
    return "data:image/jpeg;base64," + base64.b64encode(content.getvalue()).decode()


def _table(body: Element, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = SubElement(body, "table")
    line = SubElement(SubElement(table, "thead"), "tr")
    for title in titles:
        _add(line, "th", title)
    lines = SubElement(table, "tbody")
    for row in rows:
        line = SubElement(lines, "tr")
        for cell in row:
            _add(line, "td", cell)


def _add(parent: Element, tag: str, text: str, kind: str = "") -> None:
    element = SubElement(parent, tag, {"class": kind} if kind else {})
    element.text = text if tag == "style" else _shown(text)


def _shown(text: str) -> str:
    """`text` without characters that no page may hold: half ones of odd file names, and controls."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _name(path: Path) -> str:
    return path.name or str(path)


def _model_name(model: Path) -> str:
    """Of a run's own model, that of the run."""
    return model.absolute().parent.name if model.name == MODEL_IN_RUN else model.stem


def _three(value: float | None) -> str:
    return "\N{EN DASH}" if value is None else f"{value:.3f}"
