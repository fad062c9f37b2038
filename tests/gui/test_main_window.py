from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QToolButton

from core.errors import DataError
from core.events import RunFinished, StepDone
from core.training.recipes import recipe_config
from gui.actions import Command
from gui.main_window import MainWindow
from gui.messages import Failure
from gui.run_offer import RunOffer
from gui.session import JobState
from gui.settings import Settings
from gui.theme import ThemeName, theme


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("NINEFOLD_HOME", str(tmp_path / "home"))
    return Settings()


@pytest.fixture
def window(session, settings, jobs, qtbot):
    made = MainWindow(session, settings)
    made.show()
    yield made
    jobs.hold_opening.set()
    if session.busy:
        with qtbot.waitSignal(session.all_stopped, timeout=5000):
            session.shutdown()
    made.close()
    made.deleteLater()
    theme().apply(ThemeName.LIGHT)


@pytest.fixture
def trains(window, jobs, session, qtbot):
    """The window while a run waits at its fifth step."""
    jobs.hold_at = (2, 2)
    session.start_training(recipe_config("quick", Path("/pictures"), epochs=4))
    qtbot.waitUntil(
        lambda: sum(isinstance(event, StepDone) for event in session.training_events) == 5, timeout=5000
    )
    return window


def question(window) -> QMessageBox | None:
    boxes = [box for box in window.findChildren(QMessageBox) if box.objectName() == "close-question"]
    return boxes[0] if boxes else None


def answer(window, text: str) -> None:
    [button] = [button for button in question(window).buttons() if button.text() == text]
    button.click()


def drag(paths, kind, window):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where = QPoint(50, 50) if kind is QDragEnterEvent else QPointF(50, 50)
    event = kind(
        where, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.setAccepted(False)
    (window.dragEnterEvent if kind is QDragEnterEvent else window.dropEvent)(event)
    event.kept = mime
    return event


def test_the_window_has_its_name_and_its_pages(window):
    assert "Ninefold" in window.windowTitle()
    assert [button.text() for button in window.rail.findChildren(QToolButton)] == [
        "Data", "Train", "Results", "Classify", "Inside",
    ]  # fmt: skip
    assert window.page is window.data_page


def test_pages_are_reached_by_click_and_by_key(window, qtbot):
    _, train, _, classify, *_ = window.rail.findChildren(QToolButton)
    qtbot.mouseClick(train, Qt.MouseButton.LeftButton)
    assert window.page is window.train_page and train.isChecked()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=2000)
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page is window.classify_page, timeout=2000)
    assert classify.isChecked()


def test_what_runs_is_seen_from_every_page(trains, session, qtbot):
    window = trains
    qtbot.waitUntil(lambda: window.strip.words == "Training: Quick", timeout=2000)
    assert "epoch 2 of 4" in window.strip.more
    visible = [button.text() for button in window._strip_buttons if button.isVisible()]
    assert visible == ["Pause", "Stop"]
    for page in (window.train_page, window.classify_page):
        window.show_page(page)
        assert window.strip.isVisible() and window.strip.words == "Training: Quick"
    window._strip_buttons[0].click()
    qtbot.waitUntil(lambda: session.training_state is JobState.PAUSED, timeout=5000)
    qtbot.waitUntil(lambda: window.strip.words == "Paused", timeout=2000)
    assert [button.text() for button in window._strip_buttons if button.isVisible()] == ["Resume", "Stop"]
    window._strip_buttons[2].click()
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=5000)
    assert window.strip.more == "Nothing is running"


def test_a_folder_dropped_anywhere_becomes_the_dataset(window, session, qtbot, tmp_path):
    window.show_page(window.train_page)
    folder = tmp_path / "flowers"
    folder.mkdir()
    assert drag([folder], QDragEnterEvent, window).isAccepted()
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        event = drag([folder], QDropEvent, window)
    assert event.dropAction() is Qt.DropAction.CopyAction
    assert session.data.dataset.root == folder
    assert window._settings.recent_folders == [folder]


def test_an_archive_of_any_kind_can_be_dropped(window, tmp_path):
    window.show_page(window.train_page)
    for name in ("a.zip", "a.tar.gz"):
        (tmp_path / name).touch()
        assert drag([tmp_path / name], QDragEnterEvent, window).isAccepted()


def test_other_things_are_not_taken_as_a_dataset(window, tmp_path):
    file = tmp_path / "a.txt"
    file.touch()
    (tmp_path / "one").mkdir()
    for paths in ([file], [tmp_path / "gone"], [tmp_path, tmp_path / "one"], []):
        assert not drag(paths, QDragEnterEvent, window).isAccepted()


def test_the_classify_page_takes_its_own_drops(window, tmp_path):
    window.show_page(window.classify_page)
    assert not drag([tmp_path], QDragEnterEvent, window).isAccepted()


def test_closing_while_training_asks(trains, session, qtbot):
    trains.close()
    assert trains.isVisible() and question(trains).isVisible()
    answer(trains, "Keep training")
    assert trains.isVisible() and session.training_state is JobState.RUNNING


def test_closing_while_training_stops_saves_and_closes(trains, session, qtbot):
    trains.close()
    answer(trains, "Stop and close")
    assert trains.isVisible(), "it waits for the checkpoint"
    qtbot.waitUntil(lambda: not trains.isVisible(), timeout=5000)
    assert isinstance(session.training_events[-1], RunFinished)
    assert not session.busy


def test_a_signal_from_the_terminal_needs_no_question(trains, session, qtbot):
    trains.closing.stop()
    trains.closing.stop()
    trains.close()
    assert question(trains) is None
    qtbot.waitUntil(lambda: not trains.isVisible(), timeout=5000)
    assert isinstance(session.training_events[-1], RunFinished)


def test_closing_asks_once_however_often_it_is_tried(trains):
    trains.close()
    trains.close()
    assert len([box for box in trains.findChildren(QMessageBox) if box.isVisible()]) == 1
    answer(trains, "Keep training")


def test_closing_while_a_folder_is_read_needs_no_question(window, jobs, session, qtbot, tmp_path):
    jobs.hold_opening.clear()
    session.data.open(tmp_path)
    qtbot.waitUntil(lambda: bool(jobs.calls), timeout=2000)
    window.close()
    assert question(window) is None
    jobs.hold_opening.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)


def test_closing_an_idle_window_keeps_its_place(window, session, settings, qtbot):
    qtbot.waitUntil(lambda: not session.busy, timeout=5000)
    window.resize(1000, 666)
    window.close()
    assert not window.isVisible()
    again = MainWindow(session, settings)
    assert again.height() == 666
    again.deleteLater()


def test_a_failure_of_no_page_is_shown_and_the_window_lives_on(window, qtbot):
    window.show_failure(Failure("Something went wrong.", "Try again.", "Traceback"))
    assert window.message.isVisible() and window.message.text == "Something went wrong."
    window.message.dismiss()
    assert not window.message.isVisible()


def test_a_folder_that_another_page_cannot_open_is_told_there(window, session, jobs, qtbot, tmp_path):
    for page, told in ((window.data_page, False), (window.results_page, True)):
        window.show_page(page)
        jobs.fail_with = DataError("no-such-folder", path=tmp_path / "gone")
        with qtbot.waitSignal(session.data.failed, timeout=5000):
            session.data.open(tmp_path / "gone")
        assert window.message.isVisible() == told
    assert "gone" in window.message.text


def test_the_menus_have_every_command(window):
    menus = [action.menu() for action in window.menuBar().actions()]
    found = set()
    while menus:
        menu = menus.pop()
        for action in menu.actions():
            found.add(action)
            if action.menu():
                menus.append(action.menu())
    assert {window.actions_by_command[command] for command in Command} <= found


def choose(window, text: str) -> None:
    [action] = [action for action in window.findChildren(QAction) if action.text() == text]
    action.trigger()


def test_theme_text_size_and_language_are_remembered(window, settings):
    choose(window, "Dark")
    assert theme().tokens.name == "dark" and Settings().theme is ThemeName.DARK
    choose(window, "Very large")
    assert theme().text_scale == Settings().text_scale == 1.3
    assert theme().tokens.name == "dark"
    choose(window, "简体中文")
    assert Settings().language == "zh_CN"
    assert "started again" in window.message.text


def test_recent_folders_are_offered_as_plain_text(window, settings, session, qtbot, tmp_path):
    folder = tmp_path / "cats & dogs"
    settings.remember_folder(folder)
    menu = next(action.menu() for action in window.findChildren(QAction) if action.text() == "Open recent")
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == str(folder).replace("&", "&&")
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        menu.actions()[0].trigger()
    assert session.data.dataset.root == folder
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    assert Settings().recent_folders == []


def test_train_from_the_menu_leads_to_the_train_page(window, session, qtbot, tmp_path):
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.open(tmp_path)
    window.actions_by_command[Command.TRAIN].trigger()
    assert window.page is window.train_page
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=5000)


def test_the_first_train_begins_a_run_even_before_there_is_its_page(session, settings, jobs, qtbot, tmp_path):
    window = MainWindow(session, settings)  # never painted, so that it makes no page of itself
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.open(tmp_path)
    window.actions_by_command[Command.TRAIN].trigger()
    qtbot.waitUntil(lambda: "train" in jobs.names(), timeout=2000)
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=5000)
    session.setParent(None)
    window.deleteLater()


@pytest.fixture
def interrupted(window, jobs, session, qtbot, tmp_path):
    """The window once it has found a run of another day."""
    run = SimpleNamespace(
        path=tmp_path / "r", name="pets quick", can_resume=True, model=None, epochs_done=6, epochs=30
    )
    jobs.runs = [run]
    with qtbot.waitSignal(session.runs_listed, timeout=5000):
        session.list_runs()
    return window


def test_a_run_that_was_interrupted_is_offered_on_the_first_page(interrupted, jobs, session, qtbot, tmp_path):
    window = interrupted
    assert window.page is window.data_page and window.offer.isVisible()
    assert "pets quick" in window.offer.text and "epoch 7 of 30" in window.offer.text
    window.show_page(window.train_page)
    assert not window.offer.isVisible() and window.train_page.message.isVisible(), "told once"
    window.show_page(window.results_page)
    assert window.offer.isVisible()
    window.offer.continue_button.click()
    assert window.page is window.train_page
    qtbot.waitUntil(lambda: ("continue", tmp_path / "r", True) in jobs.calls, timeout=5000)
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=5000)
    window.show_page(window.data_page)
    assert not window.offer.isVisible()


def test_an_offer_that_is_dismissed_does_not_come_back(interrupted):
    window = interrupted
    QApplication.processEvents()
    below = window._pages.y()
    window.offer.dismiss()
    window.show_page(window.results_page)
    QApplication.processEvents()
    assert not window.offer.isVisible()
    assert window._pages.y() == 0 < below, "and leaves no gap"


def test_nor_on_another_day_unless_the_run_has_come_further(
    interrupted, settings, session, jobs, qtbot, tmp_path
):
    interrupted.offer.dismiss()
    later = RunOffer(session, Settings(), interrupted.actions_by_command, interrupted._pages)
    qtbot.addWidget(later)
    later._arrange()
    assert later.isHidden()
    session.interrupted_run.epochs_done = 9
    later._arrange()
    assert not later.isHidden() and "epoch 10 of 30" in later.text


def test_about_says_who_it_is(window):
    window.actions_by_command[Command.ABOUT].trigger()
    [box] = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert box.text().startswith("Ninefold ")
    box.close()
