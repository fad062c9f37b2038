from __future__ import annotations

import threading

import pytest

from core.control import RunControl


def waiting(control: RunControl) -> threading.Thread:
    thread = threading.Thread(target=control.wait_while_paused, daemon=True)
    thread.start()
    return thread


def test_a_fresh_control_asks_for_nothing() -> None:
    control = RunControl()
    assert not control.pause_requested and not control.stop_requested
    control.wait_while_paused()


@pytest.mark.parametrize("wake", [RunControl.resume, RunControl.stop])
def test_a_paused_job_waits_until_it_is_woken(wake: object) -> None:
    control = RunControl()
    control.pause()
    thread = waiting(control)
    thread.join(0.05)
    assert thread.is_alive()
    wake(control)  # type: ignore[operator]
    thread.join(10)
    assert not thread.is_alive()


def test_changes_are_taken_once_and_the_last_counts() -> None:
    control = RunControl()
    assert not control.change_requested and control.take_changes() == {}
    control.change({"epochs": 3, "learning_rate": 0.1})
    control.change({"epochs": 5})
    assert control.change_requested
    assert control.take_changes() == {"epochs": 5, "learning_rate": 0.1}
    assert not control.change_requested and control.take_changes() == {}


def test_a_wait_ends_with_the_stop() -> None:
    control = RunControl()
    assert not control.wait_for_stop(0)
    control.stop()
    assert control.wait_for_stop(3600)


def test_stop_cannot_be_taken_back() -> None:
    control = RunControl()
    control.stop()
    control.resume()
    assert control.stop_requested


def test_a_pause_after_a_stop_does_not_hold_the_job_up() -> None:
    control = RunControl()
    control.stop()
    control.pause()
    thread = waiting(control)
    thread.join(10)
    assert not thread.is_alive()
    assert not control.pause_requested
