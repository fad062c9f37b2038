"""How late the window's event loop is while it trains with plots on show, beside the idle figure.

A timer of 16 ms in the window's thread; its lateness is the time beyond 16 ms from one tick to the next. The
window is the real one, started as `ninefold` starts it, the recipe is `quick`. Usage: smoothness.py FOLDER
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from core.events import EpochDone, Event, StepDone
from core.training.recipes import recipe_config
from gui.__main__ import main
from gui.main_window import MainWindow

TICK_MS = 16
SETTLE_MS = 10_000  # torch is imported in a thread meanwhile
IDLE_MS = 20_000
TRAINING_MS = 90_000
FIRST_STEPS = 5


class Scenario(QObject):
    """Waits, measures the idle window, opens the folder, trains, measures, closes."""

    def __init__(self, folder: Path, window: MainWindow) -> None:
        super().__init__()
        self._folder = folder
        self._window = window
        self._session = window._session
        self._steps = self._epochs = 0
        self._last = 0.0
        self._lateness: list[float] = []
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._session.data.opened.connect(self._train)
        self._session.training_event.connect(self._on_event)
        self._session.training_failed.connect(self._on_failed)
        self._session.data.failed.connect(self._on_failed)
        QTimer.singleShot(SETTLE_MS, self, self._measure_idle)

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self._lateness.append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now

    def _begin(self) -> None:
        self._lateness = []
        self._last = time.perf_counter()
        self._timer.start()

    @Slot()
    def _measure_idle(self) -> None:
        self._begin()
        QTimer.singleShot(IDLE_MS, self, self._open)

    @Slot()
    def _open(self) -> None:
        self._timer.stop()
        report("idle", self._lateness)
        self._session.data.open(self._folder)

    @Slot(object)
    def _train(self, _: object) -> None:
        self._window.show_page(self._window.train_page)
        self._session.start_training(recipe_config("quick", self._folder))

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        if isinstance(event, StepDone):
            self._steps += 1
            if self._steps == FIRST_STEPS:
                self._begin()
                QTimer.singleShot(TRAINING_MS, self, self._end)
        elif isinstance(event, EpochDone):
            self._epochs += 1

    @Slot()
    def _end(self) -> None:
        self._timer.stop()
        report(f"training ({self._steps} steps, {self._epochs} ends of an epoch)", self._lateness)
        self._session.all_stopped.connect(QApplication.quit)
        self._session.shutdown()

    @Slot(object)
    def _on_failed(self, failure: object) -> None:
        print(f"  failed: {failure}")
        QApplication.exit(1)


def report(what: str, lateness: list[float]) -> None:
    median, most, nearly_all = np.percentile(lateness, [50, 99, 99.9])
    print(
        f"  {what}: median {median:.1f} ms, 99 % {most:.1f} ms, 99.9 % {nearly_all:.1f} ms, "
        f"worst {max(lateness):.1f} ms, {len(lateness)} ticks",
        flush=True,
    )


def measure(folder: Path) -> int:
    """Starts the window as `ninefold` does, and the scenario once its event loop begins."""
    begin = QApplication.exec
    scenarios = []

    def exec_with_scenario(*_: object) -> int:
        (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        scenarios.append(Scenario(folder, window))
        return begin()

    QApplication.exec = exec_with_scenario  # type: ignore[method-assign]
    return main([])


if __name__ == "__main__":
    print(f"Lateness of a {TICK_MS} ms timer (wanted in training: 99 % within 16 ms, 99.9 % within 60 ms)")
    sys.exit(measure(Path(sys.argv[1])))
