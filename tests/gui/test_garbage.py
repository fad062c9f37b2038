from __future__ import annotations

import gc

from PySide6.QtCore import QObject

from gui.garbage import GarbageCollector


class Cycle:
    alive = 0

    def __init__(self):
        type(self).alive += 1
        self.me = self

    def __del__(self):
        type(self).alive -= 1


def test_cycles_are_collected_by_the_timer_only(qapp, qtbot, monkeypatch):
    monkeypatch.setattr("gui.garbage.INTERVAL_MS", 20)
    parent = QObject()
    collector = GarbageCollector(parent)
    try:
        assert not gc.isenabled()
        Cycle()
        assert Cycle.alive == 1
        qtbot.waitUntil(lambda: Cycle.alive == 0, timeout=2000)
    finally:
        collector.stop()
    assert gc.isenabled()


def test_older_objects_are_looked_at_less_often(qapp, monkeypatch):
    parent = QObject()
    collector = GarbageCollector(parent)
    asked = []
    try:
        monkeypatch.setattr(gc, "collect", asked.append)
        for _ in range(120):
            collector.collect()
    finally:
        monkeypatch.undo()
        collector.stop()
    assert asked.count(2) == 1 and asked.count(1) == 11 and asked.count(0) == 108
