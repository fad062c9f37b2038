"""What lies below the settings: the charts of a run or, for a while, a test of learning rates.

Each is made when it is first on show, for their library takes as long to import as the rest of the window.
Knows the session's rate finder alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedLayout

from core.config import TrainConfig
from core.events import Event
from gui.rate_finder import RateFinder
from gui.theme import SPACE
from gui.widgets.layouts import Yielding

LOWEST = 27 * SPACE
"""Where there is less room than for this and the settings, the page scrolls."""


class ChartPlace(Yielding):
    """`rate_used` carries a rate that the user takes over; `left` says that the charts are back."""

    rate_used = Signal(float)
    left = Signal()
    save_failed = Signal(str)  # one sentence

    def __init__(self, finder: RateFinder) -> None:
        self._stack = QStackedLayout()
        super().__init__(self._stack, LOWEST)
        self._finder = finder
        self._charts: Any = None
        self._rates: Any = None
        finder.failed.connect(self.show_charts)

    @property
    def made(self) -> bool:
        """Whether there are charts."""
        return self._charts is not None

    @property
    def charts(self) -> Any:
        """A TrainingCharts, made at the first call."""
        if self._charts is None:
            from gui.widgets.training_charts import TrainingCharts

            self._charts = TrainingCharts()
            self._charts.save_failed.connect(self.save_failed)
            self._stack.addWidget(self._charts)
        return self._charts

    @property
    def rates(self) -> Any:
        """A RatePanel, made at the first call."""
        if self._rates is None:
            from gui.widgets.rate_panel import RatePanel

            self._rates = RatePanel(self._finder)
            self._rates.used.connect(self._on_used)
            self._rates.closed.connect(self._on_closed)
            self._stack.addWidget(self._rates)
        return self._rates

    def catch_up(self, events: Sequence[Event]) -> None:
        """Make the charts, of a run that has these events so far."""
        if not self.made:
            for event in events:
                self.charts.take(event)
            assert self.charts is not None

    def take(self, event: Event) -> None:
        if self.made:
            self._charts.take(event)

    def begin(self) -> None:
        """A run begins: the charts are on show, and empty."""
        self.show_charts()
        if self.made:
            self._charts.clear()

    def find_rate(self, config: TrainConfig) -> None:
        self._stack.setCurrentWidget(self.rates)
        self.rates.begin(config)

    @Slot()
    def show_charts(self) -> None:
        if self._charts is not None:
            self._stack.setCurrentWidget(self._charts)

    @Slot(float)
    def _on_used(self, rate: float) -> None:
        self.show_charts()
        self.rate_used.emit(rate)

    @Slot()
    def _on_closed(self) -> None:
        self.show_charts()
        self.left.emit()
