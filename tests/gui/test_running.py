from __future__ import annotations

import threading
from pathlib import Path

import pytest

from core.events import ItemClassified, Phase, PhaseChanged, Prediction, Progress, StepDone
from core.training.recipes import recipe_config
from gui.lane import JobState
from gui.running import REFRESH_MS, Running


@pytest.fixture
def running(session):
    return Running(session, session)


def test_nothing_runs_at_first(running):
    assert running.line() is None


def test_a_run_says_recipe_epoch_speed_and_time_left(running, jobs, session, qtbot):
    jobs.hold_at = (2, 2)
    session.start_training(recipe_config("quick", Path("/p"), epochs=4))
    assert running.line().words == "Starting" and running.line().fraction is None
    qtbot.waitUntil(
        lambda: sum(isinstance(event, StepDone) for event in session.training_events) == 5, timeout=5000
    )
    line = running.line()
    assert line.training and line.words == "Training: Quick"
    assert line.more == "epoch 2 of 4  ·  40 pictures/s  ·  about 3 s left"
    assert line.fraction == pytest.approx(5 / 12)
    session.pause_training()
    qtbot.waitUntil(lambda: session.training_state is JobState.PAUSED, timeout=5000)
    assert running.line().words == "Paused" and "pictures/s" not in running.line().more
    session.stop_training()
    assert running.line().words == "Saving the run"
    qtbot.waitUntil(lambda: running.line() is None, timeout=5000)


def test_reading_a_folder(running, jobs, session, qtbot, tmp_path):
    jobs.hold_opening.clear()
    session.data.open(tmp_path)
    qtbot.waitUntil(lambda: bool(jobs.calls), timeout=5000)
    assert running.line().words == "Looking through the folder"
    session.data.yielded.emit(Progress(Phase.READING, 1200, 2400))
    assert running.line().words == "Reading pictures" and running.line().fraction == 0.5
    assert running.line().more.replace(",", "") == "1200 of 2400"
    session.data.yielded.emit(Progress(Phase.SCANNING, 7, None))
    assert (running.line().more, running.line().fraction) == ("7", None)
    session.data.yielded.emit(PhaseChanged(Phase.CHECKING))
    assert running.line().words == "Checking pictures"
    assert not running.line().training


def test_a_download_is_counted_in_megabytes(running, jobs, session, qtbot):
    going_on = threading.Event()

    def fetch_weights(control):
        yield Progress(Phase.DOWNLOADING, 13 << 20, 50 << 20)
        going_on.wait(5)

    jobs.fetch_weights = fetch_weights
    with qtbot.waitSignal(session.starting.yielded, timeout=5000):
        session.starting.fetch()
    assert (running.line().more, running.line().fraction) == ("13 of 50 MB", 0.26)
    going_on.set()
    qtbot.waitUntil(lambda: running.line() is None, timeout=5000)


def test_naming_pictures(running, jobs, session, qtbot, monkeypatch):
    session.use_model(Path("m"))
    session.classify([Path("a")])
    session.classify_event.emit(ItemClassified(Path("a"), (Prediction("cat", 1.0),)))
    assert running.line().words == "Naming pictures" and running.line().more == "1 done"
    qtbot.waitUntil(lambda: running.line() is None, timeout=5000)


def test_an_export_is_seen_and_the_next_one_begins_anew(running, jobs, session, qtbot):
    going_on = threading.Event()

    def export(model, target, int8, pictures, control):
        yield Progress(Phase.CHECKING_EXPORT, 3, 4)
        going_on.wait(5)

    jobs.export = export
    with qtbot.waitSignal(session.output.yielded, timeout=5000):
        session.output.export(Path("m"), Path("t"), False, None)
    assert running.line().words == "Checking what was exported" and running.line().fraction == 0.75
    going_on.set()
    qtbot.waitUntil(lambda: running.line() is None, timeout=5000)
    session.output.export(Path("m"), Path("t"), False, None)
    assert running.line().fraction is None  # nothing is known of this one yet
    qtbot.waitUntil(lambda: running.line() is None, timeout=5000)


def test_it_speaks_at_most_a_few_times_a_second(running, session, qtbot):
    heard = []
    running.changed.connect(lambda: heard.append(True))
    for n in range(1000):
        session.data.yielded.emit(Progress(Phase.READING, n, 1000))
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard), timeout=REFRESH_MS + 2000)
    assert heard == [True]
