from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.widgets.network_diagram import NetworkDiagram
from gui.widgets.network_layout import Part

PARTS = [
    Part("conv1", "convolution", 112, 64),
    Part("inception4a", "inception", 14, 512, (192, 208, 48, 64)),
    Part("aux1", "auxiliary head", 1, 5, (), "inception4a"),
    Part("inception4b", "inception", 14, 256, (64, 64, 64, 64)),
    Part("fc", "linear", 1, 5),
]


@pytest.fixture
def diagram(qtbot):
    made = NetworkDiagram()
    qtbot.addWidget(made)
    made.resize(900, 260)
    made.show_parts(PARTS)
    made.show()
    return made


def test_sides_and_channels_are_drawn_to_scale(diagram):
    conv, first, second = (diagram.canvas.body(name) for name in ("conv1", "inception4a", "inception4b"))
    assert conv.height() / first.height() == pytest.approx(112 / 14)
    assert first.width() / second.width() == pytest.approx(512 / 256)
    assert first.width() / conv.width() == pytest.approx(512 / 64)
    assert diagram.canvas.body("aux1").bottom() < first.top()


def test_all_of_it_is_in_sight_until_it_is_made_larger(diagram, qtbot):
    assert diagram.canvas.body("fc").right() <= diagram.viewport().width()
    assert not diagram.horizontalScrollBar().isVisible()
    wide = diagram.canvas.body("inception4a").width()
    qtbot.keyClick(diagram.canvas, Qt.Key.Key_Plus)
    assert diagram.zoom > 1 and diagram.canvas.body("inception4a").width() > wide
    qtbot.keyClick(diagram.canvas, Qt.Key.Key_Minus)
    assert diagram.zoom == 1


def test_a_part_is_chosen_by_click_and_by_key(diagram, qtbot):
    with qtbot.waitSignal(diagram.chosen, timeout=500) as chosen:
        place = diagram.canvas.place_of("inception4a").toPoint()
        qtbot.mousePress(diagram.canvas, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["inception4a"]
    with qtbot.waitSignal(diagram.chosen, timeout=500) as chosen:
        qtbot.keyClick(diagram.canvas, Qt.Key.Key_Right)
    assert chosen.args == ["aux1"] and diagram.current == "aux1"
    qtbot.keyClick(diagram.canvas, Qt.Key.Key_End)
    assert diagram.current == "fc" and diagram.canvas.accessibleDescription() == "main"


def test_the_pointer_tells_what_it_is_over(diagram, qtbot):
    with qtbot.waitSignal(diagram.hovered, timeout=500) as hovered:
        qtbot.mouseMove(diagram.canvas, diagram.canvas.place_of("inception4b").toPoint())
    assert hovered.args == ["inception4b"]
