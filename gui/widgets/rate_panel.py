# mypy: allow-untyped-calls
"""A learning-rate range test as it goes, and the rate that it suggests. Knows the session's finder alone."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.config import TrainConfig
from core.events import Event, PhaseChanged, RateSuggested, RateTried, Warned
from gui.icons import icon
from gui.messages import phase_words, remedy, sentence
from gui.rate_finder import RateFinder
from gui.theme import SPACE, theme
from gui.widgets.heads import MAIN
from gui.widgets.layouts import column, label
from gui.widgets.plot import Plot
from gui.widgets.series import Floats, Series

_FAINT = 70
_FLOOR = 0.95  # of the lowest loss is where the plot begins ...
_CEILING = 1.5  # ... and this many times the first one where it ends: rates that are too high leave it


class RatePanel(QFrame):
    """`used` carries the suggested rate once the user takes it; `closed` says that the test is left."""

    used = Signal(float)
    closed = Signal()

    def __init__(self, finder: RateFinder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._finder = finder
        finder.yielded.connect(self._on_event)
        finder.found.connect(self._on_found)
        self._suggestion: float | None = None
        self._measured = Series()
        self._smoothed = Series()
        self._title = label(self.tr("Finding a learning rate"), "strong")
        self._words = label("", "muted", wrap=True)
        self._warning = label("", "muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.use_button = QPushButton(self.tr("Use this rate"))
        self.use_button.setProperty("role", "primary")
        self.use_button.setIcon(icon("check", "on_accent"))
        self.use_button.clicked.connect(self._on_use)
        self.close_button = QPushButton()
        self.close_button.clicked.connect(self._on_close)
        self.plot = Plot(False, logarithmic=True)
        self._behind = pg.PlotDataItem(connect="finite")
        self._curve = pg.PlotDataItem(connect="finite")
        self._mark = pg.InfiniteLine(angle=90, movable=False)
        self._mark_text = pg.TextItem(anchor=(0, 0))
        for item in (self._behind, self._curve, self._mark, self._mark_text):
            self.plot.getPlotItem().addItem(item, ignoreBounds=True)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._words)
        words.addWidget(self._warning)
        head.addLayout(words, 1)
        head.addWidget(self.use_button)
        head.addWidget(self.close_button)
        lines = column(self, margin=2 * SPACE, spacing=SPACE)
        lines.addLayout(head)
        lines.addWidget(self._bar)
        lines.addWidget(self.plot, 1)
        theme().changed.connect(self._restyle)
        self._restyle()

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def warning(self) -> str:
        """What the test has come upon; "" where nothing."""
        return self._warning.text()

    @property
    def suggestion(self) -> float | None:
        return self._suggestion

    def begin(self, config: TrainConfig) -> None:
        """Begin a test with these settings."""
        self._suggestion = None
        self._warn("")
        self._measured.clear()
        self._smoothed.clear()
        self._draw()
        self._mark.setVisible(False)
        self._mark_text.setVisible(False)
        self._bar.setRange(0, 0)
        self._bar.show()
        self.use_button.hide()
        self.close_button.setText(self.tr("Cancel"))
        self._title.setText(self.tr("Finding a learning rate"))
        self._words.setText("")
        self._finder.find(config)

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        match event:
            case PhaseChanged(phase):
                self._words.setText(phase_words(phase))
                self._warn("")  # what was odd about the folder the Data page tells
            case Warned(code, data):
                self._warn(f"{sentence(code, data)} {remedy(code, data)}".strip())
            case RateTried():
                if event.step == 1:  # of a test that begins anew with smaller batches
                    self._measured.clear()
                    self._smoothed.clear()
                self._bar.setRange(0, event.steps)
                self._bar.setValue(event.step)
                self._words.setText(self.tr("Trying {0}").format(f"{event.rate:.2g}"))
                self._measured.append(math.log10(event.rate), event.loss)
                self._smoothed.append(math.log10(event.rate), event.smoothed)
                self._draw()

    @Slot(object)
    def _on_found(self, result: RateSuggested) -> None:
        self._suggestion = result.suggestion
        self._bar.hide()
        self.close_button.setText(self.tr("Close"))
        self.use_button.setVisible(result.suggestion is not None)
        if result.suggestion is None:
            self._title.setText(self.tr("No rate stands out"))
            self._words.setText(
                self.tr("The loss fell at none of the rates that were tried. Keep the recipe's own rate.")
            )
            return
        rate = f"{result.suggestion:.2g}"
        self._title.setText(self.tr("Suggested learning rate: {0}").format(rate))
        self._words.setText(
            self.tr("The loss was lowest at {0}. Some way below, it still falls and is safe.").format(
                f"{result.lowest:.2g}"
            )
        )
        self._mark.setValue(math.log10(result.suggestion))
        self._mark_text.setText(rate)
        self._mark.setVisible(True)
        self._mark_text.setVisible(True)
        self._draw()

    @Slot()
    def _on_use(self) -> None:
        assert self._suggestion is not None
        self.used.emit(self._suggestion)

    @Slot()
    def _on_close(self) -> None:
        self._finder.cancel()
        self.closed.emit()

    def _warn(self, text: str) -> None:
        self._warning.setText(text)
        self._warning.setVisible(bool(text))

    def _draw(self) -> None:
        self._behind.setData(self._measured.x, self._measured.y)
        self._curve.setData(self._smoothed.x, self._smoothed.y)
        losses = self._smoothed.y[np.isfinite(self._smoothed.y)]
        if not len(losses):
            return
        low, high = float(self._smoothed.x[0]), float(self._smoothed.x[-1])
        bottom, top = _range(losses)
        self.plot.getViewBox().setRange(
            xRange=(low, max(high, low + 0.1)), yRange=(bottom, top), padding=0, disableAutoRange=True
        )
        self._mark_text.setPos(self._mark.value(), top)

    @Slot()
    def _restyle(self) -> None:
        self.plot.restyle()
        color = theme().color(MAIN.token)
        self._curve.setPen(MAIN.pen())
        color.setAlpha(_FAINT)
        self._behind.setPen(pg.mkPen(color, width=1))
        self._mark.setPen(pg.mkPen(theme().color("accent"), width=1.5))
        self._mark_text.setColor(theme().color("accent"))
        self._mark_text.setFont(theme().font("caption", strong=True))


def _range(losses: Floats) -> tuple[float, float]:
    """Where the axis of losses begins and ends: what rates do that are far too high is not shown in full."""
    lowest = float(losses.min())
    return _FLOOR * lowest, min(float(losses.max()), _CEILING * float(losses[0])) * 1.02
