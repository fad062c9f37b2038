"""The Classify page: pictures are dropped, pasted, opened or seen by a camera, and named as they come.

Talks to the session only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.events import Event, ItemClassified, ItemFailed
from gui.camera import CameraSource
from gui.clipboard import has_picture, only_address
from gui.corrections import Corrections
from gui.incoming import Incoming
from gui.live_camera import LiveCamera
from gui.messages import Failure, remedy, sentence
from gui.model_choice import ModelChoice, model_name
from gui.saving import Saving
from gui.session import JobState, Session
from gui.tables import Result
from gui.text import number, percent
from gui.widgets.classified_view import ClassifiedView
from gui.widgets.classify_header import ClassifyHeader
from gui.widgets.classify_welcome import Invitation
from gui.widgets.done_bar import DoneBar
from gui.widgets.drop_area import local_paths
from gui.widgets.no_model import NoModel
from gui.widgets.page import JobPage


class ClassifyPage(JobPage):
    """Without a model it says how to get one; without pictures it invites some; then a row for each."""

    train_requested = Signal()

    def __init__(
        self, session: Session, camera: CameraSource | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.header = ClassifyHeader(self.title())
        self.choice = ModelChoice(session, self.header.model_button, self)
        self.choice.opening.connect(self.message.hide)
        self.choice.failed.connect(self.message.say_failure)
        self.incoming = Incoming(session, self.choice, self)
        self.incoming.accepted.connect(self._on_accepted)
        self.incoming.refused.connect(self._on_refused)
        self.incoming.failed.connect(self.message.say_failure)
        self.camera = LiveCamera(session, camera or CameraSource(), self)
        self.camera.switched.connect(self._on_camera)
        self.camera.refused.connect(self._on_refused)
        self.camera.kept.connect(self.incoming.take_frame)
        self.corrections = Corrections(session, self)
        self.corrections.done.connect(self._on_corrected)
        self.saving = Saving(session, self)
        self.saving.done.connect(self._on_done)
        self.view = ClassifiedView()
        self.view.filled.connect(self._show_state)
        self.incoming.pictured.connect(self.view.pin)
        self.view.heat_wanted.connect(self._on_heat_wanted)
        self.view.correct_wanted.connect(self._on_correct)
        self.view.tools.table_wanted.connect(self.choose_table)
        self.view.tools.sort_wanted.connect(self.choose_sorted)
        self.done = DoneBar()
        self.done.undo_wanted.connect(self.corrections.undo)
        self.progress.cancelled.connect(self._on_cancel)
        self.header.clear_wanted.connect(self.clear)
        self.header.pictures_wanted.connect(self.incoming.choose_pictures)
        self.header.camera_wanted.connect(self.camera.switch)
        self.header.export_wanted.connect(self.saving.model)
        self._stack = QStackedWidget()
        self.no_model = NoModel(
            self.tr(
                "A model can also be dropped here. While training goes on, its best model so far is used."
            )
        )
        self.no_model.train_wanted.connect(self.train_requested)
        self.no_model.model_wanted.connect(self.choice.ask)
        self.invitation = Invitation()
        self.invitation.folder_wanted.connect(self.incoming.choose_folder)
        for state in (self.no_model, self.invitation, self.view, self.camera.view):
            self._stack.addWidget(state)
        self.lay_out([self.header, self.message, self.progress], self._stack, [self.done])
        self.set_drop_text(self.tr("Let go to name these pictures"))
        self.dropped.connect(self.incoming.take)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.incoming.paste)
        self._listen()
        self._on_described(session.models.header)

    def title(self) -> str:
        return self.tr("Classify")

    def shutdown(self) -> None:
        """End the threads that decode pictures, and the camera."""
        self.camera.switch(False)
        self.view.shutdown()

    # Drops: files, and pictures that another program hands over

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_picture(event.mimeData()) or only_address(event.mimeData()):
            event.acceptProposedAction()
            self.show_veil()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if local_paths(event.mimeData()):
            super().dropEvent(event)
            return
        self.hide_veil()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.incoming.take_dropped(event.mimeData())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # another page is on show: nobody looks, so nothing is looked at
            self.camera.switch(False)

    # Slots

    @Slot()
    def choose_table(self) -> None:
        """Write the rows on show to a table."""
        self.saving.table(self.view.results.shown())

    @Slot()
    def choose_sorted(self) -> None:
        """Copy the pictures on show into folders of their classes."""
        self.saving.class_folders(self.view.results.shown())

    @Slot()
    def clear(self) -> None:
        """Forget all rows, and what is still to be named."""
        self._session.cancel_classify()
        self._session.forget_pixels()
        self.view.clear()
        self.done.hide()
        self._show_state()

    @Slot(object)
    def _on_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:
            self.begin()
        busy = state.active or self._session.classify_state.active or self._session.output.state.active
        self.progress.setVisible(busy)
        self._show_state()

    @Slot(object)
    def _on_output_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:
            self.done.hide()  # what was written before is no answer to this
        self._on_state(state)

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        if isinstance(event, ItemClassified | ItemFailed):
            self.view.take(event)
        else:
            self.follow(event)

    @Slot()
    def _on_cancel(self) -> None:
        self._session.cancel_classify()
        self._session.output.cancel()

    @Slot()
    def _on_accepted(self) -> None:
        self.message.hide()
        self.camera.switch(False)

    @Slot(str, str)
    def _on_refused(self, why: str, what_to_do: str) -> None:
        self.message.say("info", why, what_to_do)

    @Slot(bool)
    def _on_camera(self, on: bool) -> None:
        self.header.camera_button.setChecked(on)
        if on:
            self.message.hide()
        self._show_state()

    @Slot(object)
    def _on_heat_wanted(self, result: Result) -> None:
        if self._session.model is not None:
            source = self._session.source_of(result.path)
            self._session.explaining.ask(self._session.model, source, self.view.heat.label)

    @Slot(object)
    def _on_heat_failed(self, why: Failure) -> None:
        self.view.heat.say("")
        self.message.say_failure(why)

    @Slot(object)
    def _on_correct(self, result: Result) -> None:
        header = self._session.models.header
        if header is not None:
            self.corrections.ask(result, header.classes, self)

    @Slot(str, bool)
    def _on_corrected(self, words: str, undoable: bool) -> None:
        self.done.tell(words, undoable=undoable)

    @Slot(str, str)
    def _on_done(self, text: str, more: str) -> None:
        self.done.tell(text, more, undoable=False)

    @Slot(object)
    def _on_output_event(self, event: Event) -> None:
        if isinstance(event, ItemFailed):
            why, what_to_do = sentence(event.reason, event.data), remedy(event.reason, event.data)
            self.message.say("warning", why, what_to_do)
        else:
            self.follow(event)

    # The model

    @Slot()
    def _show_model(self) -> None:
        model = self._session.model
        self.header.show_model(model, self._model_words(model))
        self._show_state()

    @Slot(object)
    def _on_described(self, header: Any) -> None:
        self.view.show_classes(header.classes if header is not None else ())
        self._show_model()

    # Inside

    def _listen(self) -> None:
        session = self._session
        session.classify_state_changed.connect(self._on_state)
        session.classify_event.connect(self._on_event)
        session.classify_finished.connect(self.view.flush)
        session.classify_failed.connect(self.message.say_failure)
        session.model_changed.connect(self._show_model)
        session.models.described.connect(self._on_described)
        session.training_state_changed.connect(self._show_model)
        session.watching.failed.connect(self.message.say_failure)
        session.explaining.ready.connect(self.view.show_heat)
        session.explaining.failed.connect(self._on_heat_failed)
        output = session.output
        output.state_changed.connect(self._on_output_state)
        output.yielded.connect(self._on_output_event)
        output.failed.connect(self.message.say_failure)

    def _model_words(self, model: Path | None) -> str:
        if model is None:
            return self.tr("No model yet")
        parts = [model_name(model)]
        header = self._session.models.header
        if header is not None:
            parts.append(self.tr("{count} classes").format(count=number(len(header.classes))))
            accuracy = header.metrics.get("accuracy")
            if isinstance(accuracy, float):
                parts.append(self.tr("{share} right in validation").format(share=percent(accuracy)))
        run = self._session.run
        if run is not None and run == model.parent and self._session.training_state.active:
            parts.append(self.tr("the best so far of the running training"))
        return "  ·  ".join(parts)

    def _show_state(self) -> None:
        total = self.view.results.total
        self.header.clear_button.setVisible(total > 0)
        if self.camera.on:
            self._stack.setCurrentWidget(self.camera.view)
        elif total or self._session.classify_state.active:
            self._stack.setCurrentWidget(self.view)
        else:
            self._stack.setCurrentWidget(self.no_model if self._session.model is None else self.invitation)
