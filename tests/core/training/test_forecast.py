"""A run is played through whose every second is known; what is foreseen is compared with what comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.config import Augmentation, Preprocessing, TrainConfig
from core.events import EpochDone, Event, StepDone
from core.training import forecast as module
from core.training.forecast import Forecast
from core.training.recipes import recipe_config
from core.training.schedule import Course, train_size

SmallConfig = Callable[..., TrainConfig]
EventsOf = Callable[..., list[Event]]
STEPS, PICTURES, UNSEEN = 20, 640, 160
FIXED = 165_888  # pixels that a step of any size costs beside its own
VIEW = 1e-7  # seconds of one pixel on its way forward


class Play:
    """`left` has, for each moment that is asked about, its epoch, what was foreseen, and what then came."""

    def __init__(self, config: TrainConfig, heads_until: int = 0, validation: float = 9.0) -> None:
        self.config = config
        self.now = 0.0
        state = SimpleNamespace(epoch=0, step=0, steps=STEPS, epoch_seconds=0.0, course=Course())
        state.items = range(PICTURES)
        self.job: Any = SimpleNamespace(
            config=config, state=state, features=None, validation_pictures=UNSEEN, forecast=Forecast()
        )
        self.asked: list[tuple[int, float, float]] = []
        for epoch in range(1, config.epochs + 1):
            self._epoch(epoch, heads_until, validation)
        self.left = [(epoch, said, self.now - at) for epoch, said, at in self.asked]

    def _epoch(self, epoch: int, heads_until: int, validation: float) -> None:
        job, heads = self.job, epoch <= heads_until
        job.state.epoch, job.state.epoch_seconds = epoch, 0.0
        if heads and epoch == 1:
            seconds = VIEW * self.config.preprocessing.size**2 * (2 * PICTURES + UNSEEN)
            self._spend(seconds)
            per_view = seconds / (2 * PICTURES + UNSEEN)
            job.features = SimpleNamespace(epoch=1, seconds=seconds, per_view=per_view)
        elif not heads and job.features:
            job.features = None
            job.forecast.forget()
        for step in range(1, STEPS + 1):
            size = train_size(self.config, epoch)
            self._spend(0.01 if heads else 3 * VIEW * (self.config.batch_size * size**2 + FIXED))
            job.state.step = step
            if (said := job.forecast.after_step(job)) is not None:
                self.asked.append((epoch, said, self.now))
        training = job.state.epoch_seconds
        self._spend(0.2 if heads else validation)
        said = job.forecast.after_epoch(job, training, 0.2 if heads else validation)
        self.asked.append((epoch, said, self.now))

    def _spend(self, seconds: float) -> None:
        self.now += seconds
        self.job.state.epoch_seconds += seconds


@pytest.fixture(autouse=True)
def told_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TELL_SECONDS", 0.0)


@pytest.mark.parametrize("recipe", ["quick", "balanced", "best", "notes", "paper"])
def test_pictures_that_grow_are_foreseen(recipe: str) -> None:
    settings = recipe_config(recipe, Path())
    play = Play(settings)
    silent = 9  # steps before anything is said
    assert len(play.left) == settings.epochs * (STEPS + 1) - silent
    for epoch, said, came in play.left[STEPS - silent :]:
        assert said == pytest.approx(came, abs=1e-6), epoch


@pytest.mark.parametrize("architecture, learned", [("modern", 128), ("notes", 0)])
def test_before_the_first_validation_it_is_reckoned_as_a_third_of_training(
    architecture: str, learned: int
) -> None:
    settings = TrainConfig(
        Path(),
        architecture=architecture,
        epochs=5,
        train_sizes=(64, 96),
        preprocessing=Preprocessing(size=128, short_side=128),
    )
    validation = VIEW * 128**2 * (UNSEEN + learned)  # an eighth of 640, at least 128, settle statistics
    for _, said, came in Play(settings, validation=validation).left:
        assert said == pytest.approx(came, abs=1e-6)


def test_while_the_heads_learn_alone_the_rest_is_foreseen_from_what_features_cost() -> None:
    settings = recipe_config("finetune", Path())
    settled = VIEW * 224**2 * (UNSEEN + 128)
    for epoch, said, came in Play(settings, heads_until=10, validation=settled).left:
        # In the first epoch nothing is known of validations while the heads learn alone: 2 s in all.
        assert said == pytest.approx(came, rel=0.03, abs=1e-6), epoch


def test_it_is_told_once_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TELL_SECONDS", 1.0)
    ticks = iter([4.0, 5.0, 5.5, 5.99, 6.1])
    monkeypatch.setattr(module.time, "monotonic", lambda: next(ticks))
    state = SimpleNamespace(epoch=1, step=4, steps=7, epoch_seconds=8.0, course=Course(), items=range(8))
    settings = TrainConfig(Path(), epochs=1, augmentation=Augmentation())
    job: Any = SimpleNamespace(config=settings, state=state, features=None, validation_pictures=0)
    forecast = Forecast()
    assert forecast.after_step(job) is None, "after too few steps"
    state.step, state.steps = 10, 13
    assert [forecast.after_step(job) for _ in range(4)] == pytest.approx([2.4, None, None, 2.4])


def test_a_slow_first_step_of_a_later_epoch_alarms_nobody() -> None:
    state = SimpleNamespace(
        epoch=1, step=100, steps=100, epoch_seconds=100.0, course=Course(), items=range(8)
    )
    settings = TrainConfig(Path(), architecture="notes", epochs=3)
    job: Any = SimpleNamespace(config=settings, state=state, features=None, validation_pictures=0)
    forecast = Forecast()
    assert forecast.after_epoch(job, 100.0, 0.0) == pytest.approx(200)
    state.epoch, state.step, state.epoch_seconds = 2, 1, 3.0
    assert forecast.after_step(job) == pytest.approx(199 * 13 / 11), (
        "eleven steps of one second, and two more"
    )


def test_a_run_tells_it(pictures: Path, small_config: SmallConfig, events_of: EventsOf) -> None:
    events = events_of(small_config(pictures, epochs=2))
    steps = [event for event in events if isinstance(event, StepDone)]
    told = [step.seconds_left for step in steps]
    assert told[:2] == [None, None] and all(left is not None and left > 0 for left in told[2:])
    first, last = (event.seconds_left for event in events if isinstance(event, EpochDone))
    assert first > 0 and last == 0
