"""What is running, in one line, for the strip at the bottom; listens to the session and knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from core.events import Event, ItemClassified, ItemFailed, Phase, PhaseChanged, Progress
from gui.durations import duration
from gui.messages import phase_words, recipe_title
from gui.session import JobState, Session
from gui.text import number
from gui.training_progress import TrainingProgress

REFRESH_MS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """`fraction` is 0..1, None while the end is not known; `training` says whether Pause and Stop apply."""

    words: str
    more: str
    fraction: float | None
    training: bool = False


class Running(QObject):
    """`changed` comes at most five times a second."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._progress = TrainingProgress()
        self._data: Event | None = None
        self._named = 0
        evaluating = session.evaluating
        self._others = [
            _Follower(job, first, self)
            for job, first in (
                (evaluating.applying, Phase.MOVING),
                (evaluating, Phase.LOADING_MODEL),
                (session.output, Phase.PREPARING),
                (session.inspecting, Phase.LOADING_MODEL),
                (session.rates, Phase.PREPARING),
                (session.starting, Phase.DOWNLOADING),
            )
        ]
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.changed)
        session.training_event.connect(self._on_training)
        session.data.yielded.connect(self._on_data)
        session.classify_event.connect(self._on_classify)
        session.training_state_changed.connect(self._on_training_state)
        session.data.state_changed.connect(self._on_data_state)
        session.data.check_state_changed.connect(self._on_data_state)
        session.classify_state_changed.connect(self._on_classify_state)
        for other in self._others:
            other.changed.connect(self._soon)
        session.situation_changed.connect(self.changed)

    def line(self) -> Line | None:
        """The most important job that runs; None while nothing does."""
        session = self._session
        if session.training_state.active:
            return self._training_line()
        if session.data.state.active or session.data.check_state.active:
            return _line_of(self._data, Phase.SCANNING)
        for other in self._others:
            if other.active:
                return other.line()
        if session.classify_state.active:
            words = phase_words(Phase.CLASSIFYING)
            return Line(words, self.tr("{0} done").format(number(self._named)) if self._named else "", None)
        return None

    def _training_line(self) -> Line:
        progress = self._progress
        state = self._session.training_state
        halted = {
            JobState.PAUSED: self.tr("Paused"),
            JobState.PAUSING: self.tr("Pausing"),
            JobState.STOPPING: self.tr("Saving the run"),
        }
        words = halted.get(state) or (phase_words(progress.phase) if progress.phase else self.tr("Starting"))
        parts = []
        if progress.started is not None and not halted.get(state):
            recipe = recipe_title(str(progress.started.config["recipe"]))
            words = self.tr("{doing}: {recipe}").format(doing=words, recipe=recipe)
        if progress.epochs:
            parts.append(self.tr("epoch {0} of {1}").format(progress.epoch, progress.epochs))
        if progress.pictures_per_second and state is JobState.RUNNING:
            parts.append(self.tr("{0} pictures/s").format(number(round(progress.pictures_per_second))))
        left = progress.seconds_left
        if left is not None and state is not JobState.STOPPING:
            parts.append(self.tr("about {0} left").format(duration(left)))
        return Line(words, "  ·  ".join(parts), progress.fraction, training=True)

    @Slot(object)
    def _on_training(self, event: Event) -> None:
        self._progress.take(event)
        self._soon()

    @Slot(object)
    def _on_training_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:
            self._progress = TrainingProgress()
        self.changed.emit()

    @Slot(object)
    def _on_data(self, event: Event) -> None:
        if isinstance(event, (Progress, PhaseChanged)):
            self._data = event
            self._soon()

    @Slot(object)
    def _on_data_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:  # another one begins: what the last one said is old
            self._data = None

    @Slot(object)
    def _on_classify(self, event: Event) -> None:
        if isinstance(event, (ItemClassified, ItemFailed)):
            self._named += 1
            self._soon()

    @Slot(object)
    def _on_classify_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:
            self._named = 0

    @Slot()
    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()


class _Follower(QObject):
    """What a part of the session does just now, and the last that was heard of it.

    `job` has `state`, `state_changed` and `yielded`, as a lane has. `first` is what it does at first.
    """

    changed = Signal()

    def __init__(self, job: Any, first: Phase, parent: QObject) -> None:
        super().__init__(parent)
        self._job = job
        self._first = first
        self._said: Event | None = None
        job.state_changed.connect(self._on_state)
        job.yielded.connect(self._on_event)

    @property
    def active(self) -> bool:
        return bool(self._job.state.active)

    def line(self) -> Line:
        return _line_of(self._said, self._first)

    @Slot(object)
    def _on_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:
            self._said = None
        self.changed.emit()

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        if isinstance(event, (Progress, PhaseChanged)):
            self._said = event
            self.changed.emit()


def _line_of(event: Event | None, first: Phase) -> Line:
    """What a job says of itself; `first` is what it does before it has said anything."""
    match event:
        case Progress(phase, done, total):
            of = QCoreApplication.translate("Running", "{0} of {1}")
            share = done / total if total else None
            if phase is Phase.DOWNLOADING:  # the one that counts bytes
                of = QCoreApplication.translate("Running", "{0} of {1} MB")
                done, total = done >> 20, total and total >> 20
            more = number(done) if total is None else of.format(number(done), number(total))
            return Line(phase_words(phase), more, share)
        case PhaseChanged(phase):
            return Line(phase_words(phase), "", None)
        case _:
            return Line(phase_words(first), "", None)
