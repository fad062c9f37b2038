"""What a chart is told of its curves and of its legend. Knows looks, and no chart."""

from __future__ import annotations

from dataclasses import dataclass

from gui.widgets.heads import HeadLook


@dataclass(frozen=True, slots=True)
class CurveSpec:
    """`key` is what points are appended to; the button of `switch` in the legend shows and hides it."""

    key: str
    look: HeadLook
    switch: str
    markers: bool = False


@dataclass(frozen=True, slots=True)
class SwitchSpec:
    """One button of the legend."""

    key: str
    text: str
    look: HeadLook
    markers: bool = False
