"""What warming up does, in a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys

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


def test_warming_up_imports_torch_once_and_spares_the_collector(tmp_path):
    environment = {**os.environ, "NINEFOLD_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
