from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QObject, QTimer, Slot

from gui.crash import CrashReporter


class Log(QObject):
    def __init__(self):
        super().__init__()
        self.failures = []

    @Slot(object)
    def add(self, failure):
        self.failures.append((failure, threading.current_thread()))


@pytest.fixture
def log(qapp):
    reporter = CrashReporter()
    made = Log()
    reporter.crashed.connect(made.add)
    hooks = sys.excepthook, threading.excepthook
    reporter.install()
    yield made
    reporter.remove()
    assert sys.excepthook is sys.__excepthook__
    sys.excepthook, threading.excepthook = hooks


def raised(error):
    try:
        raise error
    except BaseException as caught:
        return type(caught), caught, caught.__traceback__


def test_an_error_that_nobody_caught_becomes_a_message(log, capsys):
    sys.excepthook(*raised(ValueError("seven")))
    [(failure, _)] = log.failures
    assert "ValueError: seven" in failure.text and failure.remedy
    assert "Traceback" in failure.details
    assert "ValueError: seven" in capsys.readouterr().err, "the terminal has it too"


def test_an_error_in_another_thread_arrives_in_the_windows_thread(log, qtbot, capsys):
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(log.failures), timeout=1000)
    [(failure, where)] = log.failures
    assert "ZeroDivisionError" in failure.text
    assert where is threading.main_thread()


def test_a_thread_that_ends_itself_is_no_failure(log, qtbot):
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    done = []
    QTimer.singleShot(0, lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    assert log.failures == []


def test_without_a_terminal_nothing_is_written(log, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    sys.excepthook(*raised(ValueError("seven")))
    assert len(log.failures) == 1
