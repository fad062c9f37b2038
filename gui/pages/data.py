"""The Data page: choose a folder, see what is in it and what the check finds. Talks to the session only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from core.data.dataset import Dataset
from core.events import Event, Finding, PhaseChanged, Progress, Warned
from gui.messages import Failure, remedy, sentence
from gui.session import JobState, Session
from gui.settings import Settings
from gui.text import file_name, plain
from gui.theme import SPACE
from gui.widgets.dataset_view import DatasetView
from gui.widgets.drop_area import DropPage
from gui.widgets.job_progress import JobProgress
from gui.widgets.layouts import ElidedLabel, column, spread
from gui.widgets.message_bar import MessageBar
from gui.widgets.welcome import FolderFailed, Welcome

MARGIN = 4 * SPACE
PROGRESS_WIDTH = 60 * SPACE


class DataPage(DropPage):
    """One of four states: inviting, opening, failed, or an open dataset."""

    train_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._settings = Settings()
        self._asked: Path | None = None
        self._stack = QStackedWidget()
        self._message = MessageBar()
        self.welcome = Welcome()
        self.welcome.choose_wanted.connect(self.choose_folder)
        self.welcome.sample_wanted.connect(self.try_sample)
        self.welcome.recent_wanted.connect(self.open_folder)
        self.opening = _Opening()
        self.opening.progress.cancelled.connect(self._on_cancel)
        self.failed = FolderFailed()
        self.failed.choose_wanted.connect(self.choose_folder)
        self.failed.back_wanted.connect(self._go_back)
        self.view = DatasetView()
        self.view.change_wanted.connect(self.choose_folder)
        self.view.train_wanted.connect(self.train_requested)
        self.view.check_wanted.connect(session.start_check)
        self.view.check_cancelled.connect(session.cancel_data)
        for state in (self.welcome, self.opening, self.failed, self.view):
            self._stack.addWidget(state)
        lines = column(self, margin=MARGIN, spacing=2 * SPACE)
        lines.addWidget(self._message)
        lines.addWidget(self._stack, 1)
        self.set_drop_text(self.tr("Let go to open this folder"))
        self.dropped.connect(self._on_dropped)
        session.data_state_changed.connect(self._on_state)
        session.check_state_changed.connect(self._on_check_state)
        session.data_event.connect(self._on_event)
        session.dataset_opened.connect(self._on_opened)
        session.data_failed.connect(self._on_failed)
        session.check_finished.connect(self._on_checked)
        self._show_recent()

    def title(self) -> str:
        return self.tr("Data")

    def icon_name(self) -> str:
        return "data"

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder, and open it."""
        before = self._settings.recent_folders
        start = str(before[0].parent) if before else QDir.homePath()
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of pictures"), start)
        if chosen:
            self.open_folder(Path(chosen))

    @Slot(object)
    def open_folder(self, folder: Path) -> None:
        """Open a folder, or an archive of one."""
        self._asked = folder
        self.opening.show_folder(folder)
        self._session.open_folder(folder)

    @Slot()
    def try_sample(self) -> None:
        """Draw the sample dataset, and open it."""
        self._asked = None
        self.opening.show_folder(None)
        self._session.draw_sample()

    def shutdown(self) -> None:
        """End the threads that decode pictures."""
        self.view.shutdown()

    # Slots

    @Slot(object)
    def _on_dropped(self, paths: Sequence[Path]) -> None:
        if len(paths) == 1:
            self.open_folder(paths[0])
        else:
            self._message.say(
                "info", self.tr("One folder at a time."), self.tr("Drop the folder that holds all classes.")
            )

    @Slot(object)
    def _on_state(self, state: JobState) -> None:
        if state.active:
            self._message.hide()
            self._stack.setCurrentWidget(self.opening)
        elif state is JobState.IDLE and self._stack.currentWidget() is self.opening:
            self._go_back()

    @Slot(object)
    def _on_check_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:
            self.view.begin_check()
        elif not state.active:
            self.view.end_check(complete=False)

    @Slot(object)
    def _on_checked(self, _report: object) -> None:
        self.view.end_check(complete=True)

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        match event:
            case Finding():
                self.view.add_finding(event)
            case Warned(code, data):
                self._message.say("warning", sentence(code, data), remedy(code, data))
            case PhaseChanged() | Progress():
                if self._session.data_state.active:
                    self.opening.progress.follow(event)
                else:
                    self.view.follow_check(event)

    @Slot(object)
    def _on_opened(self, dataset: Dataset) -> None:
        self._settings.remember_folder(dataset.root)
        self._show_recent()
        self._message.hide()
        self.view.show_dataset(dataset)
        self._stack.setCurrentWidget(self.view)
        self._session.start_check()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        if self._stack.currentWidget() is self.opening:
            can_go_back = self._session.dataset is not None
            self.failed.show_failure(failure, self._asked, can_go_back=can_go_back)
            self._stack.setCurrentWidget(self.failed)
        else:
            self._message.say_failure(failure)

    @Slot()
    def _on_cancel(self) -> None:
        self._session.cancel_data()
        self._go_back()

    @Slot()
    def _go_back(self) -> None:
        self._stack.setCurrentWidget(self.welcome if self._session.dataset is None else self.view)

    # Inside

    def _show_recent(self) -> None:
        self.welcome.show_recent(self._settings.recent_folders)


class _Opening(QWidget):
    """While a folder is being read."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ElidedLabel("title")
        self._place = ElidedLabel("caption")
        self.progress = JobProgress()
        inner = QWidget()
        inner.setMaximumWidth(PROGRESS_WIDTH)
        lines = column(inner)
        lines.addStretch(2)
        for widget in (self._name, self._place):
            lines.addWidget(widget)
        lines.addSpacing(2 * SPACE)
        lines.addWidget(self.progress)
        lines.addStretch(3)
        spread(self, inner)

    def show_folder(self, folder: Path | None) -> None:
        """None stands for the sample."""
        self._name.set_full_text(file_name(folder) if folder else self.tr("Sample"))
        self._place.set_full_text(plain(str(folder.parent)) if folder else "")
        self.progress.begin(self.tr("Starting"))
