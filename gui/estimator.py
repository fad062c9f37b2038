"""How long a run would take: asked at every change of a setting, measured once it rests. Knows no widget."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.config import TrainConfig
from core.events import Estimated
from gui.jobs import CoreJobs
from gui.lane import Lane

DELAY_MS = 400


class Estimator(QObject):
    """The last request wins. Steps are measured once for settings that differ in epochs or seed only, where
    all of the epochs are alike on the whole."""

    ready = Signal(object)  # Estimated

    def __init__(self, jobs: CoreJobs, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._lane = lane
        self._lane.succeeded.connect(self._on_measured)
        self._wanted: TrainConfig | None = None
        self._measured: dict[TrainConfig, Estimated] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._measure)

    @property
    def active(self) -> bool:
        """Whether steps are measured now."""
        return self._lane.state.active

    def request(self, config: TrainConfig) -> None:
        self.cancel()
        self._wanted = config
        known = self._measured.get(_key(config))
        if known is None:
            self._timer.start()
        else:
            seconds = known.once + known.seconds_per_epoch * config.epochs
            self.ready.emit(replace(known, seconds=seconds))

    def cancel(self) -> None:
        """Nothing is measured any more, such as when a run begins, whose steps it would slow down."""
        self._timer.stop()
        self._lane.cancel()

    def forget(self) -> None:
        """Other pictures: nothing that was measured holds."""
        self.cancel()
        self._measured.clear()

    @Slot()
    def _measure(self) -> None:
        assert self._wanted is not None
        self._lane.start(partial(self._jobs.estimate, self._wanted))

    @Slot(object)
    def _on_measured(self, result: Estimated) -> None:
        assert self._wanted is not None
        self._measured[_key(self._wanted)] = result
        self.ready.emit(result)


def _key(config: TrainConfig) -> TrainConfig:
    """What an estimate holds for. Where other epochs mean another mixture of them, it is for those alone."""
    alike = not config.frozen_until and config.epochs % max(len(config.train_sizes), 1) == 0
    return replace(config, epochs=1 if alike else config.epochs, seed=0)
