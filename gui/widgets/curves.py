"""What a chart is told of its curves and of its legend. Knows looks, and no chart."""

from __future__ import annotations

from dataclasses import dataclass

from gui.widgets.heads import HeadLook


@dataclass(frozen=True, slots=True)
class CurveSpec:
    """`key` is what points are appended to; the button of `switch` in the legend shows and hides it.

    `text` names the curve beside its value. A `smooth` curve has one point for each step, and is smoothed
    as the user wishes.
    """

    key: str
    look: HeadLook
    switch: str
    markers: bool = False
    text: str = ""
    smooth: bool = False


@dataclass(frozen=True, slots=True)
class SwitchSpec:
    """One button of the legend."""

    key: str
    text: str
    look: HeadLook
    markers: bool = False
