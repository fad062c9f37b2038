from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.events import ItemClassified, ItemFailed, Prediction
from core.explain.results import HeatMap
from gui.widgets.classified_view import ClassifiedView

HEAT = HeatMap(
    "b", None, "cat", 0.9, np.ones((7, 7), np.float32), 1.0, np.zeros((4, 4, 3), np.uint8), (0, 0, 1, 1)
)


@pytest.fixture
def view(qtbot: Any) -> Iterator[ClassifiedView]:
    made = ClassifiedView()
    qtbot.addWidget(made)
    made.add([ItemClassified(Path("/a.png"), (Prediction("cat", 0.9),)), ItemFailed(Path("/b.png"), "empty")])
    yield made
    made.shutdown()


def test_the_first_answer_is_shown_at_once_and_the_next_ones_together(
    view: ClassifiedView, qtbot: Any
) -> None:
    filled = []
    view.filled.connect(lambda: filled.append(view.results.total))
    for number in range(20):
        view.take(ItemClassified(Path(f"/{number}.png"), (Prediction("cat", 0.9),)))
    assert filled == [3]  # the two that were there, and the first of these
    qtbot.waitUntil(lambda: view.results.total == 22, timeout=2000)
    assert filled == [3, 22]


def test_a_heat_map_that_comes_too_late_is_not_shown(view: ClassifiedView) -> None:
    view.heat.switch.setChecked(True)
    view.show_heat(HEAT)
    assert view.detail.image.covered
    view.heat.switch.setChecked(False)
    view.show_heat(HEAT)  # asked for before the switch
    assert not view.detail.image.covered
    view.heat.switch.setChecked(True)
    view.list.choose(1)  # a file without an answer, while the map of the first is under way
    view.show_heat(HEAT)
    assert not view.detail.image.covered


def test_the_class_of_the_heat_map_outlives_a_new_model(view: ClassifiedView) -> None:
    view.show_classes(("cat", "dog"))
    view.heat.classes.setCurrentIndex(2)
    view.heat.classes.activated.emit(2)
    view.show_classes(())  # while the new file is read
    assert view.heat.label is None
    view.show_classes(("cat", "dog"))
    assert view.heat.label == "dog"
    view.show_classes(("newt",))
    assert view.heat.label is None
