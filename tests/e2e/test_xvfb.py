"""A real X11 window under Xvfb: it comes up in a process of its own, is seen by the server, and closes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

STARTS_WITHIN = 30  # seconds

SCRIPT = """
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from gui.__main__ import main

run = QApplication.exec
def exec_and_look(*_):
    def look():
        window = next(w for w in QApplication.topLevelWidgets() if "Ninefold" in w.windowTitle())
        if not window.windowHandle().isExposed():
            QTimer.singleShot(50, look)
            return
        picture = window.screen().grabWindow(0).toImage()  # what the X server shows
        picture.save(sys.argv[1])
        print(QGuiApplication.platformName(), window.width(), window.height(), "torch" in sys.modules)
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGINT)  # Ctrl-C in the terminal closes the window in good order
    QTimer.singleShot(200, look)
    return run()
QApplication.exec = exec_and_look
sys.exit(main([]))
"""


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """The name of a screen of 1280x900 that nobody sees."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    try:
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


def test_a_real_window_comes_up_and_closes(display: str, tmp_path: Path) -> None:
    seen = tmp_path / "screen.png"
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "NINEFOLD_HOME": str(tmp_path)}
    environment.pop("WAYLAND_DISPLAY", None)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(seen)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=STARTS_WITHIN,
    )
    assert done.returncode == 0, done.stderr
    platform, width, height, torch = done.stdout.split()
    assert platform == "xcb" and torch == "False"
    assert int(width) >= 960 and int(height) >= 640
    assert "Traceback" not in done.stderr

    from PIL import Image

    with Image.open(seen) as picture:
        assert picture.size == (1280, 900)
        colours = picture.convert("RGB").getcolors(1 << 24)
        assert len(colours) > 50, "more than an empty screen"
