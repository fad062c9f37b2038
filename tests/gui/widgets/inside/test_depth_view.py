from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.data.dataset import Item
from core.explain.results import Depth, DepthItem, Depths
from gui.widgets.inside.depth_view import DepthView


def depths(right: int, wrong: int) -> Depths:
    items = [
        DepthItem(
            Item(Path(f"{n}.png"), 0, str(n), "validation"), 0, (0, 0, answer), (0.5,) * 3, (0.5,) * 3, kind
        )
        for n, (answer, kind) in enumerate([(0, Depth.EASY)] * right + [(1, Depth.HARD)] * wrong)
    ]
    return Depths(("cat", "dog"), tuple(items), 0)


@pytest.mark.parametrize(("right", "wrong", "weak"), [(9, 1, False), (5, 5, True)])
def test_a_weak_network_is_said_to_accuse_wrongly(qtbot: Any, right: int, wrong: int, weak: bool) -> None:
    view = DepthView()
    qtbot.addWidget(view)
    view.show_depths(depths(right, wrong))
    words = view.words.words.replace("\xa0", " ")
    assert f"right about {10 * right} % of these 10 pictures" in words
    assert ("accuses labels that are right" in words) == weak
    view.show_depths(depths(0, 0))
    assert view.words.words == "" and view.shown == 0
    view.shutdown()
