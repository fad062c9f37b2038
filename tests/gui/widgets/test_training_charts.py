from __future__ import annotations

import math
from pathlib import Path

import pytest

from core.events import (
    EpochDone,
    GradientsMeasured,
    HeadLosses,
    HeadScore,
    HeadScores,
    RunStarted,
    SettingsChanged,
    StepDone,
)
from gui.widgets.training_charts import TrainingCharts


@pytest.fixture
def charts(qtbot):
    made = TrainingCharts()
    qtbot.addWidget(made)
    return made


def started(first_epoch=1, first_step=1, resumed=False, aux=True):
    return RunStarted(
        Path("r"),
        {"aux_heads": aux},
        tuple("abcdef"),
        90,
        30,
        3,
        4,
        first_epoch,
        first_step,
        1,
        "cpu",
        resumed,
    )


def step(epoch, number, value=1.0):
    return StepDone(epoch, number, 3, HeadLosses(1.6 * value, value, value, value), 1e-3, 1.0, 30.0)


def epoch_done(epoch, accuracy, best=True):
    scores = HeadScores(HeadScore(0.5, accuracy), HeadScore(0.7, 0.3), HeadScore(0.6, 0.4))
    return EpochDone(epoch, 4, HeadLosses(1, 1), scores, best, 1.0, 1.0)


def feed(charts, *events):
    for event in events:
        charts.take(event)


def test_steps_and_epochs_share_one_axis(charts):
    feed(charts, started(), step(1, 1), step(1, 2), step(1, 3), epoch_done(1, 0.5), step(2, 1))
    for key in ("main", "aux1", "aux2", "total"):
        assert charts.loss.points(key).x == pytest.approx([1 / 3, 2 / 3, 1, 4 / 3])
    assert list(charts.loss.points("total").y) == [1.6] * 4
    assert list(charts.loss.points("validation main").x) == [1]
    assert list(charts.accuracy.points("aux2").y) == [0.4]


def test_chance_lines(charts):
    feed(charts, started())
    assert charts.loss.marks.chance.value() == pytest.approx(math.log(6))
    assert "ln(6) = 1.79" in charts.loss.marks.chance_text.toPlainText()
    assert charts.accuracy.marks.chance.value() == pytest.approx(1 / 6)


def test_the_best_epoch_is_marked(charts):
    feed(charts, started(), epoch_done(1, 0.5), epoch_done(2, 0.8), epoch_done(3, 0.7, best=False))
    assert charts.accuracy.marks.best.value() == 2
    assert "epoch 2" in charts.accuracy.marks.best_text.toPlainText()
    assert "80" in charts.accuracy.marks.best_text.toPlainText()


def test_a_resumed_run_goes_on_where_its_checkpoint_was(charts):
    feed(charts, started())
    for epoch in (1, 2):
        feed(charts, *(step(epoch, n, value=9.0) for n in (1, 2, 3)), epoch_done(epoch, 0.5))
    feed(charts, started(first_epoch=2, first_step=3, resumed=True), step(2, 3, value=1.0))
    assert charts.loss.points("main").x == pytest.approx([1 / 3, 2 / 3, 1, 4 / 3, 5 / 3, 2])
    assert list(charts.loss.points("main").y) == [9.0] * 5 + [1.0]
    assert list(charts.accuracy.points("main").x) == [1], "epoch 2 is validated once more"


def test_resuming_at_the_start_of_an_epoch_keeps_the_one_before(charts):
    feed(charts, started(), *(step(1, n) for n in (1, 2, 3)), epoch_done(1, 0.5), step(2, 1))
    feed(charts, started(first_epoch=2, first_step=1, resumed=True))
    assert charts.loss.points("main").x == pytest.approx([1 / 3, 2 / 3, 1])
    assert list(charts.accuracy.points("main").x) == [1]


def test_a_new_run_begins_with_empty_charts(charts):
    feed(charts, started(), step(1, 1), epoch_done(1, 0.5), started())
    assert len(charts.loss.points("main")) == len(charts.accuracy.points("main")) == 0


def test_a_run_without_auxiliary_heads_has_no_switches_for_them(charts):
    feed(charts, started(aux=False), StepDone(1, 1, 3, HeadLosses(1.0, 1.0), 1e-3, 1.0, 30.0))
    for chart in (charts.loss, charts.accuracy):
        assert chart.head.button("aux1").isHidden() and not chart.head.button("main").isHidden()
    assert len(charts.loss.points("aux1")) == 0
    feed(charts, started())
    assert not charts.loss.head.button("aux1").isHidden()


def test_rate_speed_and_gradient_of_each_step(charts):
    feed(charts, started(), StepDone(1, 2, 3, HeadLosses(1.0, 1.0), 4e-3, 2.5, 31.0))
    for chart, value in ((charts.rate, 4e-3), (charts.speed, 31.0), (charts.gradient, 2.5)):
        assert list(chart.points("measure").x) == pytest.approx([2 / 3])
        assert list(chart.points("measure").y) == [value]


def test_a_change_of_settings_is_marked_in_every_chart(charts):
    feed(charts, started(), SettingsChanged(2, 1, {"learning_rate": 1e-4, "augmentation.flip": False}))
    for chart in charts.charts:
        [words] = chart.marks.changes_near(4 / 3, 0.01)
        assert words == "Learning rate: 0.0001, Mirror: off"


def test_the_crosshair_goes_through_all_charts(charts, qtbot):
    charts.resize(1400, 900)
    charts.show()
    feed(charts, started(), *(step(1, n) for n in (1, 2, 3)), epoch_done(1, 0.5), step(2, 1))
    qtbot.waitUntil(lambda: not any(chart._dirty for chart in charts.charts), timeout=2000)
    charts.loss.plot.pointed.emit(0.7)
    assert charts.loss.readout.title == "epoch 1, step 2 of 3"
    assert charts.rate.readout.title == "epoch 1, step 2 of 3" and charts.rate.readout.isVisible()
    assert not charts.accuracy.readout.isVisible(), "nothing was validated yet"
    charts.loss.plot.pointed.emit(1.3)
    assert charts.loss.readout.title == "epoch 2, step 1 of 3"
    assert charts.accuracy.readout.readings[0].value == "50.0\N{NO-BREAK SPACE}%"
    charts.loss.plot.pointed.emit(None)
    assert not any(chart.readout.isVisible() for chart in charts.charts)
    charts.hide()


def test_one_slider_smooths_the_curves_of_steps(charts):
    feed(charts, started(), *(step(1, n, value=float(n)) for n in (1, 2, 3)), epoch_done(1, 0.5))
    charts.deck.slider.setValue(0)
    assert charts.loss.curves["main"].reading(1.0, str).value == "3.0"
    charts.deck.slider.setValue(50)
    smoothed = (0.25 * 1 + 0.5 * 2 + 3) / 1.75
    assert float(charts.loss.curves["main"].reading(1.0, str).value) == pytest.approx(smoothed)
    assert charts.loss.curves["validation main"].reading(1.0, str).value == "0.5"
    assert charts.rate.curves["measure"].reading(1.0, str).raw == "", "a rate is what it is"


def test_the_heads_shares_of_the_gradient_are_live(charts):
    assert charts.shares.event_shown is None
    charts.take(GradientsMeasured(1, 2, ("conv1", "inception3a"), (1.0, 1.0), (0.0, 8.0), None, 0.5, 0.0))
    assert "aux 1 (4a) supplies 80" in charts.shares.accessibleName()
    charts.clear()
    assert charts.shares.event_shown is None
