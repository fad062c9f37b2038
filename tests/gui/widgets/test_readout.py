from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from gui.widgets.heads import AUX1, MAIN
from gui.widgets.readout import Reading, Readout

READINGS = [Reading(MAIN, False, "main", "1.234", "1.300"), Reading(AUX1, True, "aux 1", "0.5")]


@pytest.fixture
def readout(qtbot):
    around = QWidget()
    around.resize(400, 300)
    qtbot.addWidget(around)
    around.show()
    made = Readout(around)
    yield made
    around.hide()


@pytest.mark.parametrize("x", [10.0, 120.0, 199.0, 201.0, 390.0])
def test_it_stands_beside_the_crosshair_inside_the_plot(readout, x):
    room = QRectF(40, 10, 350, 260)
    readout.show_beside(x, room, "epoch 2, step 3 of 40", READINGS, ["Epochs: 9"])
    at = readout.geometry()
    assert room.toAlignedRect().contains(at)
    if 60 < x < 340:
        assert not at.left() <= x <= at.right(), "the crosshair stays in sight"
    readout.grab()  # it can be painted


def test_it_never_outgrows_a_small_plot(readout):
    room = QRectF(40, 10, 90, 30)
    readout.show_beside(50, room, "epoch 2, step 3 of 40", READINGS, ["a note"])
    assert room.toAlignedRect().contains(readout.geometry())


def test_a_screen_reader_hears_the_values(readout):
    readout.show_beside(50, QRectF(0, 0, 300, 200), "epoch 2", READINGS, [])
    assert readout.accessibleName() == "epoch 2, main 1.234, aux 1 0.5"
