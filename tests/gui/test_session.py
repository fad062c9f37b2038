from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
from PySide6.QtCore import QObject, Slot

from core.errors import DataError
from core.events import EpochDone, RunFinished, StepDone, StopReason
from core.training.recipes import recipe_config
from gui.estimator import DELAY_MS
from gui.session import JobState


def config(**changes):
    return recipe_config("quick", Path("/pictures"), **changes)


def steps(session):
    return [event for event in session.training_events if isinstance(event, StepDone)]


def train_until_held(session, jobs, qtbot, at=(2, 2), **changes):
    jobs.hold_at = at
    session.start_training(config(epochs=3, **changes))
    qtbot.waitUntil(
        lambda: bool(steps(session)) and (steps(session)[-1].epoch, steps(session)[-1].step) == at
    )


def finish(session, qtbot):
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=5000)


class Log(QObject):
    def __init__(self, signal) -> None:
        super().__init__()
        self.values: list[object] = []
        signal.connect(self.add)

    @Slot(object)
    def add(self, value):
        self.values.append(value)


def test_a_folder_is_opened(session, jobs, qtbot, tmp_path):
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.open(tmp_path)
    assert session.data.dataset.root == tmp_path
    assert session.situation().dataset
    assert session.data.state is JobState.IDLE


def test_the_last_folder_wins(session, jobs, qtbot, tmp_path):
    jobs.hold_opening.clear()
    opened = Log(session.data.opened)
    session.data.open(tmp_path / "first")
    qtbot.waitUntil(lambda: len(jobs.calls) == 1)
    session.data.open(tmp_path / "second")
    jobs.hold_opening.set()
    qtbot.waitUntil(lambda: not session.busy, timeout=5000)
    assert [dataset.root.name for dataset in opened.values] == ["second"]


def test_a_folder_that_cannot_be_opened_leaves_the_former(session, jobs, qtbot, tmp_path):
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.open(tmp_path)
    jobs.fail_with = DataError("unexpected", detail="gone")
    with qtbot.waitSignal(session.data.failed, timeout=5000) as failed:
        session.data.open(tmp_path / "gone")
    assert "gone" in failed.args[0].text
    assert session.data.dataset.root == tmp_path


def test_the_sample_is_drawn_and_opened(session, jobs, qtbot):
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.draw_sample()
    assert jobs.names()[:2] == ["sample", "open"]
    assert jobs.calls[0][1] == jobs.calls[1][1]


def test_the_check_collects_what_it_finds(session, qtbot, tmp_path):
    session.data.check()
    assert not session.busy, "there is nothing to check yet"
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.open(tmp_path)
    with qtbot.waitSignal(session.data.checked, timeout=5000):
        session.data.check()
    assert [finding.kind for finding in session.data.findings] == ["duplicates"]


def test_a_run_from_start_to_end(session, jobs, qtbot):
    session.start_training(config(epochs=2))
    finish(session, qtbot)
    assert [type(event) for event in session.training_events if isinstance(event, (StepDone, EpochDone))] == [
        StepDone, StepDone, StepDone, EpochDone,
    ] * 2  # fmt: skip
    assert isinstance(session.training_events[-1], RunFinished)
    assert session.model == jobs.folder / "run" / "best.safetensors"
    assert not session.situation().can_continue


def test_the_best_model_so_far_can_be_used_while_training_goes_on(session, jobs, qtbot):
    models = Log(session.model_changed)
    train_until_held(session, jobs, qtbot, at=(2, 1))
    assert models.values == [jobs.folder / "run" / "best.safetensors"]
    session.classify([Path("a.png")])
    with qtbot.waitSignal(session.classify_finished, timeout=5000):
        pass
    assert session.training_state is JobState.RUNNING


def test_a_model_that_was_chosen_meanwhile_stays_until_the_run_has_ended(session, jobs, qtbot):
    other = Path("/elsewhere/other.safetensors")
    train_until_held(session, jobs, qtbot, at=(2, 1))
    session.use_model(other)
    with qtbot.waitSignal(
        session.training_event, check_params_cb=lambda event: isinstance(event, EpochDone), timeout=5000
    ):
        jobs.hold_at = (3, 1)
    assert session.model == other
    jobs.hold_at = None
    finish(session, qtbot)
    assert session.model == jobs.folder / "run" / "best.safetensors"


def test_a_stopped_run_can_be_continued_and_keeps_its_events(session, jobs, qtbot):
    train_until_held(session, jobs, qtbot)
    session.stop_training()
    finish(session, qtbot)
    assert session.training_events[-1].reason is StopReason.STOPPED
    assert session.stopped_run == jobs.folder / "run"
    before = len(session.training_events)
    jobs.hold_at = None
    session.continue_run(session.stopped_run)
    finish(session, qtbot)
    assert jobs.calls[-1] == ("continue", jobs.folder / "run", False)
    assert len(session.training_events) > before
    assert session.stopped_run is None


def test_a_run_of_another_day_is_continued_with_its_past(session, jobs, qtbot, tmp_path):
    session.continue_run(tmp_path / "old")
    finish(session, qtbot)
    assert jobs.calls[-1] == ("continue", tmp_path / "old", True)


def test_a_failed_run_says_why(session, jobs, qtbot):
    jobs.fail_with = RuntimeError("out of luck")
    with qtbot.waitSignal(session.training_failed, timeout=5000) as failed:
        session.start_training(config())
    assert "out of luck" in failed.args[0].text and failed.args[0].remedy
    assert "Traceback" in failed.args[0].details
    assert session.training_state is JobState.FAILED
    session.start_training(config(epochs=1))
    finish(session, qtbot)
    assert session.training_state is JobState.IDLE


def test_the_estimate_of_the_last_settings_arrives(session, jobs, qtbot):
    estimates = Log(session.estimate_ready)
    for epochs in (5, 6, 7):
        session.request_estimate(config(epochs=epochs))
    with qtbot.waitSignal(session.estimate_ready, timeout=DELAY_MS + 5000):
        pass
    assert [estimate.seconds for estimate in estimates.values] == [7 * 60.0]
    assert jobs.names() == ["estimate"]


def test_other_epochs_need_no_new_measurement(session, jobs, qtbot):
    with qtbot.waitSignal(session.estimate_ready, timeout=DELAY_MS + 5000):
        session.request_estimate(config(epochs=6))
    estimates = Log(session.estimate_ready)
    session.request_estimate(config(epochs=21))
    assert [estimate.seconds for estimate in estimates.values] == [21 * 60.0]
    assert jobs.names() == ["estimate"]
    with qtbot.waitSignal(session.estimate_ready, timeout=DELAY_MS + 5000):
        session.request_estimate(config(batch_size=8))
    assert jobs.names() == ["estimate", "estimate"]


def test_nothing_is_measured_while_training(session, jobs, qtbot):
    session.request_estimate(config())
    train_until_held(session, jobs, qtbot)
    session.request_estimate(config())
    assert not session._estimator._timer.isActive(), "nothing will be measured later"
    assert "estimate" not in jobs.names()


def test_pictures_that_come_while_others_are_named_are_taken_up_after(session, jobs, qtbot):
    session.use_model(Path("m"))
    finished = Log(session.classify_finished)
    session.classify([Path("a")])
    session.classify([Path("b")])
    session.classify([Path("c")])
    qtbot.waitUntil(lambda: len(finished.values) == 2, timeout=5000)
    assert jobs.calls == [
        ("classify", Path("m"), (Path("a"),)),
        ("classify", Path("m"), (Path("b"), Path("c"))),
    ]


def test_pasted_pixels_are_named_like_a_file(session, jobs, qtbot):
    session.use_model(Path("m"))
    pixels = np.zeros((2, 3, 3), np.uint8)
    with qtbot.waitSignal(session.classify_finished, timeout=5000):
        session.classify_pixels("Pasted", pixels)
    [source] = jobs.calls[0][2]
    assert source.name == "Pasted" and source.pixels is pixels


def test_a_cancelled_classification_drops_what_waits(session, jobs, qtbot):
    session.use_model(Path("m"))
    session.classify([Path("a")])
    session.classify([Path("b")])
    session.cancel_classify()
    qtbot.waitUntil(lambda: not session.busy, timeout=5000)
    assert ("classify", Path("m"), (Path("b"),)) not in jobs.calls
    assert session.classify_state is JobState.IDLE


def run_of_yesterday(path, *, can_resume, model=None):
    return SimpleNamespace(
        path=path, can_resume=can_resume, model=model, name=path.name, data=Path("/pictures")
    )


def test_a_run_of_yesterday_offers_its_model_and_to_go_on(session, jobs, qtbot, tmp_path):
    jobs.runs = [
        run_of_yesterday(tmp_path / "new", can_resume=True),
        run_of_yesterday(tmp_path / "old", can_resume=False, model=tmp_path / "old" / "best.safetensors"),
    ]
    with qtbot.waitSignal(session.runs_listed, timeout=5000):
        session.list_runs()
    assert session.stopped_run == tmp_path / "new"
    assert session.model == tmp_path / "old" / "best.safetensors"


def test_shutdown_stops_everything_and_waits_for_the_checkpoint(session, jobs, qtbot, tmp_path):
    train_until_held(session, jobs, qtbot)
    jobs.hold_opening.clear()
    session.data.open(tmp_path)
    qtbot.waitUntil(lambda: ("open", tmp_path) in jobs.calls)
    session.shutdown()
    assert session.training_state is JobState.STOPPING
    with qtbot.waitSignal(session.all_stopped, timeout=5000):
        jobs.hold_opening.set()
    assert isinstance(session.training_events[-1], RunFinished)
    assert session.stopped_run is not None
    assert not session.busy and session.data.dataset is None


def test_shutdown_of_an_idle_session_is_over_at_once(session, qtbot):
    with qtbot.waitSignal(session.all_stopped, timeout=100):
        session.shutdown()


def test_the_session_knows_the_settings_on_show_and_whether_they_can_be_used(session, qtbot):
    quick, notes = (recipe_config(name, Path("flowers")) for name in ("quick", "notes"))
    for config in (quick, notes):
        with qtbot.waitSignal(session.settings_changed) as changed:
            session.use_settings(config)
        assert changed.args == [config] and session.situation().settings_usable
    with qtbot.assertNotEmitted(session.settings_changed):
        session.use_settings(None)
        assert not session.situation().settings_usable
        session.use_settings(notes)
    assert session.settings is notes and session.situation().settings_usable


def test_a_run_of_this_window_tells_what_its_model_learned_from(session, jobs, qtbot, tmp_path):
    learned, other = tmp_path / "pets", tmp_path / "birds"
    session.start_training(recipe_config("quick", learned, epochs=1))
    finish(session, qtbot)
    assert session.model == jobs.folder / "run" / "best.safetensors"
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.open(other)
    assert session.home == learned
    session.use_model(Path("/elsewhere/other.safetensors"))
    assert session.home is None
