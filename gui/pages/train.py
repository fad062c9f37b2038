"""The Train page: settings and the time they would take, then the run as it goes, then what came of it.

Talks to the session alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QStackedLayout, QWidget

from core.events import ArmStarted, Event, RunFinished, RunStarted, StopReason, Warned
from core.training.recipes import DEFAULT_RECIPE, recipe_config
from gui.actions import ActionButton, Actions, Command
from gui.icons import icon
from gui.messages import Failure
from gui.session import JobState, Session
from gui.text import number, plain
from gui.theme import SPACE
from gui.training_progress import TrainingProgress
from gui.widgets.chart_place import ChartPlace
from gui.widgets.layouts import column
from gui.widgets.live_panel import LivePanel
from gui.widgets.page import MARGIN, Page
from gui.widgets.run_message import RunMessage
from gui.widgets.run_progress import RunProgress
from gui.widgets.train_header import TrainHeader
from gui.widgets.train_setup import TrainSetup
from gui.widgets.train_welcome import TrainWelcome

REFRESH_MS = 200
"""The figures change at most five times a second: faster cannot be read."""


class TrainPage(Page):
    classify_requested = Signal()

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._progress = TrainingProgress()
        self._told_of: Path | None = None  # the run of another day that was told of

        self.setup = TrainSetup(session.starting)
        self.setup.config_changed.connect(self._on_config)
        self.setup.advanced_toggled.connect(self._arrange)
        self.setup.rate_wanted.connect(self._on_rate_wanted)
        self.setup.refused.connect(self._on_refused)
        session.starting.failed.connect(self._on_refused)
        self.run_progress = RunProgress()
        self.change_button = QPushButton(self.tr("Change settings"))
        self.change_button.setProperty("role", "quiet")
        self.change_button.setIcon(icon("sliders", "accent"))
        self.change_button.setCheckable(True)
        self.change_button.toggled.connect(self._arrange)
        self.run_progress.add_button(self.change_button)
        self.live = LivePanel(recipe_config(DEFAULT_RECIPE, Path()))
        self.live.applied.connect(session.change_training)
        self.message = RunMessage(ActionButton(actions[Command.CONTINUE], "continue"))
        self.message.classify_wanted.connect(self.classify_requested)
        self.train_button = ActionButton(actions[Command.TRAIN], "play", "primary")
        self.pause_button = ActionButton(actions[Command.PAUSE], "pause")
        self.resume_button = ActionButton(actions[Command.RESUME], "play", "primary")
        self.stop_button = ActionButton(actions[Command.STOP], "stop")
        self.header = TrainHeader(
            self.title(), self.train_button, self.pause_button, self.resume_button, self.stop_button
        )
        self.place = ChartPlace(session.rates)
        self.place.rate_used.connect(self.setup.set_rate)
        self.place.left.connect(self._ask_estimate)
        self.place.save_failed.connect(self._on_save_failed)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(
            TrainWelcome(
                ActionButton(actions[Command.OPEN_FOLDER], "folder-open", "primary"),
                ActionButton(actions[Command.OPEN_SAMPLE], "sample"),
            )
        )
        self._stack.addWidget(self._full_view())

        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self._show_progress)
        actions[Command.TRAIN].triggered.connect(self._on_train)
        actions[Command.CONTINUE].triggered.connect(self._on_continue)
        session.data.opened.connect(self._on_dataset)
        session.data.edited.connect(self._on_dataset)
        session.training_state_changed.connect(self._on_state)
        session.training_event.connect(self._on_event)
        session.training_failed.connect(self._on_failed)
        session.estimate_ready.connect(self._on_estimate)
        session.estimate_event.connect(self._on_estimate_event)
        session.estimate_failed.connect(self._on_estimate_failed)
        session.estimate_state_changed.connect(self._on_estimate_state)
        session.runs_listed.connect(self._on_runs)
        session.rates.state_changed.connect(self._arrange)
        session.rates.failed.connect(self._on_refused)
        if session.data.dataset is not None:
            self._on_dataset(session.data.dataset)
        for event in session.training_events:
            self._on_event(event)
        self._tell_interrupted()
        self._on_state(session.training_state)

    def title(self) -> str:
        return self.tr("Train")

    @property
    def estimate_text(self) -> str:
        """What is said of the time that a run would take."""
        return self.header.estimate.text()

    @property
    def charts(self) -> Any:
        """A TrainingCharts, made at the first call."""
        self.place.catch_up(self._session.training_events)
        return self.place.charts

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.place.made:
            QTimer.singleShot(0, self, self._make_charts)
        self._ask_estimate()
        self._show_progress()

    @Slot()
    def _make_charts(self) -> None:
        self.place.catch_up(self._session.training_events)

    @Slot(object)
    def _on_dataset(self, dataset: Any) -> None:
        if self._session.rates.state.active:  # on pictures that are others now
            self._session.rates.cancel()
            self.place.show_charts()
        self.setup.set_data(dataset.root)
        self.header.tell(
            (
                plain(dataset.root.name),
                self.tr("{0} classes").format(number(len(dataset.classes))),
                self.tr("{0} pictures").format(number(len(dataset.items))),
            )
        )
        self._ask_estimate()
        self._arrange()

    @Slot()
    def _on_config(self) -> None:
        self._ask_estimate()
        self._arrange()

    @Slot()
    def _on_train(self) -> None:
        if self.setup.config is not None:
            self.message.begin()
            self._progress = TrainingProgress()
            self.place.begin()
            self._session.start_training(self.setup.config, tensorboard=self.setup.tensorboard)

    @Slot()
    def _on_continue(self) -> None:
        run = self._session.stopped_run
        if run is not None:
            self.message.begin()
            self.place.show_charts()
            self._session.continue_run(run)

    @Slot(object)
    def _on_state(self, state: JobState) -> None:
        self._arrange()
        self._show_progress()

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        self._progress.take(event)
        self.live.take(event)
        self.place.take(event)
        match event:
            case ArmStarted():  # of a comparison, which another page began
                self.message.begin()
            case RunStarted():
                if self._session.data.dataset is None:  # a run of another day, continued
                    self.header.tell((plain(Path(event.config["data"]).name),))
                self._arrange()
            case Warned():
                self.message.warn(event)
            case RunFinished() if event.reason is not StopReason.FAILED:  # else the failure itself follows
                self.message.tell(event, self._progress.epochs)
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self.message.tell_failure(failure, go_on=self._session.stopped_run is not None)
        self._arrange()

    @Slot(object)
    def _on_estimate(self, estimated: Any) -> None:
        self.header.estimate.tell(estimated.seconds)

    @Slot(object)
    def _on_estimate_state(self, state: JobState) -> None:
        self.header.estimate.measure(state.active)

    @Slot(object)
    def _on_estimate_event(self, event: Event) -> None:
        if isinstance(event, Warned):
            self.message.foretell(event)

    @Slot(object)
    def _on_estimate_failed(self, failure: Failure) -> None:
        self.message.say("warning", failure.text, failure.remedy, failure.details)

    @Slot(object)
    def _on_runs(self, _runs: list[Any]) -> None:
        self._tell_interrupted()
        self._arrange()

    @Slot()
    def _on_rate_wanted(self) -> None:
        if self.setup.config is not None:
            self._session.stop_measuring()
            self.place.find_rate(self.setup.config)

    @Slot(object)
    def _on_refused(self, failure: Failure) -> None:
        self.message.say_failure(failure)

    @Slot(str)
    def _on_save_failed(self, text: str) -> None:
        self.message.say("danger", text)

    @Slot()
    def _ask_estimate(self) -> None:
        self.header.estimate.tell(None)
        self.message.take_back()
        config = self.setup.config
        busy = self._session.training_state.active or self._session.rates.state.active
        ready = self._session.data.dataset is not None and not busy
        if config is not None and ready and self.isVisible():
            self._session.request_estimate(config)

    @Slot()
    def _show_progress(self) -> None:
        if not self.isVisible():
            return
        halted = {
            JobState.PAUSED: self.tr("Paused"),
            JobState.PAUSING: self.tr("Pausing after this batch"),
            JobState.STOPPING: self.tr("Stopping: the run is being saved"),
        }
        self.run_progress.show_progress(self._progress, halted.get(self._session.training_state, ""))

    @Slot()
    def _arrange(self) -> None:
        state = self._session.training_state
        active = state.active
        has_run = bool(self._session.training_events)
        usable = self._session.data.dataset is not None or active or has_run
        self._stack.setCurrentIndex(1 if usable or self._session.stopped_run is not None else 0)
        self.setup.setVisible(not active)
        self.setup.advanced.setVisible(not active and self.setup.advanced_open)
        self.setup.set_busy(self._session.rates.state.active)
        self.live.setVisible(active and self.change_button.isChecked())
        self.run_progress.setVisible(active)
        self.header.show_state(state)
        self._session.use_settings(self.setup.config)

    def _tell_interrupted(self) -> None:
        """Once: runs are listed whenever a menu of models opens, and by then there may be other news."""
        run = self._session.interrupted_run
        if run is not None and run.path != self._told_of:
            self._told_of = run.path
            self.message.tell_interrupted(run)

    def _full_view(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("role", "plain")
        lines = column(inner, spacing=2 * SPACE)
        for widget in (self.message, self.setup, self.run_progress):
            lines.addWidget(widget)
        lines.addWidget(self.place, 1)
        scrolled = QScrollArea()
        scrolled.setWidget(inner)
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QHBoxLayout()
        body.setSpacing(2 * SPACE)
        body.addWidget(scrolled, 1)
        body.addWidget(self.setup.advanced)
        body.addWidget(self.live)
        view = QWidget()
        page = column(view, margin=MARGIN, spacing=2 * SPACE)
        page.addWidget(self.header)
        page.addLayout(body, 1)
        return view
