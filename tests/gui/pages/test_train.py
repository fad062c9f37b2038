from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from core.errors import DataError, RunError
from core.events import ArmStarted, EpochDone, Estimated, StepDone, Warned
from core.training.recipes import recipe_config
from gui.actions import Actions, Command
from gui.pages.train import TrainPage
from gui.session import JobState
from gui.theme import ThemeName, theme
from gui.widgets.chart_place import LOWEST
from gui.widgets.setting_words import KEY_SETTINGS


@pytest.fixture
def actions(session):
    return Actions(session, session)


@pytest.fixture
def page(session, actions, qtbot):
    made = TrainPage(session, actions)
    made.resize(1100, 700)
    qtbot.addWidget(made)
    yield made
    made.hide()
    made._timer.stop()


@pytest.fixture
def ready(page, session, qtbot, tmp_path):
    """The page on show with an open folder."""
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.open(tmp_path)
    page.show()
    return page


def shown(widget) -> bool:
    return widget.isVisible()


def run_to_the_end(page, session, qtbot):
    page.train_button.click()
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=5000)


def run_until_held(page, jobs, session, qtbot, at=(2, 2)):
    jobs.hold_at = at
    page.train_button.click()
    qtbot.waitUntil(
        lambda: any(
            isinstance(event, StepDone) and (event.epoch, event.step) == at
            for event in session.training_events
        ),
        timeout=5000,
    )


def test_without_a_folder_the_page_explains_itself(page):
    page.show()
    assert not shown(page.train_button) and not shown(page.setup)
    words = [label.text() for label in page._stack.currentWidget().findChildren(QLabel)]
    assert any("folder of pictures" in text for text in words)
    assert [button.text() for button in page._stack.currentWidget().findChildren(QPushButton)] == [
        "Open folder…",
        "Open the sample pictures",
    ]


def test_with_a_folder_it_shows_settings_and_the_time_before_the_click(ready, qtbot):
    assert shown(ready.setup) and shown(ready.train_button) and ready.train_button.isEnabled()
    assert not shown(ready.pause_button) and not shown(ready.stop_button) and not shown(ready.run_progress)
    assert (
        "30 pictures" in ready.header.subtitle.full_text()
        and "3 classes" in ready.header.subtitle.full_text()
    )
    words = f"about {ready.setup.config.epochs} min on this computer"  # the estimate is 60 s an epoch
    qtbot.waitUntil(lambda: ready.estimate_text == words, timeout=5000)


def test_the_estimate_follows_the_settings(ready, qtbot):
    qtbot.waitUntil(lambda: "about" in ready.estimate_text, timeout=5000)
    ready.setup.key_form.editor("epochs").setValue(30)
    assert ready.estimate_text == "about 30 min on this computer", "other epochs need no measurement"


def test_an_estimate_that_fails_says_why_and_training_stays_possible(ready, jobs, session, qtbot):
    jobs.fail_with = DataError("unexpected", detail="no luck")
    with qtbot.waitSignal(session.estimate_failed, timeout=5000):
        ready.setup.key_form.editor("batch_size").setValue(8)
    assert "no luck" in ready.message.text
    assert ready.train_button.isEnabled()


def test_settings_that_cannot_be_used_disable_train(ready, actions):
    ready.setup.key_form.editor("epochs").setValue(0)
    assert not ready.train_button.isEnabled() and not actions[Command.TRAIN].isEnabled()
    assert ready.setup.key_form.objection("epochs")
    ready.setup.key_form.editor("epochs").setValue(1)
    assert ready.train_button.isEnabled()


def test_a_batch_that_may_not_fit_is_told_before_the_click_and_no_longer_than_it_is_chosen(
    ready, jobs, qtbot
):
    estimate = jobs.estimate

    def warns_of_large_ones(config, control):
        if config.batch_size > 64:
            yield Warned("batch-may-not-fit", {"batch_size": 128, "needed_mb": 5000, "free_mb": 900})
        return (yield from estimate(config, control))

    jobs.estimate = warns_of_large_ones
    batch = ready.setup.key_form.editor("batch_size")
    batch.setValue(128)
    qtbot.waitUntil(lambda: "5000 MB" in ready.message.text and shown(ready.message), timeout=5000)
    batch.setValue(32)
    assert not shown(ready.message)


def test_nothing_is_estimated_while_the_page_is_hidden(page, session, qtbot, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(session, "request_estimate", asked.append)
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.open(tmp_path)
    page.setup.key_form.editor("epochs").setValue(30)
    assert asked == []
    page.show()
    assert [config.epochs for config in asked] == [30]


def test_a_run_is_drawn_and_its_result_told(ready, jobs, session, qtbot):
    ready.setup.key_form.editor("epochs").setValue(2)
    charts = ready.charts
    run_to_the_end(ready, session, qtbot)
    assert jobs.calls[-1] == ("train", recipe_config("quick", session.data.dataset.root, epochs=2))
    assert len(charts.loss.points("main")) == 6
    assert len(charts.accuracy.points("aux2")) == 2
    assert "70" in ready.message.text and "never seen" in ready.message.text
    assert shown(ready.message.classify_button) and not shown(ready.message.continue_button)
    assert shown(ready.setup) and shown(ready.train_button)
    with qtbot.waitSignal(ready.classify_requested, timeout=100):
        ready.message.classify_button.click()


def test_while_it_runs_the_page_shows_where_it_is(ready, jobs, session, qtbot):
    run_until_held(ready, jobs, session, qtbot)
    assert not shown(ready.setup) and shown(ready.run_progress)
    assert shown(ready.pause_button) and shown(ready.stop_button) and not shown(ready.train_button)
    qtbot.waitUntil(lambda: ready.run_progress.value("step") == "2 of 3", timeout=2000)
    assert ready.run_progress.value("epoch") == f"2 of {ready.setup.config.epochs}"
    assert ready.run_progress.words.text() == "Training"


def test_pause_resume_stop_and_continue_by_the_buttons(ready, jobs, session, qtbot):
    run_until_held(ready, jobs, session, qtbot)
    qtbot.mouseClick(ready.pause_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.training_state is JobState.PAUSED, timeout=5000)
    assert shown(ready.resume_button) and not shown(ready.pause_button)
    assert ready.run_progress.words.text() == "Paused"
    jobs.hold_at = (3, 1)
    qtbot.mouseClick(ready.resume_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.training_state is JobState.RUNNING, timeout=5000)
    qtbot.mouseClick(ready.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=5000)
    assert "Stopped and saved" in ready.message.text
    assert shown(ready.message.continue_button) and ready.message.continue_button.isEnabled()
    jobs.hold_at = None
    qtbot.mouseClick(ready.message.continue_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.training_state is JobState.IDLE, timeout=5000)
    assert jobs.names()[-1] == "continue"
    assert "never seen" in ready.message.text
    epochs = [event.epoch for event in session.training_events if isinstance(event, EpochDone)]
    assert list(ready.charts.accuracy.points("main").x) == sorted(set(epochs))


def test_a_failed_run_shows_one_sentence_what_to_do_and_details(ready, jobs, session, qtbot):
    jobs.fail_with = RunError("unexpected", detail="the disk is gone")
    run_to_the_end(ready, session, qtbot)
    assert session.training_state is JobState.FAILED
    assert "the disk is gone" in ready.message.text and ready.message.remedy
    assert "Traceback" in ready.message.details
    assert shown(ready.train_button) and ready.train_button.isEnabled()
    run_until_held(ready, jobs, session, qtbot, at=(1, 1))
    assert not shown(ready.message), "a new run begins with a clean page"


def test_warnings_do_not_stop_the_run(ready, session):
    session.training_event.emit(Warned("unexpected", {"detail": "a hiccup"}))
    assert "a hiccup" in ready.message.text


def test_a_run_that_was_interrupted_is_offered(page, jobs, session, qtbot, tmp_path):
    jobs.runs = [
        SimpleNamespace(
            path=tmp_path / "r", name="<b>r</b>", can_resume=True, model=None, epochs_done=6, epochs=30
        )
    ]
    page.show()
    with qtbot.waitSignal(session.runs_listed, timeout=5000):
        session.list_runs()
    assert shown(page.message) and "epoch 7 of 30" in page.message.text and "<b>r</b>" in page.message.text
    page.message.dismiss()
    with qtbot.waitSignal(session.runs_listed, timeout=5000):
        session.list_runs()
    assert not shown(page.message), "told once, however often runs are listed"
    page.message.continue_button.click()
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=5000)
    assert jobs.calls[-1] == ("continue", tmp_path / "r", True)
    assert page.header.subtitle.full_text() == "pictures"


def test_advanced_settings_open_beside(ready):
    assert not shown(ready.setup.advanced)
    ready.setup._advanced_button.click()
    assert shown(ready.setup.advanced)
    ready.setup._advanced_button.click()
    assert not shown(ready.setup.advanced)


def test_the_charts_come_with_the_first_look_and_have_the_whole_run(page, jobs, session, qtbot, tmp_path):
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.open(tmp_path)
    session.start_training(recipe_config("quick", Path(tmp_path), epochs=2))
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=5000)
    assert not page.place.made
    page.show()
    qtbot.waitUntil(lambda: page.place.made, timeout=5000)
    assert len(page.charts.loss.points("total")) == 6


def test_the_estimate_is_in_words(ready, session):
    session.estimate_ready.emit(Estimated(8000.0, 1.0, 1.0))
    assert ready.estimate_text == "about 2 h 13 min on this computer"


def test_settings_can_be_changed_while_it_runs(ready, jobs, session, qtbot):
    run_until_held(ready, jobs, session, qtbot)
    assert not shown(ready.live)
    qtbot.mouseClick(ready.change_button, Qt.MouseButton.LeftButton)
    assert shown(ready.live)
    ready.live.forms.editor("epochs").setValue(20)
    qtbot.mouseClick(ready.live.apply_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "In effect since epoch 2, step 2" in ready.live.words, timeout=5000)
    qtbot.waitUntil(lambda: ready.run_progress.value("epoch") == "2 of 20", timeout=2000)
    assert [*ready.charts.loss.marks.changes_near(1 + 2 / 3, 0.01)] == ["Epochs: 20"]
    qtbot.mouseClick(ready.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=5000)
    assert not shown(ready.live) and "of 20 epochs" in ready.message.text


def test_a_learning_rate_is_looked_for_and_used(ready, jobs, session, qtbot):
    config = ready.setup.config
    qtbot.mouseClick(ready.setup.rate_button, Qt.MouseButton.LeftButton)
    assert shown(ready.place.rates) and not ready.setup.rate_button.isEnabled()
    qtbot.waitUntil(lambda: ready.place.rates.suggestion == 0.0042, timeout=5000)
    assert ("find rate", config) in jobs.calls and ready.setup.rate_button.isEnabled()
    qtbot.mouseClick(ready.place.rates.use_button, Qt.MouseButton.LeftButton)
    assert ready.setup.config.learning_rate == 0.0042
    assert not shown(ready.place.rates) and shown(ready.charts)


def test_nothing_is_estimated_while_rates_are_tried(ready, session, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(session, "request_estimate", asked.append)
    qtbot.mouseClick(ready.setup.rate_button, Qt.MouseButton.LeftButton)
    ready.setup.key_form.editor("epochs").setValue(30)
    assert asked == []
    qtbot.mouseClick(ready.place.rates.close_button, Qt.MouseButton.LeftButton)
    assert [config.epochs for config in asked] == [30]


def test_a_search_that_fails_says_why(ready, jobs, session, qtbot):
    jobs.fail_with = DataError("unexpected", detail="no luck")
    with qtbot.waitSignal(session.rates.failed, timeout=5000):
        qtbot.mouseClick(ready.setup.rate_button, Qt.MouseButton.LeftButton)
    assert "no luck" in ready.message.text and not shown(ready.place.rates)


def test_tensorboard_files_are_written_where_they_were_asked_for(ready, jobs, session, qtbot):
    run_to_the_end(ready, session, qtbot)
    assert jobs.tensorboard is False
    ready.setup._tensorboard.setChecked(True)
    run_to_the_end(ready, session, qtbot)
    assert jobs.tensorboard is True


def test_weights_that_are_missing_keep_it_from_starting(ready, session, qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("NINEFOLD_HOME", str(tmp_path))
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    ready.setup.choose_recipe("finetune")
    assert not ready.train_button.isEnabled() and shown(ready.setup.start.fetch_button)
    ready.setup.choose_recipe("quick")
    assert ready.train_button.isEnabled()


def test_a_chart_that_cannot_be_saved_says_why(ready, qtbot):
    ready.charts.save_failed.emit("The chart cannot be saved as x: no.")
    assert ready.message.text == "The chart cannot be saved as x: no."


@pytest.mark.parametrize("advanced", [False, True])
def test_in_a_small_window_nothing_is_cut_off(ready, qtbot, advanced):
    """One scrolls instead, up and down only."""
    theme().apply(ThemeName.LIGHT)
    ready.charts.show()
    ready.setup._advanced_button.setChecked(advanced)
    ready.setup.key_form.editor("epochs").setValue(30)
    ready.message.say("ok", "Names most of the pictures, and says so at some length. " * 3, "Took 14 min.")
    ready.resize(872, 560)
    editors = [ready.setup.editor(path) for path in KEY_SETTINGS]
    field = min(each.sizeHint().height() for each in editors)  # all are as high as the theme's fields

    def whole() -> bool:
        seen = ready.setup.visibleRegion().boundingRect()
        return seen.width() == ready.setup.width() and all(
            each.height() >= field
            and each.parentWidget().rect().contains(each.geometry())
            and ready.setup.rect().contains(each.mapTo(ready.setup, each.rect().bottomRight()))
            for each in editors
        )

    qtbot.waitUntil(whole, timeout=2000)
    assert ready.charts.height() >= LOWEST


def test_another_folder_ends_the_search_for_a_rate(ready, session, qtbot, tmp_path):
    ready.setup.rate_button.click()
    assert session.rates.state.active
    ready._on_dataset(session.data.dataset)
    assert not session.rates.state.active and not shown(ready.place.rates)


def test_the_second_run_of_a_comparison_is_not_told_as_the_first(ready, session, qtbot, tmp_path):
    run_to_the_end(ready, session, qtbot)
    assert shown(ready.message)
    session.training_event.emit(ArmStarted(2, 2, 0.3, tmp_path / "second"))
    assert not shown(ready.message)
