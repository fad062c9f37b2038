"""What warming up does, in a fresh process; and what an export is compared on."""

from __future__ import annotations

import os
import subprocess
import sys

from core.control import RunControl
from core.events import result_of
from core.inference.labelled import Labelled
from gui.jobs import CoreJobs

CODE = """
import gc, sys
from core.control import RunControl
from core.events import result_of
from gui.jobs import CoreJobs
assert "torch" not in sys.modules
result_of(CoreJobs().warm_up(RunControl()))
assert "torch" in sys.modules and gc.get_freeze_count() > 10_000
gc.unfreeze()
result_of(CoreJobs().warm_up(RunControl()))
assert gc.get_freeze_count() == 0, "a second time there is nothing to do"
assert "PySide6.QtWidgets" not in sys.modules
"""

BESIDE_A_WINDOW = """
import gc, sys, threading
from PySide6.QtCore import QCoreApplication, QObject
from PySide6 import QtWidgets
from core.control import RunControl
from core.events import result_of
from gui.jobs import CoreJobs
app = QCoreApplication([])
before = {id(each) for each in gc.get_objects()}
thread = threading.Thread(target=lambda: result_of(CoreJobs().warm_up(RunControl())))
thread.start()
thread.join()
assert "pyqtgraph" in sys.modules
gc.unfreeze()
made = [each for each in gc.get_objects() if isinstance(each, QObject) and id(each) not in before]
assert made == [], "what lives in the job's thread would die with it"
"""


def test_warming_up_imports_torch_once_and_spares_the_collector(tmp_path):
    environment = {**os.environ, "NINEFOLD_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr


def test_beside_a_window_charts_are_imported_as_well(tmp_path):
    environment = {**os.environ, "NINEFOLD_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", BESIDE_A_WINDOW]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr


def test_an_export_is_compared_on_pictures_of_all_classes(monkeypatch, tmp_path):
    """Datasets stand in the order of their classes: the first hundreds are all of one."""
    found = [Labelled(tmp_path / f"{number}.png", "cat" if number < 500 else "dog") for number in range(1000)]
    given = []

    def pictures_to_replay(model, folder, control):
        yield from ()
        return found

    def export_model(model, target, control, *, pictures, int8):
        given.extend(pictures)
        yield from ()

    monkeypatch.setattr("core.evaluation.replay_pictures.pictures_to_replay", pictures_to_replay)
    monkeypatch.setattr("core.inference.export.export_model", export_model)
    result_of(CoreJobs().export(tmp_path / "m.safetensors", tmp_path / "out", True, None, RunControl()))
    assert {picture.label for picture in given} == {"cat", "dog"}
