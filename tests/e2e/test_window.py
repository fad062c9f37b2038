"""The real window with the real core: pick, train, stop, continue, drop; and close in the midst of a run."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox

from core.events import (
    ClassifyFinished,
    EpochDone,
    ItemClassified,
    ItemFailed,
    RunFinished,
    RunStarted,
    StepDone,
    StopReason,
)
from core.model.file import read_header
from gui.session import JobState

PATIENCE = 120_000  # milliseconds; a loaded machine takes its time to import torch


def drop(page, paths) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def events(session, kind):
    return [event for event in session.training_events if isinstance(event, kind)]


def open_dropped(window, folder, qtbot) -> None:
    with qtbot.waitSignal(window._session.data.opened, timeout=PATIENCE):
        drop(window, [folder])


def choose_small_settings(window, epochs: int) -> None:
    window.show_page(window.train_page)
    setup = window.train_page.setup
    setup.editor("epochs").setValue(epochs)
    setup.editor("preprocessing.size").setValue(48)
    setup.editor("batch_size").setValue(8)
    setup.editor("threads").setValue(1)  # several threads wait for each other where the machine is busy


@pytest.fixture
def failures(window):
    """What any job complained of; a test that expects nothing asserts it empty."""
    heard = []
    session = window._session
    for signal in (session.data.failed, session.training_failed, session.classify_failed):
        signal.connect(heard.append)
    return heard


def test_pick_train_stop_continue_and_drop(window, drawn, failures, qtbot, tmp_path):
    session, page = window._session, window.train_page
    before = fingerprint(drawn)

    # Pick: the folder is dropped onto the window.
    open_dropped(window, drawn, qtbot)
    assert len(session.data.dataset.classes) == 6 and len(session.data.dataset.items) == 60
    assert len(session.data.dataset.of("validation")) == 12

    # Train, with settings typed into the form.
    choose_small_settings(window, epochs=2)
    qtbot.mouseClick(page.train_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(events(session, StepDone)) >= 2, timeout=PATIENCE)
    [started] = events(session, RunStarted)
    assert (started.training_pictures, started.validation_pictures, started.epochs) == (48, 12, 2)
    assert page.run_progress.isVisible() and window.strip.words

    # Pause and go on.
    qtbot.mouseClick(page.pause_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.training_state is JobState.PAUSED, timeout=PATIENCE)
    qtbot.mouseClick(page.resume_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.training_state is JobState.RUNNING, timeout=PATIENCE)

    # Stop: there is a checkpoint.
    qtbot.mouseClick(page.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=PATIENCE)
    assert session.training_events[-1].reason is StopReason.STOPPED
    assert (session.run / "last.ckpt").is_file()
    assert "Stopped" in page.message.text
    stopped_at = events(session, StepDone)[-1]

    # Continue to the end: no step is missing and none is done twice.
    qtbot.mouseClick(page.message.continue_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.training_events[-1] != stopped_at and session.training_state.active)
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=PATIENCE)
    finished = session.training_events[-1]
    assert isinstance(finished, RunFinished) and finished.reason is StopReason.COMPLETED
    resumed = events(session, RunStarted)[-1]
    assert resumed.resumed
    assert [(step.epoch, step.step) for step in events(session, StepDone)] == [
        (epoch, step) for epoch in (1, 2) for step in range(1, started.steps_per_epoch + 1)
    ]
    assert [epoch.epoch for epoch in events(session, EpochDone)] == [1, 2]
    charts = page.charts
    for key in ("main", "aux1", "aux2", "total"):
        assert len(charts.loss.points(key)) == 2 * started.steps_per_epoch
    for key in ("main", "aux1", "aux2"):
        assert len(charts.accuracy.points(key)) == 2
    assert "never seen" in page.message.text

    # Drop: pictures, and a file that is none, onto the Classify page.
    header = read_header(finished.model)
    assert header.classes == session.data.dataset.classes
    qtbot.mouseClick(page.message.classify_button, Qt.MouseButton.LeftButton)
    assert window.page is window.classify_page
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 no picture")
    answers = []
    session.classify_event.connect(answers.append)
    pictures = [item.path for item in session.data.dataset.of("validation")[:5]]
    with qtbot.waitSignal(session.classify_finished, timeout=PATIENCE) as done:
        drop(window.classify_page, [*pictures, broken])
    assert isinstance(done.args[0], ClassifyFinished)
    named = [answer for answer in answers if isinstance(answer, ItemClassified)]
    assert [answer.path for answer in named] == pictures
    for answer in named:
        assert len(answer.predictions) == 5  # the window shows the five most probable
        assert {prediction.label for prediction in answer.predictions} <= set(session.data.dataset.classes)
        assert 5 / 6 - 1e-4 <= sum(prediction.probability for prediction in answer.predictions) <= 1 + 1e-4
    assert [answer.path for answer in answers if isinstance(answer, ItemFailed)] == [broken]

    assert failures == []
    assert fingerprint(drawn) == before, "nothing in the user's folder was touched"


def test_pictures_are_named_while_training_goes_on(window, drawn, failures, qtbot):
    session = window._session
    open_dropped(window, drawn, qtbot)
    choose_small_settings(window, epochs=200)
    qtbot.mouseClick(window.train_page.train_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(events(session, EpochDone)), timeout=PATIENCE)
    window.show_page(window.classify_page)
    with qtbot.waitSignal(session.classify_finished, timeout=PATIENCE) as done:
        drop(window.classify_page, [drawn])
    assert (done.args[0].classified, done.args[0].failed) == (60, 0)
    assert session.training_state is JobState.RUNNING
    assert failures == []


def test_closing_in_the_midst_of_a_run_saves_it(window, drawn, failures, qtbot):
    session = window._session
    open_dropped(window, drawn, qtbot)
    choose_small_settings(window, epochs=200)
    qtbot.mouseClick(window.train_page.train_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(events(session, StepDone)) >= 2, timeout=PATIENCE)
    window.close()
    assert window.isVisible()
    box = window.findChild(QMessageBox, "close-question")
    [button] = [button for button in box.buttons() if button.text() == "Stop and close"]
    button.click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert not session.busy
    assert (session.run / "last.ckpt").is_file()
    assert session.training_events[-1].reason is StopReason.STOPPED
    assert failures == []


def test_a_folder_that_is_no_dataset_is_refused_and_the_window_lives_on(window, drawn, qtbot, tmp_path):
    session = window._session
    (tmp_path / "empty").mkdir()
    with qtbot.waitSignal(session.data.failed, timeout=PATIENCE) as failed:
        drop(window, [tmp_path / "empty"])
    assert failed.args[0].text and failed.args[0].remedy
    open_dropped(window, drawn, qtbot)
    assert session.data.dataset.root == drawn
