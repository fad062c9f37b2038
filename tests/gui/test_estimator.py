"""How long other settings would take, without measuring them anew where that is not needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot

from core.events import Estimated, Phase, PhaseChanged
from core.training.recipes import recipe_config
from gui.estimator import DELAY_MS


class Log(QObject):
    def __init__(self, signal) -> None:
        super().__init__()
        self.values: list[object] = []
        signal.connect(self.add)

    @Slot(object)
    def add(self, value):
        self.values.append(value)


def config(**changes):
    return recipe_config("quick", Path("/pictures"), **{"train_sizes": (), **changes})


@pytest.mark.parametrize(
    "settings, epochs, expected",
    [
        ({}, 20, 10 + 20 * 50.0),
        ({"train_sizes": (96, 128)}, 8, 10 + 8 * 50.0),
        ({"train_sizes": (96, 128)}, 7, None),  # of seven epochs more than half are at one size
        ({"frozen_until": "inception5b", "unfreeze_epoch": 4}, 8, None),  # those that are added all cost more
    ],
)
def test_what_comes_once_in_a_run_and_epochs_that_differ_are_told_apart(
    session, jobs, qtbot, settings, epochs, expected
):
    def estimate(asked, control):
        jobs.calls.append(("estimate", asked))
        yield PhaseChanged(Phase.MEASURING)
        return Estimated(10 + 50.0 * asked.epochs, 50.0, 31.0, once=10.0)

    jobs.estimate = estimate
    with qtbot.waitSignal(session.estimate_ready, timeout=DELAY_MS + 5000):
        session.request_estimate(config(epochs=6, **settings))
    estimates = Log(session.estimate_ready)
    session.request_estimate(config(epochs=epochs, **settings))
    assert [estimate.seconds for estimate in estimates.values] == ([] if expected is None else [expected])
