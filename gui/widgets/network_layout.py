"""Where each part of the network stands in its diagram, as large as its map is. Paints nothing.

Heights are sides of maps and widths are numbers of channels, each to one scale for all parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics

from gui.theme import SPACE, theme
from gui.widgets.heads import HEADS, head_title
from gui.widgets.inside.subject import block_title

GAP = 10
_DEPTH = 0.14  # of the height: how far the side of a map goes back
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the network. `branches` are the channels of an Inception module's four. `hangs_on` is what
    an auxiliary head reads."""

    name: str
    kind: str
    side: int
    channels: int
    branches: tuple[int, ...] = ()
    hangs_on: str = ""


@dataclass
class Places:
    """By the names of the parts: the fronts, and the columns that belong to them for the pointer."""

    bodies: dict[str, QRectF] = field(default_factory=dict)
    columns: dict[str, QRectF] = field(default_factory=dict)


def lay_out(parts: Sequence[Part], width: int, height: int) -> Places:
    """The places of all `parts` in a room of `width` x `height`."""
    places = Places()
    way = [part for part in parts if not part.hangs_on]
    if not way:
        return places
    metrics = QFontMetrics(theme().font("caption", strong=True))
    line = metrics.height()
    head_width = max(metrics.horizontalAdvance(head_title(look.key)) for look in HEADS) + 2 * SPACE
    above, below = line + 3 * SPACE, line + 4 * SPACE
    room = max(height - above - below, 1)
    middle = above + room / 2
    tall = room / max(part.side for part in way)
    labels = [
        head_width if part.kind == "linear" else metrics.horizontalAdvance(block_title(part.name))
        for part in way
    ]
    widths = _widths(way, labels, width - 2 * SPACE, tall)
    x = float(SPACE)
    for part, least, channels in zip(way, labels, widths, strict=True):
        side = max(part.side * tall, 2.0)
        if part.kind == "linear":
            places.bodies[part.name] = QRectF(x, middle - line / 2 - 4, head_width, line + 8)
            places.columns[part.name] = places.bodies[part.name].adjusted(-4, -6, 4, 6)
            break
        whole = max(channels + depth_of(side), least)
        start = x + (whole - channels - depth_of(side)) / 2
        places.bodies[part.name] = QRectF(start, middle - side / 2, channels, side)
        places.columns[part.name] = QRectF(x - GAP / 2, 0, whole + GAP, height - 3 * SPACE)
        x += whole + GAP
    for part in parts:
        if part.hangs_on:
            slab = places.bodies[part.hangs_on]
            box = QRectF(slab.center().x() - head_width / 2, SPACE / 2, head_width, line + 8)
            places.bodies[part.name] = box
            places.columns[part.name] = box.adjusted(-3, -3, 3, 3)
    return places


def depth_of(height: float) -> float:
    """How far a map of that height goes back on the screen."""
    return min(_DEPTH * height, _DEEPEST)


def _widths(way: Sequence[Part], labels: Sequence[float], room: float, tall: float) -> list[float]:
    """How wide each part's channels are drawn, to one scale, so that all parts and their names have room."""

    def needed(scale: float) -> float:
        return sum(
            max(part.channels * scale + depth_of(part.side * tall), least) + GAP
            if part.kind != "linear"
            else least
            for part, least in zip(way, labels, strict=True)
        )

    low, high = 0.0, 1.0
    for _ in range(30):
        scale = (low + high) / 2
        low, high = (scale, high) if needed(scale) < room else (low, scale)
    return [max(part.channels * low, 1.0) for part in way]
