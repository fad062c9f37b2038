from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt

from core.explain.geometry import Field
from gui.widgets.inside.field_picture import FieldPicture


def test_the_pointer_chooses_the_nearest_place(qtbot):
    picture = FieldPicture()
    qtbot.addWidget(picture)
    picture.resize(200, 200)
    picture.show()
    picture.show_picture(np.zeros((100, 100, 3), np.uint8), 100)
    picture.show_field(Field(30, 20, 10.0), 5)  # middles at 10, 30, 50, 70, 90
    assert picture.place == (2, 2)
    with qtbot.waitSignal(picture.place_changed, timeout=500):
        qtbot.mouseMove(picture, QPoint(145, 22))  # twice as large on the screen: 72.5, 11
    assert picture.place == (0, 3)
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert picture.place == (1, 4)
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert picture.place == (1, 4), "there is nothing beyond the edge"
