from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel

from gui.theme import ThemeName, theme
from gui.widgets.curves import CurveSpec, SwitchSpec
from gui.widgets.drawn_curve import MOST_POINTS
from gui.widgets.heads import AUX1, AUX2, HEADS, MAIN, TOTAL
from gui.widgets.loss_chart import REPAINTS_PER_SECOND, CurveChart


class Counting(CurveChart):
    """Counts how often it is redrawn."""

    redrawn = 0

    def _redraw(self) -> None:
        self.redrawn += 1
        super()._redraw()


@pytest.fixture
def chart(qtbot):
    theme().apply(ThemeName.LIGHT)
    made = Counting(
        "Loss",
        [
            CurveSpec("main", MAIN, "main", text="main", smooth=True),
            CurveSpec("aux1", AUX1, "aux1", text="aux1"),
            CurveSpec("v", MAIN, "main", True, text="v"),
        ],
        [
            SwitchSpec("main", "main", MAIN),
            SwitchSpec("aux1", "aux 1", AUX1),
            SwitchSpec("validation", "validation", TOTAL),
        ],
        hint="nothing yet",
    )
    made.resize(600, 400)
    qtbot.addWidget(made)
    return made


def shown(chart, key):
    return chart.curves[key].drawn


def settle(chart, qtbot):
    qtbot.waitUntil(lambda: not chart._timer.isActive() and not chart._dirty, timeout=2000)


def test_every_point_is_kept_and_few_are_drawn(chart, qtbot):
    chart.show()
    chart.set_end(10)
    for n in range(5000):
        chart.append("main", n / 500, 1.0)
    settle(chart, qtbot)
    assert len(chart.points("main")) == 5000
    assert 50 < shown(chart, "main") <= MOST_POINTS + 1


def test_it_is_redrawn_on_a_timer_however_fast_points_come(chart, qtbot):
    chart.show()
    settle(chart, qtbot)
    before = chart.redrawn
    for n in range(1000):
        chart.append("main", n / 1000, 1.0)
    assert chart.redrawn == before and chart._timer.isActive()
    assert chart._timer.interval() == 1000 // REPAINTS_PER_SECOND
    settle(chart, qtbot)
    assert chart.redrawn == before + 1


def test_it_is_not_redrawn_at_all_while_hidden(chart, qtbot):
    chart.show()
    settle(chart, qtbot)
    chart.hide()
    before = chart.redrawn
    for n in range(100):
        chart.append("main", n, 1.0)
    assert chart.redrawn == before and not chart._timer.isActive()
    chart.show()
    settle(chart, qtbot)
    assert chart.redrawn == before + 1
    assert shown(chart, "main") > 1


def test_the_legend_switches_curves(chart, qtbot):
    chart.show()
    chart.set_end(3)
    for key in ("main", "aux1", "v"):
        for n in range(3):
            chart.append(key, n, 1.0)
    settle(chart, qtbot)
    assert [shown(chart, key) > 0 for key in ("main", "aux1", "v")] == [True, True, True]
    qtbot.mouseClick(chart.head.button("main"), Qt.MouseButton.LeftButton)
    settle(chart, qtbot)
    assert [shown(chart, key) > 0 for key in ("main", "aux1", "v")] == [False, True, False]
    qtbot.keyClick(chart.head.button("main"), Qt.Key.Key_Space)
    qtbot.keyClick(chart.head.button("validation"), Qt.Key.Key_Space)
    settle(chart, qtbot)
    assert [shown(chart, key) > 0 for key in ("main", "aux1", "v")] == [True, True, False]


def test_the_axes_show_everything_until_somebody_zooms(chart, qtbot):
    chart.show()
    chart.set_end(4)
    chart.append("main", 1, 3.0)
    settle(chart, qtbot)
    box = chart.plot.getViewBox()
    (low, high), (bottom, top) = box.viewRange()
    assert (low, high, bottom) == (0, 4, 0) and top == pytest.approx(3.5)
    assert not chart.head.reset_button.isVisible()

    middle = chart.plot.viewport().rect().center()
    turn = QWheelEvent(
        QPointF(middle),
        QPointF(chart.plot.viewport().mapToGlobal(middle)),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart.plot.viewport(), turn)
    qtbot.waitUntil(chart.head.reset_button.isVisible, timeout=1000)
    zoomed = box.viewRange()
    assert zoomed[0][1] - zoomed[0][0] < 4
    chart.set_end(9)
    settle(chart, qtbot)
    assert box.viewRange()[0] == pytest.approx(zoomed[0]), "new points do not take the zoom away"
    qtbot.mouseClick(chart.head.reset_button, Qt.MouseButton.LeftButton)
    settle(chart, qtbot)
    assert box.viewRange()[0] == [0, 9]


@pytest.mark.parametrize(
    ("values", "top"), [([0.9], 1.0), ([2.0] * 300 + [1e6], 2.25), ([0.03], 0.035), ([], 1.0)]
)
def test_the_plot_is_as_high_as_its_curves_without_their_spikes(chart, qtbot, values, top):
    chart.show()
    chart.set_end(1)
    for n, value in enumerate(values):
        chart.append("main", n / 301, value)
    settle(chart, qtbot)
    assert chart.plot.getViewBox().viewRange()[1][1] == pytest.approx(top)


def test_a_validation_that_went_wild_does_not_squash_the_curves(chart, qtbot):
    chart.show()
    chart.set_chance(1.5, "chance")
    chart.append("main", 0.5, 2.0)
    chart.append("v", 1.0, 40.0)
    settle(chart, qtbot)
    assert chart.plot.getViewBox().viewRange()[1][1] == pytest.approx(3.5)


def test_what_is_not_finite_does_no_harm(chart, qtbot):
    chart.show()
    for n, value in enumerate([1.0, float("nan"), float("inf"), 1.0]):
        chart.append("main", n / 10, value)
    settle(chart, qtbot)
    assert chart.plot.getViewBox().viewRange()[1] == [0, 1.25]


def test_cut_and_clear(chart, qtbot):
    chart.show()
    for n in range(10):
        chart.append("main", n, 1.0)
    chart.cut(5)
    assert list(chart.points("main").x) == [0, 1, 2, 3, 4]
    chart.clear()
    assert len(chart.points("main")) == 0
    settle(chart, qtbot)
    assert chart._hint.isVisible()


def test_the_hint_gives_way_to_the_first_point(chart, qtbot):
    chart.show()
    settle(chart, qtbot)
    assert chart._hint.isVisible()
    chart.append("main", 0.1, 1.0)
    settle(chart, qtbot)
    assert not chart._hint.isVisible()


def test_marks_for_chance_and_the_best_epoch(chart, qtbot):
    chart.show()
    assert not chart.marks.chance.isVisible()
    chart.set_chance(1.79, "chance: ln(6) = 1.79")
    chart.set_best(7, "best: epoch 7")
    settle(chart, qtbot)
    assert chart.marks.chance.value() == 1.79 and chart.marks.chance.isVisible()
    assert chart.marks.best.value() == 7 and chart.marks.best_text.toPlainText() == "best: epoch 7"
    assert chart.plot.getViewBox().viewRange()[1][1] > 1.79, "the chance line is in view"


def test_a_switch_of_the_theme_reaches_the_plot(chart, qtbot):
    chart.show()
    theme().apply(ThemeName.DARK)
    assert chart.plot.backgroundBrush().color() == theme().color("surface")
    theme().apply(ThemeName.LIGHT)
    assert chart.plot.backgroundBrush().color() == theme().color("surface")
    settle(chart, qtbot)


def test_each_head_has_a_colour_and_a_dash_of_its_own():
    assert [look.token for look in HEADS] == ["main", "aux1", "aux2"]
    assert len({look.dashes for look in HEADS}) == len({look.symbol for look in HEADS}) == 3
    assert MAIN.width > AUX1.width > TOTAL.width and AUX2.dashes != ()
    assert MAIN.dashes == () and TOTAL.dashes == ()


def test_a_legend_that_has_no_room_beside_the_title_gets_a_line_of_its_own(chart, qtbot):
    chart.show()
    heading = chart.head.findChild(QLabel)
    button = chart.head.button("main")
    qtbot.waitUntil(lambda: button.x() > heading.geometry().right(), timeout=1000)
    chart.resize(300, 400)
    qtbot.waitUntil(lambda: button.y() >= heading.geometry().bottom(), timeout=1000)
    chart.resize(600, 400)
    qtbot.waitUntil(lambda: button.x() > heading.geometry().right(), timeout=1000)
    settle(chart, qtbot)


def test_a_legend_in_large_words_needs_more_room(chart, qtbot):
    chart.show()
    head = chart.head
    heading, button = head.findChild(QLabel), head.button("main")
    widths = [each.sizeHint().width() for each in (heading, *head._buttons.values(), head.export_button)]
    chart.resize(chart.width() - head.width() + sum(widths) + 20, 400)
    qtbot.waitUntil(lambda: button.x() > heading.geometry().right(), timeout=1000)
    theme().apply(ThemeName.LIGHT, 1.3)
    qtbot.waitUntil(lambda: button.y() >= heading.geometry().bottom(), timeout=1000)
    theme().apply(ThemeName.LIGHT)
    settle(chart, qtbot)


def test_smoothed_curves_have_what_was_measured_behind_them(chart, qtbot):
    chart.show()
    chart.set_end(1)
    for n in range(100):
        chart.append("main", n / 100, float(n % 2))
    settle(chart, qtbot)
    curve = chart.curves["main"]
    assert not curve._behind.isVisible()
    chart.smooth(0.9)
    settle(chart, qtbot)
    assert curve._behind.isVisible()
    _, behind = curve._behind.getData()
    _, smooth = curve._item.getData()
    assert set(behind) == {0.0, 1.0} and 0.3 < smooth[-1] < 0.7 and len(smooth) == 100
    chart.smooth(0.0)
    settle(chart, qtbot)
    assert not curve._behind.isVisible()
    assert set(curve._item.getData()[1]) == {0.0, 1.0}


def test_the_crosshair_reads_every_curve_at_the_nearest_step(chart, qtbot):
    chart.show()
    chart.set_end(2)
    for n in range(1, 21):
        chart.append("main", n / 10, float(n))
    chart.append("v", 1.0, 7.0)
    settle(chart, qtbot)
    with qtbot.waitSignal(chart.pointed, timeout=100) as pointed:
        chart.plot.pointed.emit(1.23)
    assert pointed.args == [pytest.approx(1.2)]
    assert chart.readout.isVisible() and chart._cross.value() == pytest.approx(1.2)
    assert [(each.name, each.value) for each in chart.readout.readings] == [("main", "12"), ("v", "7")]
    chart.mark_change(1.2, "Learning rate: 0.1")
    settle(chart, qtbot)
    assert chart.readout.notes == ("Learning rate: 0.1",)
    with qtbot.waitSignal(chart.pointed, timeout=100) as pointed:
        chart.plot.pointed.emit(None)
    assert pointed.args == [None] and not chart.readout.isVisible() and not chart._cross.isVisible()


def test_the_readout_tells_smoothed_and_measured_values(chart, qtbot):
    chart.show()
    chart.set_end(3)
    for n, value in enumerate([0.0, 1.0]):
        chart.append("main", n + 1, value)
    chart.smooth(0.5)
    settle(chart, qtbot)
    chart.point_at(2.0)
    [reading] = chart.readout.readings
    assert (reading.value, reading.raw) == ("0.6667", "1")  # (0.5 * 0 + 1) / 1.5


def test_a_curve_that_is_switched_off_is_not_read(chart, qtbot):
    chart.show()
    chart.set_end(2)
    chart.append("main", 1, 1.0)
    chart.append("aux1", 1, 2.0)
    chart.head.button("main").click()
    settle(chart, qtbot)
    chart.point_at(1.0)
    assert [each.name for each in chart.readout.readings] == ["aux1"]


def test_changes_of_settings_are_marked_until_they_are_cut_off(chart, qtbot):
    chart.show()
    chart.mark_change(1.0, "<b>Epochs</b>: 9")
    chart.mark_change(3.0, "Epochs: 12")
    lines = [line for _, _, line in chart.marks._changes]
    assert [line.value() for line in lines] == [1.0, 3.0]
    assert "&lt;b&gt;" in lines[0].toolTip(), "words are never taken for markup"
    chart.cut(2.0)
    assert [line.scene() is not None for line in lines] == [True, False]
    chart.clear()
    assert [*chart.marks.changes_near(1.0, 9.0)] == []
    settle(chart, qtbot)
