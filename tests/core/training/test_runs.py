from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.config import TrainConfig
from core.errors import ConfigError, RunError
from core.events import (
    EpochDone,
    HeadLosses,
    HeadScore,
    HeadScores,
    RunFinished,
    RunStarted,
    StepDone,
    StopReason,
    to_dict,
)
from core.training import runs
from core.training.runs import (
    EventLog,
    RunLock,
    RunState,
    claim_run_dir,
    is_locked,
    list_runs,
    new_run_dir,
    read_config,
    read_events,
    safe_name,
    summarise,
    write_config,
)

STEP = StepDone(1, 1, 2, HeadLosses(1.5, 1.0, 0.5, None), 1e-3, 2.0, 30.0)


def config(data: Path) -> TrainConfig:
    return TrainConfig(data=data, recipe="quick")


def epoch(number: int, accuracy: float, best: bool) -> EpochDone:
    scores = HeadScores(HeadScore(1.0, accuracy))
    return EpochDone(number, 3, HeadLosses(1.0, 1.0), scores, best, 10.0, 20.0)


def begin(run: Path, data: Path) -> None:
    run.mkdir(parents=True)
    write_config(run, config(data))
    settings = {"recipe": "quick", "data": str(data)}
    append(run, RunStarted(run, settings, ("a", "b"), 8, 2, 2, 3, 1, 1, 100, "cpu", False))


def append(run: Path, *events: object) -> None:
    with closing(EventLog(run)) as log:
        for event in events:
            log.append(event)  # type: ignore[arg-type]


# Names


def test_a_folder_in_which_a_run_goes_on_is_in_use(tmp_path):
    run, data = tmp_path / "run", tmp_path / "pictures"
    claim_run_dir(run, data)
    with RunLock(run):
        (run / runs.CHECKPOINT).touch()
        with pytest.raises(RunError) as caught:
            claim_run_dir(run, data)
    assert caught.value.code == "run-locked"
    with pytest.raises(RunError) as caught:
        claim_run_dir(run, data)
    assert caught.value.code == "run-folder-taken"


@given(st.text())
@example("CON")
@example("..")
@example("a" * 500)
@example("花" * 500)
@example("a/b\\c:d\0e\n")
@example(os.fsdecode(b"caf\xe9"))
@example("‮gpj.exe")
def test_any_name_becomes_a_part_of_a_file_name(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode("utf-8")) <= 160
    assert not set(safe) & set('<>:"/\\|?*')
    assert safe.isprintable() or not name.isprintable()
    assert safe == safe.strip(" .")


def test_letters_of_every_script_are_kept() -> None:
    assert safe_name("Blumen im März – 花の写真") == "Blumen im März – 花の写真"


def test_run_folders_never_collide(tmp_path: Path) -> None:
    made = [new_run_dir(config(tmp_path / "flowers"), tmp_path / "runs") for _ in range(5)]
    assert len(set(made)) == 5
    assert all(run.is_dir() and "flowers" in run.name and "quick" in run.name for run in made)


def test_without_a_place_of_its_own_a_run_goes_to_ninefolds(home: Path, tmp_path: Path) -> None:
    assert new_run_dir(config(tmp_path / "x")).parent == home / "runs"


def test_where_no_folder_can_be_made_a_run_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RunError) as caught:
        new_run_dir(config(tmp_path), tmp_path / "file" / "runs")
    assert caught.value.code == "run-not-writable"


# Folders that the user names


def test_a_new_or_empty_folder_is_taken(tmp_path: Path) -> None:
    claim_run_dir(tmp_path / "new" / "run", tmp_path / "data")
    claim_run_dir(tmp_path / "new" / "run", tmp_path / "data")
    assert (tmp_path / "new" / "run").is_dir()


def test_what_a_run_without_checkpoint_left_is_taken_over(tmp_path: Path) -> None:
    begin(tmp_path / "run", tmp_path)
    (tmp_path / "run" / "last.ckpt.part").touch()  # killed while it saved
    claim_run_dir(tmp_path / "run", tmp_path / "data")


@pytest.mark.parametrize("name", ["holiday.jpg", "holiday.part", runs.CHECKPOINT, runs.MODEL])
def test_a_folder_that_holds_something_is_not_taken(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("precious")
    with pytest.raises(RunError) as caught:
        claim_run_dir(tmp_path, tmp_path / "data")
    assert caught.value.code == "run-folder-taken"


@pytest.mark.parametrize("inside", [".", "run", "red/run"])
def test_the_pictures_folder_is_never_written_to(tmp_path: Path, inside: str) -> None:
    data = tmp_path / "data"
    (data / "red").mkdir(parents=True)
    with pytest.raises(RunError) as caught:
        claim_run_dir(data / inside, data)
    assert caught.value.code == "run-inside-data"
    assert [entry.name for entry in data.iterdir()] == ["red"]


# Settings


def test_settings_come_back(tmp_path: Path) -> None:
    settings = config(tmp_path / "花")
    write_config(tmp_path, settings)
    assert read_config(tmp_path) == settings


@pytest.mark.parametrize("content", [None, b"", b"[]", b"\xff\xfe", b'{"data": '])
def test_a_folder_without_settings_is_no_run(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / runs.CONFIG).write_bytes(content)
    with pytest.raises(RunError) as caught:
        read_config(tmp_path)
    assert caught.value.code == "no-such-run"


def test_unusable_settings_are_named(tmp_path: Path) -> None:
    (tmp_path / runs.CONFIG).write_text('{"data": "x", "epochs": 0}')
    with pytest.raises(ConfigError):
        read_config(tmp_path)


# The lock

_HOLD = """
import sys
from pathlib import Path
from core.training.runs import RunLock
with RunLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held_elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A run folder whose lock another process holds until the end of the test."""
    run = tmp_path / "run"
    run.mkdir()
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(run)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None and holder.stdout.readline().strip() == b"held"
        yield run
        assert holder.stdin is not None
        holder.stdin.close()


def test_a_second_process_is_refused(held_elsewhere: Path) -> None:
    assert is_locked(held_elsewhere)
    with pytest.raises(RunError) as caught, RunLock(held_elsewhere):
        pass
    assert caught.value.code == "run-locked"


def test_a_lock_ends_with_its_block(tmp_path: Path) -> None:
    with RunLock(tmp_path):
        assert is_locked(tmp_path)
    assert not is_locked(tmp_path)
    with RunLock(tmp_path):
        pass


def test_what_has_no_lock_file_is_not_locked_and_gets_none(tmp_path: Path) -> None:
    assert not is_locked(tmp_path)
    assert not list(tmp_path.iterdir())


# The event log


def test_events_come_back_in_order_with_their_time(tmp_path: Path) -> None:
    append(tmp_path, STEP, epoch(1, 0.5, True))
    step, done = read_events(tmp_path)
    assert step.pop("time") <= done.pop("time")
    assert step == json.loads(json.dumps(to_dict(STEP)))
    assert done["validation"]["main"]["accuracy"] == 0.5


@pytest.mark.parametrize("torn", [b'{"event": "Step', b"\xff\xfe\n", b"[1]\n", b"null\n", b"\n"])
def test_a_torn_line_is_left_out(tmp_path: Path, torn: bytes) -> None:
    append(tmp_path, STEP)
    with (tmp_path / runs.EVENTS).open("ab") as file:
        file.write(torn)
    assert [event["event"] for event in read_events(tmp_path)] == ["StepDone"]


def test_cutting_back_drops_what_came_later(tmp_path: Path) -> None:
    with closing(EventLog(tmp_path)) as log:
        log.append(STEP)
        length = log.sync()
        log.append(epoch(1, 0.5, True))
        log.cut_back(length)
        log.append(epoch(2, 0.5, True))
    assert [event.get("epoch") for event in read_events(tmp_path)] == [1, 2]


def test_cutting_back_drops_a_torn_line_before_that(tmp_path: Path) -> None:
    append(tmp_path, STEP)
    with (tmp_path / runs.EVENTS).open("ab") as file:
        file.write(b'{"event": "Epo')
    with closing(EventLog(tmp_path)) as log:
        log.cut_back(10**9)
        log.append(STEP)
    assert len((tmp_path / runs.EVENTS).read_bytes().splitlines()) == 2
    assert len(list(read_events(tmp_path))) == 2


def test_a_log_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / runs.EVENTS).mkdir()
    with pytest.raises(RunError) as caught:
        EventLog(tmp_path)
    assert caught.value.code == "run-not-writable"


def test_without_a_log_there_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(RunError) as caught:
        list(read_events(tmp_path))
    assert caught.value.code == "no-such-run"


# The list of runs


def test_a_run_is_summed_up(tmp_path: Path) -> None:
    run = tmp_path / "run"
    begin(run, tmp_path / "flowers")
    append(run, STEP, epoch(1, 0.5, True), epoch(2, 0.4, False))
    summary = summarise(run)
    assert summary is not None
    assert (summary.name, summary.state, summary.recipe) == ("run", RunState.INTERRUPTED, "quick")
    assert (summary.epochs_done, summary.epochs, summary.seconds) == (2, 3, 20.0)
    assert (summary.best_epoch, summary.best_accuracy) == (1, 0.5)
    assert summary.can_resume and summary.model is None and summary.code is None
    assert summary.data == tmp_path / "flowers"


@pytest.mark.parametrize(
    ("reason", "code", "can_resume"),
    [
        (StopReason.COMPLETED, None, False),
        (StopReason.STOPPED, None, True),
        (StopReason.FAILED, "disk-full", True),
    ],
)
def test_the_end_of_a_run_is_told(
    tmp_path: Path, reason: StopReason, code: str | None, can_resume: bool
) -> None:
    run = tmp_path / "run"
    begin(run, tmp_path)
    append(run, RunFinished(reason, run, None, 1, 1, 0.5, 10.0, code))
    summary = summarise(run)
    assert summary is not None
    assert (summary.state.value, summary.code, summary.can_resume) == (reason.value, code, can_resume)


def test_a_run_that_is_being_written_is_running(tmp_path: Path) -> None:
    run = tmp_path / "run"
    begin(run, tmp_path)
    with RunLock(run):
        summary = summarise(run)
    assert summary is not None and summary.state is RunState.RUNNING and not summary.can_resume


def test_a_run_that_went_on_has_not_ended(tmp_path: Path) -> None:
    run = tmp_path / "run"
    begin(run, tmp_path)
    append(run, RunFinished(StopReason.FAILED, run, None, 0, None, None, 1.0, "disk-full"))
    append(run, RunStarted(run, {"recipe": "q", "data": "x"}, ("a",), 8, 2, 2, 3, 1, 2, 100, "cpu", True))
    summary = summarise(run)
    assert summary is not None and summary.state is RunState.INTERRUPTED and summary.code is None


def test_runs_are_listed_newest_first_without_what_is_none(tmp_path: Path) -> None:
    for name in ("first", "second"):
        begin(tmp_path / name, tmp_path)
    for name, content in (("first", b'"time": 1.0'), ("second", b'"time": 2.0')):
        log = tmp_path / name / runs.EVENTS
        line = log.read_bytes()
        log.write_bytes(line[: line.rindex(b'"time"')] + content + b"}\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / runs.EVENTS).write_bytes(b'{"event": "RunStarted", "config": 3}\n\0\0\xff')
    (tmp_path / "a file").write_text("")
    assert [summary.name for summary in list_runs(tmp_path)] == ["second", "first"]


def test_without_any_run_the_list_is_empty(home: Path) -> None:
    assert list_runs() == []


def test_runs_are_listed_without_torch() -> None:
    modules = "core.training.runs, core.training.recipes, core.training.schedule"
    code = f"import {modules}, sys; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
