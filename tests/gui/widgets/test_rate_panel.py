from __future__ import annotations

import math
import threading

import pytest
from PySide6.QtCore import Qt

from core.errors import DataError
from core.events import Phase, PhaseChanged, RateSuggested, RateTried, Warned
from gui.session import JobState
from gui.widgets.rate_panel import RatePanel

RATES = [10.0 ** (-6 + n / 10) for n in range(60)]


def loss(rate):
    """Falls towards 1e-3 and rises beyond."""
    return 2.0 - 0.3 * max(0.0, 6 + math.log10(rate)) if rate < 1e-2 else 5.0 + 100 * rate


class Rates:
    """What stands for core's job: `find_rate` alone is asked for."""

    def __init__(self, jobs):
        self.suggestion = 1e-3
        self.error = None
        self.hold = threading.Event()
        self.hold.set()
        jobs.find_rate = self.find_rate

    def find_rate(self, config, control):
        self.config = config
        yield PhaseChanged(Phase.PREPARING)
        if self.error:
            raise self.error
        for n, rate in enumerate(RATES, start=1):
            yield RateTried(n, len(RATES), rate, loss(rate) + 0.1 * (n % 2), loss(rate))
            if n == 20:
                self.hold.wait(10)
            if control.stop_requested:
                raise DataError("cancelled")
        return RateSuggested(self.suggestion, self.suggestion and 1e-2, True)


@pytest.fixture
def rates(jobs):
    return Rates(jobs)


@pytest.fixture
def panel(rates, session, qtbot):
    made = RatePanel(session.rates)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    yield made
    rates.hold.set()
    made.hide()


def test_a_test_runs_and_its_suggestion_can_be_used(panel, session, qtbot):
    with qtbot.waitSignal(session.rates.found, timeout=5000):
        panel.begin("settings")
    assert "0.001" in panel._title.text() and panel.suggestion == 1e-3
    assert panel._mark.value() == -3 and panel._mark.isVisible()
    assert panel._curve.getData()[0] == pytest.approx([math.log10(rate) for rate in RATES])
    with qtbot.waitSignal(panel.used, timeout=100) as used:
        qtbot.mouseClick(panel.use_button, Qt.MouseButton.LeftButton)
    assert used.args == [1e-3]


def test_rates_that_are_far_too_high_do_not_squash_the_curve(panel, session, qtbot):
    with qtbot.waitSignal(session.rates.found, timeout=5000):
        panel.begin("settings")
    _, (bottom, top) = panel.plot.getViewBox().viewRange()
    assert 0 < bottom < loss(1e-3) and top <= 2 * loss(RATES[0])


def test_it_can_be_cancelled(panel, rates, session, qtbot):
    rates.hold.clear()
    panel.begin("settings")
    qtbot.waitUntil(lambda: panel._bar.value() == 20, timeout=5000)
    assert panel._bar.maximum() == 60 and not panel.use_button.isVisible()
    with qtbot.waitSignal(panel.closed, timeout=100):
        qtbot.mouseClick(panel.close_button, Qt.MouseButton.LeftButton)
    assert session.rates.state is JobState.IDLE


def test_where_no_rate_stands_out_it_says_so(panel, rates, session, qtbot):
    rates.suggestion = None
    with qtbot.waitSignal(session.rates.found, timeout=5000):
        panel.begin("settings")
    assert "No rate" in panel._title.text() and not panel.use_button.isVisible()
    assert not panel._mark.isVisible()


def test_a_test_that_begins_anew_with_smaller_batches_says_so_and_draws_one_curve(panel, session, qtbot):
    def find_rate(config, control):
        yield Warned("one-file-is-odd")
        yield PhaseChanged(Phase.TRYING_RATES)
        for n, rate in enumerate(RATES[:5], start=1):
            yield RateTried(n, len(RATES), rate, 9.0, 9.0)
        yield Warned("batch-too-large", {"before": 32, "batch_size": 16, "device": "cuda"})
        for n, rate in enumerate(RATES, start=1):
            yield RateTried(n, len(RATES), rate, loss(rate), loss(rate))
        return RateSuggested(1e-3, 1e-2, True)

    session._jobs.find_rate = find_rate
    with qtbot.waitSignal(session.rates.found, timeout=5000):
        panel.begin("settings")
    assert panel._curve.getData()[0] == pytest.approx([math.log10(rate) for rate in RATES])
    assert "32" in panel.warning and "16" in panel.warning and panel._warning.isVisible()
    with qtbot.waitSignal(session.rates.found, timeout=5000):
        panel.begin("settings")
        assert panel.warning == "" and not panel._warning.isVisible()
