from __future__ import annotations

import math
from typing import Any

import numpy as np

from core.evaluation.calibration import Reliability
from gui.colors import mixed
from gui.theme import theme
from gui.widgets.reliability import ReliabilityDiagram


def bins() -> Reliability:
    """Two bins: nothing in the lower one, four pictures of five right in the upper one."""
    nothing = math.nan
    return Reliability(
        np.array([0.0, 0.5, 1.0]), np.array([0, 5]), np.array([nothing, 0.9]), np.array([nothing, 0.8]), 0.1
    )


def test_each_bar_is_in_words_too(qtbot: Any) -> None:
    diagram = ReliabilityDiagram()
    qtbot.addWidget(diagram)
    diagram.show_reliability(bins(), None)
    (line,) = diagram.lines()
    assert line.replace("\xa0", " ") == "50 % to 100 % confident: 80 % right, 5 pictures"
    assert line in diagram.accessibleDescription()


def test_a_bar_is_as_high_as_the_share_that_is_right(qtbot: Any) -> None:
    diagram = ReliabilityDiagram()
    qtbot.addWidget(diagram)
    diagram.resize(500, 500)
    diagram.show_reliability(bins(), bins())
    image = diagram.grab().toImage()
    bar = mixed("accent", "surface", 0.75)
    x = next(x for x in range(image.width() - 1, 0, -1) if image.pixelColor(x, 250) == bar)
    column = [y for y in range(image.height()) if image.pixelColor(x - 8, y) == bar]
    counts = [
        y for y in range(image.height()) if image.pixelColor(x - 8, y) == theme().color("border_strong")
    ]
    assert column and counts
    assert not [y for y in range(column[0], column[-1]) if image.pixelColor(40, y) == bar]


def test_without_pictures_it_is_an_empty_plot(qtbot: Any) -> None:
    diagram = ReliabilityDiagram()
    qtbot.addWidget(diagram)
    diagram.show_reliability(None, None)
    assert diagram.lines() == []
    diagram.grab()
