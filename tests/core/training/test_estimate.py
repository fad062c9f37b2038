from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.config import TrainConfig
from core.control import RunControl
from core.errors import DataError
from core.events import Event, Job, Phase, PhaseChanged, result_of
from core.training import estimate as module
from core.training.estimate import estimate

SmallConfig = Callable[..., TrainConfig]


def test_the_whole_time_is_that_of_its_parts(
    pictures: Path, small_config: SmallConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = small_config(pictures, epochs=4, train_sizes=(32, 48), batch_size=4)
    asked = []

    def step_seconds(_state: object, _loader: object, size: int, *_rest: object) -> Job[float]:
        asked.append(size)
        yield from ()
        return 9.0 if len(asked) == 1 else {32: 1.0, 48: 2.0}[size]  # the first time decodes

    ticks = iter([0.0, 100.0, 100.0, 100.5])  # two validations, the first one slow
    monkeypatch.setattr(module, "_step_seconds", step_seconds)
    monkeypatch.setattr(module, "perf_counter", lambda: next(ticks))
    found = result_of(estimate(config, RunControl()))
    training, validation = 12, 6  # of 18 pictures
    steps = training / 4
    decoding = (9.0 - 1.0) * steps * (1 + validation / training)
    validating = 0.5 / validation * (validation + training)  # statistics are settled first, on all
    total = steps * (2 * 1.0 + 2 * 2.0) + 4 * validating + decoding
    assert asked == [32, 32, 48]
    assert found.seconds == pytest.approx(total)
    assert found.once == pytest.approx(decoding)
    assert found.seconds_per_epoch == pytest.approx((total - decoding) / 4)
    assert found.pictures_per_second == pytest.approx(training * 4 / (steps * 6.0))


def test_an_estimate_is_made_from_real_steps_and_leaves_no_run(
    pictures: Path, small_config: SmallConfig, home: Path
) -> None:
    found = result_of(estimate(small_config(pictures, epochs=10), RunControl()))
    assert found.seconds > 0 and found.pictures_per_second > 0
    assert not (home / "runs").exists()


def test_an_estimate_can_be_called_off(pictures: Path, small_config: SmallConfig) -> None:
    control = RunControl()
    events: list[Event] = []
    with pytest.raises(DataError) as caught:
        for event in estimate(small_config(pictures), control):
            events.append(event)
            if event == PhaseChanged(Phase.MEASURING):
                control.stop()
    assert caught.value.code == "cancelled"
