"""The way in, in fresh processes: what is imported when."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

import gui.__main__

HEAVY = ("torch", "torchvision", "PySide6", "pyqtgraph")


def modules_after(code: str, tmp_path) -> set[str]:
    """Those of HEAVY that a fresh interpreter has loaded after `code`."""
    report = f"import json, sys; print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NINEFOLD_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_command_line_never_loads_qt(tmp_path):
    code = """
import gui.__main__
try:
    gui.__main__.main(["check", "/no/such/folder"])
except SystemExit:
    pass
"""
    assert not modules_after(code, tmp_path) & {"PySide6", "pyqtgraph"}


def test_the_window_is_on_show_before_torch_and_the_charts_are_loaded(tmp_path):
    code = """
from gui.application import make_application
from gui.main_window import MainWindow
from gui.session import Session
from gui.settings import Settings
app = make_application()
window = MainWindow(Session(), Settings())
window.show()
app.processEvents()
assert window.isVisible() and "Ninefold" in window.windowTitle()
"""
    assert modules_after(code + "\nimport os, sys", tmp_path) == {"PySide6"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_it_ends_in_one_sentence(tmp_path):
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in screens}
    done = subprocess.run(
        [sys.executable, "-m", "gui"],
        capture_output=True,
        text=True,
        env={**environment, "NINEFOLD_HOME": str(tmp_path)},
    )
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "no screen" in done.stderr


@pytest.mark.parametrize("arguments", [["classify", "model", "a.png"], ["--version"], ["nonsense"]])
def test_arguments_go_to_the_command_line(monkeypatch, arguments):
    import core.cli

    seen = []
    monkeypatch.setattr(core.cli, "main", lambda argv: seen.append(argv) or 7)
    assert gui.__main__.main(arguments) == 7
    assert seen == [arguments]


def test_no_arguments_open_the_window(monkeypatch):
    import gui.application

    monkeypatch.setattr(gui.application, "run_window", lambda: 5)
    assert gui.__main__.main([]) == 5


def test_ctrl_c_in_the_terminal_closes_the_window_in_good_order(tmp_path):
    code = """
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gui.__main__ import main
run = QApplication.exec
def exec_and_interrupt(*_):
    QTimer.singleShot(100, lambda: os.kill(os.getpid(), signal.SIGINT))
    return run()
QApplication.exec = exec_and_interrupt
sys.exit(main([]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=30,
        env={**os.environ, "NINEFOLD_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr and "QThread" not in done.stderr
    assert (tmp_path / "settings.ini").is_file(), "the window's place is remembered"
