from __future__ import annotations

import contextlib
import errno
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO

import numpy as np
import pytest
import torch
from PIL import Image

from core.config import Preprocessing, TrainConfig
from core.control import RunControl
from core.data.loader import Batch, Loader
from core.device import threads
from core.errors import NinefoldError, RunError
from core.events import (
    CheckpointSaved,
    EpochDone,
    Event,
    Paused,
    Phase,
    PhaseChanged,
    Progress,
    Resumed,
    RunFinished,
    RunStarted,
    StepDone,
    StopReason,
    Warned,
    to_dict,
)
from core.model.file import load_model
from core.training import active, checkpoint, runs, setup
from core.training.checkpoint import load_checkpoint, save_checkpoint
from core.training.loop import train
from core.training.runs import RunLock, is_locked, list_runs, read_events

SmallConfig = Callable[..., TrainConfig]
DrawPictures = Callable[[Path], Path]
EventsOf = Callable[..., list[Event]]


def of_kind(events: list[Event], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def numbers(events: list[Event]) -> list[tuple[object, ...]]:
    """All of each step and epoch that must not depend on interruptions: everything but times."""
    steps = [(e.epoch, e.step, e.losses, e.learning_rate, e.gradient_norm) for e in of_kind(events, StepDone)]
    return steps + [(e.epoch, e.training, e.validation, e.best) for e in of_kind(events, EpochDone)]


def tensors(run: Path) -> dict[str, torch.Tensor]:
    saved = load_checkpoint(run / runs.CHECKPOINT)
    return {
        **saved.model,
        **{f"average {k}": v for k, v in (saved.average or {"model": {}})["model"].items()},
    }


def assert_same_bits(one: Path, other: Path) -> None:
    mine, theirs = tensors(one), tensors(other)
    assert mine.keys() == theirs.keys()
    for name, tensor in mine.items():
        assert torch.equal(tensor, theirs[name]), name
    assert (one / runs.MODEL).stat().st_size == (other / runs.MODEL).stat().st_size


@dataclass(frozen=True)
class Unbroken:
    """A run from beginning to end, to which interrupted ones are held."""

    config: TrainConfig
    run: Path
    events: list[Event]


@pytest.fixture(scope="module")
def unbroken(
    tmp_path_factory: pytest.TempPathFactory, draw_pictures: DrawPictures, small_config: SmallConfig
) -> Unbroken:
    """With all that has a state of its own: dropout, averaged weights, sizes and rates that change."""
    place = tmp_path_factory.mktemp("unbroken")
    config = small_config(
        draw_pictures(place / "pictures"),
        aux_heads=True,
        ema_decay=0.8,
        train_sizes=(32, 40),
        label_smoothing=0.1,
        balance_classes=True,
    )
    with pytest.MonkeyPatch.context() as patch, threads(1):
        patch.setenv("NINEFOLD_HOME", str(place / "home"))
        return Unbroken(config, place / "run", list(train(config, RunControl(), run=place / "run")))


def test_an_unbroken_run(pictures: Path, small_config: SmallConfig, events_of: EventsOf, home: Path) -> None:
    config = small_config(pictures, aux_heads=True, aux1_weight=0.2, aux2_weight=0.4)
    on_disk: list[tuple[int, int]] = []

    def look(event: Event, _control: RunControl) -> None:
        if isinstance(event, EpochDone):
            saved = load_checkpoint(list_runs()[0].path / runs.CHECKPOINT)
            on_disk.append((saved.epoch, saved.step))

    events = events_of(config, look)

    started = of_kind(events, RunStarted)[0]
    assert started.classes == ("blue", "green", "red")
    assert started.training_pictures + started.validation_pictures == 18
    assert (started.first_epoch, started.first_step, started.resumed) == (1, 1, False)
    steps = of_kind(events, StepDone)
    per_epoch = started.steps_per_epoch
    assert [(s.epoch, s.step) for s in steps] == [(e, s) for e in (1, 2) for s in range(1, per_epoch + 1)]
    for step in steps:
        losses = step.losses
        assert losses.total == pytest.approx(losses.main + 0.2 * losses.aux1 + 0.4 * losses.aux2, abs=1e-5)
        assert step.gradient_norm > 0 and step.pictures_per_second > 0

    done = of_kind(events, EpochDone)
    assert on_disk == [(2, 0), (3, 0)], "an epoch is done once its checkpoint is on the disk"
    for epoch, event in enumerate(done, start=1):
        of_epoch = [step.losses.aux2 for step in steps if step.epoch == epoch]
        assert event.training.aux2 == pytest.approx(sum(of_epoch) / len(of_epoch))
        assert all(0 <= getattr(event.validation, head).accuracy <= 1 for head in ("main", "aux1", "aux2"))
    assert done[-1].seconds_left == 0 < done[0].seconds_left

    best = max(done, key=lambda event: (event.validation.main.accuracy, -event.validation.main.loss))
    finished = events[-1]
    assert isinstance(finished, RunFinished)
    assert (finished.reason, finished.epochs_done) == (StopReason.COMPLETED, 2)
    assert (finished.best_epoch, finished.best_accuracy) == (best.epoch, best.validation.main.accuracy)
    assert finished.run.parent == home / "runs"
    assert finished.model is not None
    _, header = load_model(finished.model)
    assert (header.classes, header.preprocessing) == (started.classes, config.preprocessing)
    assert header.metrics["accuracy"] == finished.best_accuracy

    logged = list(read_events(finished.run))
    for line in logged:
        del line["time"]
    shown = [to_dict(e) for e in events if not isinstance(e, Progress)]
    assert logged == shown
    assert not is_locked(finished.run)


@pytest.mark.parametrize("where", ["preparing", "mid-epoch", "validating", "saved"])
def test_a_run_goes_on_to_the_same_bits(
    tmp_path: Path, unbroken: Unbroken, events_of: EventsOf, where: str
) -> None:
    config, broken = unbroken.config, tmp_path / "broken"
    stop_at: dict[str, Callable[[Event], bool]] = {
        "preparing": lambda e: e == PhaseChanged(Phase.PREPARING),
        "mid-epoch": lambda e: isinstance(e, StepDone) and (e.epoch, e.step) == (2, 2),
        "validating": lambda e: isinstance(e, Progress) and e.phase is Phase.VALIDATING,
        "saved": lambda e: isinstance(e, CheckpointSaved) and (e.epoch, e.step) == (2, 0),
    }

    def stop(event: Event, control: RunControl) -> None:
        if stop_at[where](event):
            control.stop()

    first = events_of(config, stop, run=broken)
    assert isinstance(first[-1], RunFinished) and first[-1].reason is StopReason.STOPPED
    for seed in (random.seed, np.random.seed, torch.manual_seed):
        seed(12345)  # another process would have other numbers
    second = events_of(config, resume_from=broken)
    assert of_kind(second, RunStarted)[0].resumed
    assert sorted(numbers(first + second), key=repr) == sorted(numbers(unbroken.events), key=repr)
    assert_same_bits(unbroken.run, broken)
    logged = [(e["event"], e["epoch"], e.get("step")) for e in read_events(broken) if "epoch" in e]
    whole = [(e["event"], e["epoch"], e.get("step")) for e in read_events(unbroken.run) if "epoch" in e]
    assert [e for e in logged if e[0] != "CheckpointSaved"] == [e for e in whole if e[0] != "CheckpointSaved"]


def test_a_killed_run_loses_what_came_after_its_checkpoint(
    tmp_path: Path, unbroken: Unbroken, events_of: EventsOf
) -> None:
    config, killed = unbroken.config, tmp_path / "killed"
    job = train(config, RunControl(), run=killed)
    for event in job:
        if isinstance(event, StepDone) and (event.epoch, event.step) == (2, 2):
            break
    job.close()
    shutil.copytree(killed, tmp_path / "copy")  # what another process would find
    (tmp_path / "copy" / "last.ckpt.part").write_bytes(b"half")
    events = events_of(config, resume_from=tmp_path / "copy")
    assert numbers(events) == [entry for entry in numbers(unbroken.events) if entry[0] == 2]
    assert [e["epoch"] for e in read_events(tmp_path / "copy") if e["event"] == "EpochDone"] == [1, 2]
    steps = [(e["epoch"], e["step"]) for e in read_events(tmp_path / "copy") if e["event"] == "StepDone"]
    assert steps == sorted(set(steps))
    assert not list((tmp_path / "copy").glob("*.part"))
    assert_same_bits(unbroken.run, tmp_path / "copy")


def test_a_closed_generator_leaves_nothing_open(pictures: Path, small_config: SmallConfig) -> None:
    before = set(threading.enumerate())
    job = train(small_config(pictures), RunControl())
    run = next(event.run for event in job if isinstance(event, RunStarted))
    next(event for event in job if isinstance(event, StepDone))
    assert is_locked(run)
    job.close()
    assert not is_locked(run)
    assert set(threading.enumerate()) == before


def test_a_run_pauses_after_the_present_batch_and_goes_on(
    pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    def act(event: Event, control: RunControl) -> None:
        if isinstance(event, StepDone) and (event.epoch, event.step) == (1, 2):
            control.pause()
        elif isinstance(event, Paused):
            assert (list_runs()[0].path / runs.CHECKPOINT).is_file()  # the computer may be switched off now
            control.resume()

    events = events_of(small_config(pictures, epochs=1), act)
    place = events.index(Paused(1, 2))
    assert events[place + 1] == Resumed(1, 2)
    assert isinstance(events[-1], RunFinished) and events[-1].reason is StopReason.COMPLETED
    assert of_kind(events[place:], StepDone)[0].step == 3


def test_a_paused_run_waits_without_working(pictures: Path, small_config: SmallConfig) -> None:
    control = RunControl()
    control.pause()
    job = train(small_config(pictures, epochs=1), control)
    next(event for event in job if isinstance(event, Paused))
    after: list[Event] = []
    worker = threading.Thread(target=lambda: after.append(next(job)))
    worker.start()
    worker.join(0.2)
    assert worker.is_alive() and not after
    control.resume()
    worker.join()
    assert isinstance(after[0], Resumed)
    job.close()


def test_a_paused_run_can_be_stopped(pictures: Path, small_config: SmallConfig, events_of: EventsOf) -> None:
    def act(event: Event, control: RunControl) -> None:
        if isinstance(event, StepDone):
            control.pause()
        elif isinstance(event, Paused):
            control.stop()

    events = events_of(small_config(pictures), act)
    assert not of_kind(events, Resumed)
    assert len(of_kind(events, StepDone)) == 1
    assert isinstance(events[-1], RunFinished) and events[-1].reason is StopReason.STOPPED


def test_a_stop_before_the_pictures_are_read_is_no_failure(
    tmp_path: Path, pictures: Path, small_config: SmallConfig
) -> None:
    control = RunControl()
    control.stop()
    config = small_config(pictures, epochs=1)
    events = list(train(config, control, run=tmp_path / "run"))
    assert isinstance(events[-1], RunFinished) and events[-1].reason is StopReason.STOPPED
    resumed = list(train(config, RunControl(), resume_from=tmp_path / "run"))
    assert isinstance(resumed[-1], RunFinished) and resumed[-1].reason is StopReason.COMPLETED


def test_a_finished_run_has_nothing_left_to_do(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    config = small_config(pictures, epochs=1)
    done = events_of(config, run=tmp_path / "run")[-1]
    again = events_of(config, resume_from=tmp_path / "run")
    assert not of_kind(again, StepDone)
    assert isinstance(again[-1], RunFinished) and isinstance(done, RunFinished)
    assert (again[-1].reason, again[-1].best_accuracy) == (StopReason.COMPLETED, done.best_accuracy)


def test_checkpoints_come_by_the_clock_too(
    pictures: Path, small_config: SmallConfig, events_of: EventsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(active, "CHECKPOINT_SECONDS", 0)
    events = events_of(small_config(pictures, epochs=1))
    per_epoch = of_kind(events, RunStarted)[0].steps_per_epoch
    saved = [(e.epoch, e.step) for e in of_kind(events, CheckpointSaved)]
    assert saved == [(1, step) for step in range(1, per_epoch + 1)] + [(2, 0)]


def test_no_step_is_lost_with_a_validation_that_may_be_long(
    pictures: Path, small_config: SmallConfig, events_of: EventsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.monotonic() + 5  # after the run has been set up, by the true clock

    def monotonic() -> float:
        nonlocal now
        now += 1e-3
        return now

    def act(event: Event, _control: RunControl) -> None:
        nonlocal now
        now += active.CHECKPOINT_SECONDS / 8 if isinstance(event, StepDone) else 0.0

    monkeypatch.setattr(active, "time", SimpleNamespace(monotonic=monotonic))
    events = events_of(small_config(pictures, epochs=1), act)
    assert of_kind(events, RunStarted)[0].steps_per_epoch == 3
    assert [(e.epoch, e.step) for e in of_kind(events, CheckpointSaved)] == [(1, 3), (2, 0)]


def test_how_much_is_decoded_is_told_until_all_is(
    pictures: Path, small_config: SmallConfig, events_of: EventsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(active, "LOOK_SECONDS", 0.0)
    events = events_of(small_config(pictures))
    told = [e for e in of_kind(events, Progress) if e.phase is Phase.DECODING]
    total = of_kind(events, RunStarted)[0].training_pictures
    assert [e.done for e in told] == sorted({e.done for e in told} | {total}), "and no more once it is all"
    assert {e.total for e in told} == {total}
    again = [e for e in of_kind(events_of(small_config(pictures)), Progress) if e.phase is Phase.DECODING]
    assert [e.done for e in again] == [total], "a later run finds everything decoded"


def test_a_disk_that_keeps_no_pictures_is_told_once_in_a_run(
    pictures: Path, small_config: SmallConfig, events_of: EventsOf, home: Path
) -> None:
    (home / "cache").mkdir(parents=True)
    (home / "cache" / "pictures").write_text("in the way")
    events = events_of(small_config(pictures))
    assert [warning.code for warning in of_kind(events, Warned)].count("cache-unusable") == 1
    assert events[-1].reason is StopReason.COMPLETED


def test_the_number_of_threads_goes_on_too(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    seen = []

    def act(event: Event, control: RunControl) -> None:
        if isinstance(event, StepDone):
            seen.append(torch.get_num_threads())
            control.stop()

    events_of(small_config(pictures), act, run=tmp_path / "run")
    with threads(2):
        events_of(small_config(pictures), act, resume_from=tmp_path / "run")
        assert torch.get_num_threads() == 2, "what was set for the run is set back"
    assert seen == [1, 1]


# Failures


def failed(job: Iterator[Event], run: Path) -> NinefoldError:
    """Runs `job` to its failure, which must be told last, recorded, and leave the run unlocked."""
    events: list[Event] = []
    with pytest.raises(NinefoldError) as caught:
        for event in job:
            events.append(event)
    last = events[-1]
    assert isinstance(last, RunFinished)
    assert (last.reason, last.code) == (StopReason.FAILED, caught.value.code)
    assert list(read_events(run))[-1]["code"] == caught.value.code
    assert not is_locked(run)
    return caught.value


class FullDisk:
    """A file on a full disk."""

    def write(self, _data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def flush(self) -> None:
        pass


def test_a_full_disk_keeps_the_last_checkpoint(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = tmp_path / "run"

    @contextlib.contextmanager
    def on_full_disk(_path: Path) -> Iterator[FullDisk]:
        yield FullDisk()

    def job() -> Iterator[Event]:
        for event in train(small_config(pictures), RunControl(), run=run):
            if isinstance(event, EpochDone):
                monkeypatch.setattr(checkpoint, "written_aside", on_full_disk)
            yield event

    error = failed(job(), run)
    assert error.code == "disk-full" and error.data["path"] == run
    assert load_checkpoint(run / runs.CHECKPOINT).epoch == 2


def test_a_loss_that_is_no_number_ends_the_run(
    tmp_path: Path, pictures: Path, small_config: SmallConfig
) -> None:
    config = small_config(
        pictures, preprocessing=Preprocessing(size=32, short_side=32, std=(1e-38, 1e-38, 1e-38))
    )
    error = failed(train(config, RunControl(), run=tmp_path / "run"), tmp_path / "run")
    assert isinstance(error, RunError) and error.code == "loss-not-finite"
    assert (error.data["epoch"], error.data["step"]) == (1, 1)


class VanishingPictures(Loader):
    """A loader whose folder goes away, once, while the second batch is read."""

    gone = False

    def training(self, *args: Any, **kwargs: Any) -> Any:
        for number, batch in enumerate(super().training(*args, **kwargs)):
            if number == 1 and not VanishingPictures.gone:
                VanishingPictures.gone = True
                root = self._items[0].path.parents[1]
                root.rename(root.with_name("unplugged"))
                root.mkdir()  # as an unmounted drive leaves it
                failures = ((self._items[0].path, "no-such-folder", {"path": root}),)
                yield Batch(batch.pixels[:0], batch.labels[:0], failures)
            else:
                yield batch


class Looks(RunControl):
    """A control that brings the folder back, or asks to stop, at the third look for it."""

    def __init__(self, root: Path, then: str) -> None:
        super().__init__()
        self.looks = 0
        self._root, self._then = root, then

    def wait_for_stop(self, seconds: float) -> bool:
        assert seconds > 0
        self.looks += 1
        if self.looks == 3 and self._then == "stop":
            self.stop()
        elif self.looks == 3:
            self._root.rmdir()
            self._root.with_name("unplugged").rename(self._root)
        return self.stop_requested


@pytest.mark.parametrize("then", ["back", "stop"])
def test_a_folder_that_goes_away_is_waited_for(
    tmp_path: Path,
    unbroken: Unbroken,
    monkeypatch: pytest.MonkeyPatch,
    draw_pictures: DrawPictures,
    then: str,
) -> None:
    root = draw_pictures(tmp_path / "drive")
    monkeypatch.setattr(VanishingPictures, "gone", False)
    monkeypatch.setattr(setup, "Loader", VanishingPictures)
    control = Looks(root, then)
    events = list(train(replace(unbroken.config, data=root), control, run=tmp_path / "run"))
    assert control.looks == 3
    place = events.index(Warned("folder-gone", {"path": root}))
    assert events[place + 1] == Paused(1, 1)
    assert isinstance(events[place - 1], PhaseChanged) and of_kind(events[:place], CheckpointSaved)
    last = events[-1]
    assert isinstance(last, RunFinished)
    if then == "stop":
        assert last.reason is StopReason.STOPPED and not of_kind(events, Resumed)
    else:
        assert events[place + 2] == Resumed(1, 1) and last.reason is StopReason.COMPLETED
        assert numbers(events) == numbers(unbroken.events), "the batch is read anew"


def test_a_folder_that_is_gone_when_the_run_goes_on(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    run = tmp_path / "run"
    config = small_config(pictures)

    def stop(event: Event, control: RunControl) -> None:
        if isinstance(event, EpochDone):
            control.stop()

    stopped = events_of(config, stop, run=run)[-1]
    pictures.rename(tmp_path / "elsewhere")
    failed(train(config, RunControl(), resume_from=run), run)
    last = list(read_events(run))[-1]
    assert isinstance(stopped, RunFinished)
    assert (last["epochs_done"], last["best_accuracy"]) == (1, stopped.best_accuracy)
    moved = events_of(replace(config, data=tmp_path / "elsewhere"), resume_from=run)
    assert "pictures-changed" not in [event.code for event in of_kind(moved, Warned)]
    assert isinstance(moved[-1], RunFinished) and moved[-1].reason is StopReason.COMPLETED
    assert runs.read_config(run).data == tmp_path / "elsewhere"


def stopped_run(config: TrainConfig, run: Path, events_of: EventsOf) -> None:
    """A run that was stopped after the second step."""

    def stop(event: Event, control: RunControl) -> None:
        if isinstance(event, StepDone) and event.step == 2:
            control.stop()

    events_of(config, stop, run=run)


def test_other_classes_are_refused(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    config = small_config(pictures)
    stopped_run(config, tmp_path / "run", events_of)
    (pictures / "red").rename(pictures / "scarlet")
    error = failed(train(config, RunControl(), resume_from=tmp_path / "run"), tmp_path / "run")
    assert error.code == "classes-changed"
    assert error.data == {"before": "blue, green, red", "after": "blue, green, scarlet"}


def test_other_pictures_begin_the_epoch_anew_and_that_is_said(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    config = small_config(pictures, epochs=1)
    stopped_run(config, tmp_path / "run", events_of)
    for number in range(5):
        pixels = np.full((40, 40, 3), number, np.uint8)
        Image.fromarray(pixels).save(pictures / "red" / f"new {number}.png")
    events = events_of(config, resume_from=tmp_path / "run")
    assert Warned("pictures-changed", {"epoch": 1}) in events
    assert of_kind(events, StepDone)[0].step == 1
    assert len(of_kind(events, StepDone)) == of_kind(events, RunStarted)[0].steps_per_epoch


def test_other_settings_are_refused(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    config = small_config(pictures)
    run = tmp_path / "run"
    stopped_run(config, run, events_of)
    runs.write_config(run, replace(config, optimizer="sgd", seed=1))
    error = failed(train(config, RunControl(), resume_from=run), run)
    assert (error.code, error.data) == ("settings-changed", {"names": "optimizer, seed"})


def test_a_run_of_an_older_version_goes_on_with_the_defaults_of_what_it_did_not_know(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    config, run = small_config(pictures), tmp_path / "run"
    stopped_run(config, run, events_of)
    saved = load_checkpoint(run / runs.CHECKPOINT)
    older = {name: value for name, value in saved.config.items() if name not in ("layer_decay", "start_from")}
    older["preprocessing"] = {k: v for k, v in older["preprocessing"].items() if k != "flip_average"}
    save_checkpoint(replace(saved, config=older), run / runs.CHECKPOINT)
    assert events_of(config, resume_from=run)[-1].reason is StopReason.COMPLETED  # type: ignore[attr-defined]


def test_a_damaged_checkpoint_is_told(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    config = small_config(pictures)
    stopped_run(config, tmp_path / "run", events_of)
    (tmp_path / "run" / runs.CHECKPOINT).write_bytes(b"PK")
    error = failed(train(config, RunControl(), resume_from=tmp_path / "run"), tmp_path / "run")
    assert error.code == "checkpoint-unreadable"


def test_a_run_that_another_writes_is_refused_and_left_alone(
    tmp_path: Path, pictures: Path, small_config: SmallConfig
) -> None:
    run = tmp_path / "run"
    run.mkdir()
    with RunLock(run), pytest.raises(RunError) as caught:
        next(train(small_config(pictures), RunControl(), run=run))
    assert caught.value.code == "run-locked"
    assert [entry.name for entry in run.iterdir()] == [runs.LOCK]


def test_where_there_is_no_run_none_goes_on(tmp_path: Path, small_config: SmallConfig) -> None:
    with pytest.raises(RunError) as caught:
        next(train(small_config(tmp_path), RunControl(), resume_from=tmp_path / "nowhere"))
    assert caught.value.code == "no-such-run"
    assert not list(tmp_path.iterdir())


def test_a_bug_is_recorded_and_keeps_its_traceback(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_args: object, **_kwargs: object) -> BinaryIO:
        raise ZeroDivisionError

    monkeypatch.setattr(setup, "build_googlenet", bug)
    events: list[Event] = []
    with pytest.raises(ZeroDivisionError):
        for event in train(small_config(pictures), RunControl(), run=tmp_path / "run"):
            events.append(event)
    assert isinstance(events[-1], RunFinished) and events[-1].code == "unexpected"
    assert not is_locked(tmp_path / "run")
