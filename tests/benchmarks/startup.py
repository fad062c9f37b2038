"""How long it takes from `ninefold` to its window on the screen, beside an empty window of PySide6.

Each start is a process of its own; the clock runs from before the process is made until the window has been
exposed and its event loop has emptied. Usage: startup.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

STARTS = 7

SHOWN = """
import sys, time
from PySide6.QtWidgets import QApplication
def shown(*_):
    while not any(w.isVisible() and w.windowHandle().isExposed() for w in QApplication.topLevelWidgets()):
        QApplication.processEvents()
    QApplication.processEvents()
    print(time.time() - float(sys.argv[1]), "torch" in sys.modules)
    sys.stdout.flush()
    import os
    os._exit(0)
QApplication.exec = shown
"""
NINEFOLD = SHOWN + "from gui.__main__ import main\nmain([])"
EMPTY = SHOWN + (
    "from PySide6.QtWidgets import QMainWindow\n"
    "app = QApplication([])\nwindow = QMainWindow()\nwindow.resize(1280, 800)\nwindow.show()\napp.exec()"
)


def measure(name: str, script: str) -> None:
    times = []
    for start in range(STARTS + 1):
        done = subprocess.run(
            [sys.executable, "-c", script, str(time.time())], capture_output=True, text=True, check=True
        )
        seconds, torch_loaded = done.stdout.split()
        if torch_loaded == "True":
            print(f"  {name} has imported torch")
        if start:  # the first warms the disk
            times.append(float(seconds))
    spread = f"{min(times):.2f} to {max(times):.2f}"
    print(f"  {name}: {statistics.median(times):.2f} s (median of {STARTS}, {spread})", flush=True)


if __name__ == "__main__":
    print("From the command to the window (wanted: within 1.5 s)")
    measure("ninefold", NINEFOLD)
    measure("an empty window", EMPTY)
