"""A confusion matrix and a reliability diagram as SVG elements. Knows figures and ink, and no files.

Elements of xml.etree escape whatever text they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement

import numpy as np
import numpy.typing as npt

from core.evaluation.calibration import Reliability

Words = Callable[[str], str]

MOST_CLASSES = 30
"""A matrix of more classes is no longer read cell by cell."""

_INK, _FAINT = "#1f2328", "#d0d7de"
_BLUE = "#0072B2"
_LETTERS_SHOWN = 16


def confusion_svg(confusion: npt.NDArray[np.int64], classes: Sequence[str], said: str, true: str) -> Element:
    """Each row shaded by shares of the row. `said` and `true` are the titles of columns and rows."""
    cell, margin, top = 36, 130, 118
    side = cell * len(classes)
    svg = _svg(margin + side + 12, top + side + 8)
    _text(svg, margin + side / 2, 14, said, anchor="middle", bold=True)
    turn = f"rotate(-90 12 {top + side / 2})"
    _text(svg, 12, top + side / 2, true, anchor="middle", bold=True, transform=turn)
    totals = confusion.sum(axis=1, keepdims=True)
    shares = confusion / np.maximum(totals, 1)
    for row, name in enumerate(classes):
        y = top + row * cell
        _text(svg, margin - 8, y + cell / 2 + 4, _short(name), anchor="end")
        x = margin + row * cell + cell / 2
        _text(svg, x + 4, top - 8, _short(name), anchor="start", transform=f"rotate(-55 {x + 4} {top - 8})")
        for column in range(len(classes)):
            count, share = int(confusion[row, column]), float(shares[row, column])
            left = margin + column * cell
            fill = {"fill": _BLUE, "fill-opacity": f"{share:.3f}", "stroke": _FAINT}
            box = {"x": f"{left}", "y": f"{y}", "width": f"{cell}", "height": f"{cell}"}
            title = SubElement(SubElement(svg, "rect", box | fill), "title")
            title.text = f"{name} \N{RIGHTWARDS ARROW} {classes[column]}: {count} ({share:.0%})"
            if count:
                ink = "#ffffff" if share > 0.55 else _INK
                _text(svg, left + cell / 2, y + cell / 2 + 4, f"{count}", anchor="middle", fill=ink)
    return svg


def reliability_svg(found: Reliability, confidence: str, accuracy: str) -> Element:
    """Accuracy over confidence, with the line of perfect calibration; the wider a bar, the more pictures.

    `confidence` and `accuracy` are the titles of the axes.
    """
    side, left, top = 260, 54, 10
    svg = _svg(left + side + 16, top + side + 48)
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = left + tick * side, top + (1 - tick) * side
        _line(svg, left, y, left + side, y, _FAINT)
        _text(svg, left - 8, y + 4, f"{tick:.0%}", anchor="end")
        _text(svg, x, top + side + 18, f"{tick:.0%}", anchor="middle")
    fullest = max(int(found.counts.max()), 1)
    for number in np.flatnonzero(found.counts):
        low, high = found.edges[number], found.edges[number + 1]
        width = (high - low) * side * (0.25 + 0.7 * (found.counts[number] / fullest) ** 0.5)
        middle, height = left + (low + high) / 2 * side, found.accuracy[number] * side
        box = {"x": f"{middle - width / 2:.1f}", "y": f"{top + side - height:.1f}"}
        size = {
            "width": f"{width:.1f}",
            "height": f"{max(height, 1):.1f}",
            "fill": _BLUE,
            "fill-opacity": "0.75",
        }
        title = SubElement(SubElement(svg, "rect", box | size), "title")
        title.text = (
            f"{found.counts[number]}: {found.confidence[number]:.1%} \N{RIGHTWARDS ARROW} "
            f"{found.accuracy[number]:.1%}"
        )
    _line(svg, left, top + side, left + side, top, _INK, dash="5 4")
    _line(svg, left, top + side, left + side, top + side, _INK)
    _text(svg, left + side / 2, top + side + 40, confidence, anchor="middle", bold=True)
    turn = f"rotate(-90 12 {top + side / 2})"
    _text(svg, 12, top + side / 2, accuracy, anchor="middle", bold=True, transform=turn)
    return svg


def _svg(width: float, height: float) -> Element:
    size = {"viewBox": f"0 0 {width:g} {height:g}", "width": f"{width:g}", "height": f"{height:g}"}
    return Element("svg", size | {"xmlns": "http://www.w3.org/2000/svg", "font-size": "12", "fill": _INK})


def _text(
    svg: Element, x: float, y: float, text: str, *, anchor: str, bold: bool = False, **more: str
) -> None:
    weight = {"font-weight": "600"} if bold else {}
    place = {"x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor}
    SubElement(svg, "text", place | weight | more).text = text


def _line(
    svg: Element, x1: float, y1: float, x2: float, y2: float, stroke: str, dash: str | None = None
) -> None:
    ends = {"x1": f"{x1:g}", "y1": f"{y1:g}", "x2": f"{x2:g}", "y2": f"{y2:g}", "stroke": stroke}
    SubElement(svg, "line", ends | ({"stroke-dasharray": dash} if dash else {}))


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS_SHOWN else name[: _LETTERS_SHOWN - 1] + "\N{HORIZONTAL ELLIPSIS}"
