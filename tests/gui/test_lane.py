from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, Slot

from core.errors import DataError
from core.events import Paused, Phase, PhaseChanged, Progress, Resumed
from gui.lane import JobState, Lane

S = JobState


class Log(QObject):
    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self.states: list[JobState] = []
        self.results: list[object] = []
        self.failures: list[object] = []
        self.events: list[object] = []
        lane.state_changed.connect(self.on_state)
        lane.succeeded.connect(self.on_result)
        lane.failed.connect(self.on_failure)
        lane.yielded.connect(self.on_event)

    @Slot(object)
    def on_state(self, state):
        self.states.append(state)

    @Slot(object)
    def on_result(self, result):
        self.results.append(result)

    @Slot(object)
    def on_failure(self, failure):
        self.failures.append(failure)

    @Slot(object)
    def on_event(self, event):
        self.events.append(event)


@pytest.fixture
def lane(qtbot):
    parent = QObject()
    made = Lane(parent)
    yield made
    if made.busy:
        with qtbot.waitSignal(made.settled, timeout=5000):
            made.cancel()
    parent.deleteLater()


def pausable(control):
    """Works until told to stop, one unit after the other, and says when it has paused."""
    yield PhaseChanged(Phase.PREPARING)
    unit = 0
    while not control.stop_requested:
        unit += 1
        yield Progress(Phase.TRAINING, unit, None)
        if control.pause_requested:
            yield Paused(1, unit)
            control.wait_while_paused()
            yield Resumed(1, unit)
        threading.Event().wait(0.001)
    return unit


def test_the_states_of_a_job_that_is_paused_resumed_and_stopped(lane, qtbot):
    log = Log(lane)
    lane.start(pausable)
    assert lane.state is S.PREPARING
    qtbot.waitUntil(lambda: lane.state is S.RUNNING, timeout=2000)
    lane.pause()
    assert lane.state is S.PAUSING
    qtbot.waitUntil(lambda: lane.state is S.PAUSED, timeout=2000)
    before = len(log.events)
    lane.resume()
    qtbot.waitUntil(lambda: len(log.events) > before + 2, timeout=2000)
    assert isinstance(log.events[before - 1], Paused)
    assert isinstance(log.events[before], Resumed), "a paused job does nothing"
    assert lane.state is S.RUNNING
    with qtbot.waitSignal(lane.succeeded, timeout=2000):
        lane.stop()
    assert log.states == [
        S.PREPARING, S.RUNNING, S.PAUSING, S.PAUSED, S.RUNNING, S.STOPPING, S.IDLE,
    ]  # fmt: skip
    assert len(log.results) == 1


def test_a_paused_job_can_be_stopped(lane, qtbot):
    lane.start(pausable)
    qtbot.waitUntil(lambda: lane.state is S.RUNNING, timeout=2000)
    lane.pause()
    qtbot.waitUntil(lambda: lane.state is S.PAUSED, timeout=2000)
    with qtbot.waitSignal(lane.succeeded, timeout=2000):
        lane.stop()
    assert lane.state is S.IDLE


def test_commands_that_make_no_sense_change_nothing(lane):
    for command in (lane.pause, lane.resume, lane.stop, lane.cancel):
        command()
    assert lane.state is S.IDLE and not lane.busy


def test_a_pause_while_preparing_is_not_taken(lane, qtbot):
    lane.start(pausable)
    lane.pause()
    assert lane.state is S.PREPARING
    qtbot.waitUntil(lambda: lane.state is S.RUNNING, timeout=2000)


def test_a_failure_stays_until_the_next_start(lane, qtbot):
    def broken(control):
        yield PhaseChanged(Phase.SCANNING)
        raise DataError("unexpected", detail="so it is")

    log = Log(lane)
    with qtbot.waitSignal(lane.failed, timeout=2000):
        lane.start(broken)
    assert lane.state is S.FAILED and not lane.state.active
    assert "so it is" in log.failures[0].text
    assert "Traceback" in log.failures[0].details
    lane.start(pausable)
    assert lane.state is S.PREPARING


def test_a_new_start_abandons_the_former_job(lane, qtbot):
    release = threading.Event()

    def slow(control):
        yield PhaseChanged(Phase.SCANNING)
        release.wait(10)
        return "old"

    def quick(control):
        yield PhaseChanged(Phase.SCANNING)
        return "new"

    log = Log(lane)
    lane.start(slow)
    with qtbot.waitSignal(lane.succeeded, timeout=2000):
        lane.start(quick)
    assert lane.busy, "the former thread has not ended"
    with qtbot.waitSignal(lane.settled, timeout=2000):
        release.set()
    assert log.results == ["new"]
    assert not lane.busy


def test_nothing_arrives_after_cancel(lane, qtbot):
    log = Log(lane)
    lane.start(pausable)
    qtbot.waitUntil(lambda: lane.state is S.RUNNING, timeout=2000)
    with qtbot.waitSignal(lane.settled, timeout=2000):
        lane.cancel()
        before = len(log.events)
    assert (len(log.events), log.results, log.failures) == (before, [], [])
    assert lane.state is S.IDLE


def test_a_running_job_is_told_of_changes(lane, qtbot):
    seen = []

    def changeable(control):
        yield PhaseChanged(Phase.PREPARING)
        while not control.stop_requested:
            if control.change_requested:
                seen.append(control.take_changes())
            yield Progress(Phase.TRAINING, 1, None)
            threading.Event().wait(0.001)

    lane.change({"epochs": 1})  # nothing runs: nothing happens
    lane.start(changeable)
    lane.change({"epochs": 9})
    qtbot.waitUntil(lambda: seen == [{"epochs": 9}], timeout=2000)


def test_a_job_that_takes_the_place_of_one_that_has_hardly_begun_is_told(lane, qtbot):
    log = Log(lane)
    lane.start(pausable)
    lane.start(pausable)
    assert log.states == [S.PREPARING, S.PREPARING]
