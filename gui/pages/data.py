"""The Data page: choose a folder, see what is in it and what the check finds. Talks to the session only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from core.config import TrainConfig
from core.data.archive_names import ARCHIVE_SUFFIXES
from core.data.recent import recent_datasets
from core.events import Event, Finding, PhaseChanged, Progress, Warned
from gui.messages import Failure, remedy, sentence
from gui.session import JobState, Session
from gui.tables import Picture
from gui.text import listed, number, plain
from gui.theme import SPACE
from gui.widgets.dataset_view import DatasetView
from gui.widgets.done_bar import DoneBar
from gui.widgets.message_bar import MessageBar
from gui.widgets.opening import Opening
from gui.widgets.page import DropPage
from gui.widgets.welcome import FolderFailed, Welcome

if TYPE_CHECKING:
    from core.data.dataset import Dataset


class DataPage(DropPage):
    """One of four states: inviting, opening, failed, or an open dataset."""

    train_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._varied: object = None  # the settings that the draws of a picture follow
        self._stack = QStackedWidget()
        self._message = MessageBar()
        self.welcome = Welcome()
        self.welcome.choose_wanted.connect(self.choose_folder)
        self.welcome.archive_wanted.connect(self.choose_archive)
        self.welcome.sample_wanted.connect(self.try_sample)
        self.welcome.recent_wanted.connect(self.open_folder)
        self.opening = Opening()
        self.opening.progress.cancelled.connect(self._on_cancel)
        self.failed = FolderFailed()
        self.failed.choose_wanted.connect(self.choose_folder)
        self.failed.back_wanted.connect(self._go_back)
        self.view = DatasetView()
        self.view.header.change_wanted.connect(self.choose_folder)
        self.view.header.train_wanted.connect(self.train_requested)
        self.view.check_wanted.connect(session.data.check)
        self.view.check_cancelled.connect(session.data.cancel)
        self.view.pane.exclude_wanted.connect(self._on_exclude)
        self.view.pane.restore_wanted.connect(self._on_restore)
        self.view.pane.draws_wanted.connect(self._on_draws_wanted)
        self.view.classes.leave_out_wanted.connect(self._on_leave_out)
        self.view.classes.merge_wanted.connect(self._on_merge)
        self.view.classes.rename_wanted.connect(self._on_rename)
        self._edit_words = ""
        self.edited = DoneBar()
        self.edited.undo_wanted.connect(self._on_undo)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self._on_undo)
        for state in (self.welcome, self.opening, self.failed, self.view):
            self._stack.addWidget(state)
        self.lay_out([self._message], self._stack, [self.edited], bottom=2 * SPACE)
        self.set_drop_text(self.tr("Let go to open this folder"))
        self.dropped.connect(self._on_dropped)
        session.data.state_changed.connect(self._on_state)
        session.data.check_state_changed.connect(self._on_check_state)
        session.data.yielded.connect(self._on_event)
        session.data.opened.connect(self._on_opened)
        session.data.edited.connect(self._on_edited)
        session.data.failed.connect(self._on_failed)
        session.data.editing.failed.connect(self._on_edit_failed)
        session.data.preview_ready.connect(self._on_preview)
        session.settings_changed.connect(self._on_settings)
        session.data.preview_failed.connect(self._message.say_failure)
        session.data.checked.connect(self._on_checked)
        self._show_recent()

    def title(self) -> str:
        return self.tr("Data")

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder, and open it."""
        title = self.tr("Choose a folder of pictures")
        chosen = QFileDialog.getExistingDirectory(self, title, _beside_the_last())
        if chosen:
            self.open_folder(Path(chosen))

    @Slot()
    def choose_archive(self) -> None:
        """Ask for a zip or tar file with folders of pictures, and open it."""
        kinds = self.tr("Archives") + f" ({' '.join(f'*{suffix}' for suffix in ARCHIVE_SUFFIXES)})"
        title = self.tr("Open an archive of pictures")
        chosen, _ = QFileDialog.getOpenFileName(self, title, _beside_the_last(), kinds)
        if chosen:
            self.open_folder(Path(chosen))

    @Slot(object)
    def open_folder(self, folder: Path) -> None:
        """Open a folder, or an archive of one."""
        self._session.data.open(folder)

    @Slot()
    def try_sample(self) -> None:
        """Draw the sample dataset, and open it."""
        self._session.data.draw_sample()

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
        if state is JobState.PREPARING:
            self.opening.show_folder(self._session.data.asked)
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
                if self._session.data.state.active:
                    self.opening.progress.follow(event)
                else:
                    self.view.follow_check(event)

    @Slot(object)
    def _on_opened(self, dataset: Dataset) -> None:
        self._show_recent()
        self._edit_words = ""
        self.edited.hide()
        self.view.show_dataset(dataset)
        self._stack.setCurrentWidget(self.view)
        self._session.data.check()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        if self._stack.currentWidget() is self.opening:
            data = self._session.data
            self.failed.show_failure(failure, data.asked, can_go_back=data.dataset is not None)
            self._stack.setCurrentWidget(self.failed)
        else:
            self._message.say_failure(failure)

    @Slot()
    def _on_cancel(self) -> None:
        self._session.data.cancel()
        self._go_back()

    @Slot()
    def _go_back(self) -> None:
        self._stack.setCurrentWidget(self.welcome if self._session.data.dataset is None else self.view)

    # Edits

    @Slot(object)
    def _on_exclude(self, paths: Sequence[Path]) -> None:
        count = len(paths)
        words = self.tr("1 picture is excluded from training.")
        if count != 1:
            words = self.tr("{count} pictures are excluded from training.").format(count=number(count))
        self._edit_words = words
        self._session.data.editing.exclude(paths, self.view.shown_kind)

    @Slot(object)
    def _on_restore(self, paths: Sequence[Path]) -> None:
        count = len(paths)
        words = self.tr("1 picture is included again.")
        if count != 1:
            words = self.tr("{count} pictures are included again.").format(count=number(count))
        self._edit_words = words
        self._session.data.editing.include(paths)

    @Slot(object, bool)
    def _on_leave_out(self, names: Sequence[str], out: bool) -> None:
        names_listed = listed(names)
        if out:
            self._edit_words = self.tr("Left out of training: {names}.").format(names=names_listed)
            self._session.data.editing.leave_out(names)
        else:
            self._edit_words = self.tr("Back in training: {names}.").format(names=names_listed)
            self._session.data.editing.bring_back(names)

    @Slot(object, str)
    def _on_merge(self, names: Sequence[str], name: str) -> None:
        words = self.tr("{names} are one class now: {name}.")
        self._edit_words = words.format(names=listed(names), name=plain(name))
        self._session.data.editing.merge(names, name)

    @Slot(str, str)
    def _on_rename(self, name: str, new: str) -> None:
        words = self.tr("{name} is shown as {new}. The folder keeps its name.")
        self._edit_words = words.format(name=plain(name), new=plain(new))
        self._session.data.editing.rename(name, new)

    @Slot()
    def _on_undo(self) -> None:
        dataset = self._session.data.dataset
        if dataset is not None and dataset.edits:
            self.edited.hide()
            self._session.data.editing.undo()

    @Slot(object)
    def _on_edited(self, dataset: Dataset) -> None:
        self.view.refresh_dataset(dataset)
        if self._edit_words:
            self.edited.tell(self._edit_words, undoable=True)
            self._edit_words = ""

    @Slot(object)
    def _on_edit_failed(self, failure: Failure) -> None:
        self._edit_words = ""
        self.edited.undo_button.hide()
        self.edited.say("danger", failure.text, failure.remedy)

    @Slot(object, int)
    def _on_draws_wanted(self, picture: Picture, seed: int) -> None:
        self._session.data.preview(picture.path, self._session.settings, seed)

    @Slot(object)
    def _on_preview(self, draws: Sequence[Any]) -> None:
        note = self.tr("Twelve draws with the settings on the page Train. Each epoch sees another one.")
        self.view.pane.detail.show_draws(draws, note)

    @Slot(object)
    def _on_settings(self, config: TrainConfig) -> None:
        varied = (config.preprocessing, config.augmentation)
        if varied != self._varied:
            self._varied = varied
            self.view.pane.draw_anew()

    # Inside

    def _show_recent(self) -> None:
        self.welcome.show_recent(recent_datasets())


def _beside_the_last() -> str:
    """Where a file dialog begins: people keep their datasets together."""
    before = recent_datasets()
    return str(before[0].path.parent) if before else QDir.homePath()
