from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from core.errors import DataError, ResourceError
from core.events import Phase, PhaseChanged, Progress
from core.paths import weights_dir
from gui.widgets.start_from import StartFrom

NAME = "googlenet-1378be20.pth"
MB = 1 << 20


class Download:
    """What stands for core's job: a server that says nothing more after 12 MB until it is let go on."""

    def __init__(self, jobs):
        self.hold = threading.Event()
        self.hold.set()
        self.error = None
        self.asked = 0
        jobs.fetch_weights = self.fetch_weights

    def fetch_weights(self, control):
        self.asked += 1
        yield PhaseChanged(Phase.DOWNLOADING)
        yield Progress(Phase.DOWNLOADING, 12 * MB, 50 * MB)
        while not self.hold.is_set() and not control.stop_requested:
            self.hold.wait(0.002)
        if control.stop_requested:
            raise DataError("cancelled")
        if self.error:
            raise self.error
        weights_dir().mkdir(parents=True, exist_ok=True)
        (weights_dir() / NAME).write_bytes(b"weights")
        return weights_dir() / NAME


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("NINEFOLD_HOME", str(tmp_path))
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))


@pytest.fixture
def download(jobs):
    return Download(jobs)


@pytest.fixture
def start(download, session, qtbot):
    made = StartFrom(session.starting)
    qtbot.addWidget(made)
    qtbot.addWidget(made.note)
    made.show()
    yield made
    download.hold.set()
    made.hide()


def choose(start, value):
    start._choice.show_value(value)
    start._choice.activated.emit(start._choice.currentIndex())


def test_nothing_is_fetched_before_the_click(start, download, qtbot):
    with qtbot.waitSignal(start.edited, timeout=100):
        choose(start, "imagenet")
    assert start.value == "imagenet" and start.missing
    assert str(weights_dir()) in start.note.text() and "50 MB" in start.note.text()
    assert not start.note.isHidden()
    assert start.fetch_button.isVisible() and download.asked == 0


def test_the_weights_are_fetched_with_progress(start, download, session, qtbot):
    choose(start, "imagenet")
    download.hold.clear()
    qtbot.mouseClick(start.fetch_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: start.words == "12 of 50 MB", timeout=5000)
    assert start._bar.isVisible() and start._bar.value() == 12 * MB and start.cancel_button.isVisible()
    assert not start.fetch_button.isVisible()
    download.hold.set()
    qtbot.waitUntil(lambda: not session.starting.fetching, timeout=5000)
    assert not start.missing and NAME in start.words and start.note.isHidden()
    assert not start._bar.isVisible() and not start.fetch_button.isVisible()


def test_a_download_can_be_cancelled_and_taken_up_again(start, download, session, qtbot):
    failures = []
    session.starting.failed.connect(failures.append)
    choose(start, "imagenet")
    download.hold.clear()
    start.fetch_button.click()
    qtbot.waitUntil(lambda: start.words == "12 of 50 MB", timeout=5000)
    start.cancel_button.click()
    qtbot.waitUntil(lambda: not session.starting.fetching, timeout=5000)
    assert start.missing and start.fetch_button.isVisible() and failures == []
    download.hold.set()
    start.fetch_button.click()
    qtbot.waitUntil(lambda: not start.missing, timeout=5000)


def test_without_a_network_it_says_so(start, download, session, qtbot):
    choose(start, "imagenet")
    download.error = ResourceError(
        "download-unreachable", host="pytorch.org", detail="no route", url="u", folder="f"
    )
    with qtbot.waitSignal(session.starting.failed, timeout=5000) as told:
        start.fetch_button.click()
    assert "pytorch.org cannot be reached" in told.args[0].text and told.args[0].remedy
    assert start.fetch_button.isVisible(), "one can try again"


def dialog(start):
    return start.findChildren(QFileDialog)[-1]


def test_a_model_of_ones_own_is_asked_for(start, qtbot, tmp_path):
    choose(start, "own")
    assert start.value == "", "nothing is chosen yet"
    with qtbot.waitSignal(start.edited, timeout=100):
        dialog(start).fileSelected.emit(str(tmp_path / "<b>best.safetensors"))
    dialog(start).close()
    assert start.value == str(tmp_path / "<b>best.safetensors") and not start.missing
    assert "<b>best" in start.words and start._words.textFormat() is Qt.TextFormat.PlainText
    assert "&lt;b&gt;best" in start._words.toolTip()  # which Qt would take for markup


def test_a_dialog_that_is_left_changes_nothing(start, qtbot):
    edits = []
    start.edited.connect(lambda: edits.append(1))
    choose(start, "own")
    dialog(start).reject()
    assert start.value == "" and start._choice.read() == "" and edits == []


def test_what_differs_from_the_recipe_is_marked(start):
    start.show_value("imagenet", changed=True)
    assert start._title.property("role") == "changed" and start._choice.read() == "imagenet"
    start.show_value("")
    assert start._title.property("role") == "caption"
