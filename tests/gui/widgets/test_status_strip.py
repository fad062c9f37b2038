from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from gui.widgets.status_strip import StatusStrip


def test_what_runs_is_said_with_its_progress(qtbot):
    strip = StatusStrip()
    qtbot.addWidget(strip)
    bar = strip.findChild(QProgressBar)
    strip.running("Training", "epoch 1 of 4", 0.25)
    assert (strip.words, strip.more) == ("Training", "epoch 1 of 4")
    assert not bar.isHidden() and bar.value() / bar.maximum() == 0.25
    strip.running("Preparing", "", None)
    assert bar.maximum() == 0, "to and fro"
    strip.idle("Nothing is running")
    assert bar.isHidden() and strip.words == "" and strip.more == "Nothing is running"
