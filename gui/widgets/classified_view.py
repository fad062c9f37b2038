"""The named pictures: how many of each class, a row for each, one at large. Knows no session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget

from core.events import ItemClassified, ItemFailed
from gui.icons import icon
from gui.tables import UNSURE, Filter, Order, Result, ResultModel
from gui.text import number
from gui.theme import SPACE
from gui.thumbnails import see_through
from gui.widgets.heat_controls import HeatControls
from gui.widgets.layouts import column, row
from gui.widgets.result_detail import ResultDetail
from gui.widgets.result_list import ResultList
from gui.widgets.result_tools import ResultTools
from gui.widgets.tally import Tally

if TYPE_CHECKING:
    from core.explain.results import HeatMap

LIST_SHARE = 56  # per cent of the width
HEAT_SIDE = 224
FLUSH_MS = 50


class ClassifiedView(QWidget):
    heat_wanted = Signal(object)  # Result: a heat map of it, for `heat.label`
    correct_wanted = Signal(object)  # Result: its answer is wrong
    filled = Signal()  # there are more rows

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arrived: list[ItemClassified | ItemFailed] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FLUSH_MS)
        self._timer.timeout.connect(self.flush)
        self.results = ResultModel(self)
        self.list = ResultList(self.results)
        self.list.chosen.connect(self._on_chosen)
        self.detail = ResultDetail()
        self.heat = HeatControls()
        self.heat.wanted.connect(self._on_heat)
        self.heat.opacity_changed.connect(self.detail.image.set_opacity)
        self.detail.add_below_picture(self.heat)
        self.wrong_button = QPushButton(self.tr("That is wrong…"))
        self.wrong_button.setIcon(icon("question", "accent"))
        self.wrong_button.setProperty("role", "quiet")
        self.wrong_button.setToolTip(self.tr("Say what it is, for the next training"))
        self.wrong_button.clicked.connect(self._on_wrong)
        self.detail.add_action(self.wrong_button)
        self.tally = Tally()
        self.tally.chosen.connect(self._on_group)
        self.tools = ResultTools()
        self.tools.range_chosen.connect(self._on_range)
        self.tools.order_chosen.connect(self._on_order)
        halves = row(spacing=2 * SPACE)
        halves.addWidget(self.list, LIST_SHARE)
        halves.addWidget(self.detail, 100 - LIST_SHARE)
        lines = column(self)
        lines.addWidget(self.tools)
        lines.addWidget(self.tally)
        lines.addLayout(halves, 1)
        self.detail.hide()

    def take(self, event: ItemClassified | ItemFailed) -> None:
        """A row for it: at once, or together with those of others that come soon after the last ones."""
        self._arrived.append(event)
        if not self._timer.isActive():
            self.flush()

    @Slot()
    def flush(self) -> None:
        """Show what has arrived without waiting for more."""
        if self._arrived:
            arrived, self._arrived = self._arrived, []
            self.add(arrived)
            self.filled.emit()
            self._timer.start()

    def add(self, events: Iterable[ItemClassified | ItemFailed]) -> None:
        self.results.add(events)
        if not self.list.currentIndex().isValid() and self.results.rowCount():
            self.list.choose(0)
        self.show_counts()

    def clear(self) -> None:
        self._timer.stop()
        self._arrived.clear()
        self.results.clear()
        self.list.loader.clear()
        self.detail.image.forget_pictures()
        self.tools.reset()
        self.results.sort_by(Order.ARRIVAL)
        self.show_counts()

    @Slot()
    def show_counts(self) -> None:
        self.tally.show_counts(self.results.counts)
        total, shown = self.results.total, self.results.rowCount()
        words = self.tr("{count} pictures").format(count=number(total))
        if shown != total:
            words = self.tr("{shown} of {count} pictures").format(shown=number(shown), count=number(total))
        unsure = self.results.counts.get(UNSURE, 0)
        if unsure:
            words += "  ·  " + self.tr("{count} not sure").format(count=number(unsure))
        self.tools.summary.setText(words)

    def pin(self, path: Path, image: QImage) -> None:
        """`path` is no file: its picture is `image`."""
        self.list.loader.pin(path, image)
        self.detail.image.pin(path, image)

    def show_classes(self, classes: Sequence[str]) -> None:
        """Those of the model in use."""
        self.heat.show_classes(classes)

    def show_heat(self, heat: HeatMap) -> None:
        """Lay `heat` over the picture on show, unless there is none that it could be of any more."""
        result = self.detail.result
        if not self.heat.on or result is None or result.failed:
            return
        from core.explain.heat import coloured

        strength = heat.upsampled(HEAT_SIDE, HEAT_SIDE)
        image = see_through(coloured(strength), strength)
        self.detail.image.lay_over(image, heat.box, self.heat.strength)
        self.heat.say("" if heat.peak else self.tr("nothing speaks for it"))

    def shutdown(self) -> None:
        self.list.shutdown()
        self.detail.shutdown()

    @Slot(object)
    def _on_chosen(self, result: Result | None) -> None:
        self.detail.setVisible(result is not None)
        if result is not None:
            self.detail.show_result(result)
            self.heat.setVisible(not result.failed)
            self.wrong_button.setVisible(not result.failed)
            self._on_heat()

    @Slot()
    def _on_heat(self) -> None:
        result = self.detail.result
        if self.heat.on and result is not None and not result.failed:
            self.heat.say(self.tr("looking…"))
            self.heat_wanted.emit(result)
        else:
            self.detail.image.lay_over(None, (0.0, 0.0, 1.0, 1.0), 0.0)

    @Slot()
    def _on_wrong(self) -> None:
        if self.detail.result is not None:
            self.correct_wanted.emit(self.detail.result)

    @Slot(object)
    def _on_group(self, chosen: str | None) -> None:
        self._show_only(chosen)

    @Slot(float, float)
    def _on_range(self, _low: float, _high: float) -> None:
        self._show_only(self.results.shown_filter.label)

    @Slot(object)
    def _on_order(self, order: Order) -> None:
        self.results.sort_by(order)

    def _show_only(self, label: str | None) -> None:
        self.results.show_only(Filter(label, *self.tools.range))
        if self.results.rowCount():
            self.list.choose(0)
        self.show_counts()
