"""The Classify page: pictures are dropped, pasted or opened, and named as they come.

Talks to the session only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from core.errors import PictureError
from core.events import Event, ItemClassified, ItemFailed, PhaseChanged, Progress, Warned
from gui.clipboard import picture_in
from gui.messages import Failure, failure, remedy, sentence
from gui.session import JobState, Session
from gui.tables import Result, ResultModel
from gui.text import number, percent, plain
from gui.theme import SPACE
from gui.thumbnails import image_of
from gui.widgets.classify_header import ClassifyHeader
from gui.widgets.classify_welcome import Invitation, NoModel
from gui.widgets.drop_area import DropPage, local_paths
from gui.widgets.job_progress import JobProgress
from gui.widgets.layouts import column, row
from gui.widgets.message_bar import MessageBar
from gui.widgets.result_detail import ResultDetail
from gui.widgets.result_list import ResultList
from gui.widgets.tally import Tally

MARGIN = 4 * SPACE
FLUSH_MS = 50
LIST_SHARE = 58  # per cent of the width
MODEL_SUFFIX = ".safetensors"


class ClassifyPage(DropPage):
    """Without a model it says how to get one; without pictures it invites some; then a row for each."""

    train_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._arrived: list[ItemClassified | ItemFailed] = []
        self._pasted = 0
        self._header_words: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FLUSH_MS)
        self._timer.timeout.connect(self._flush)
        self.results = ResultModel(self)
        self.list = ResultList(self.results)
        self.list.chosen.connect(self._on_chosen)
        self.detail = ResultDetail()
        self.tally = Tally()
        self.tally.chosen.connect(self._on_filter)
        self.message = MessageBar()
        self.progress = JobProgress()
        self.progress.cancelled.connect(session.cancel_classify)
        self.progress.hide()
        self.header = ClassifyHeader(self.title())
        self.header.clear_wanted.connect(self.clear)
        self.header.model_wanted.connect(self.choose_model)
        self.header.pictures_wanted.connect(self.choose_pictures)
        self._stack = QStackedWidget()
        self.no_model = NoModel()
        self.no_model.train_wanted.connect(self.train_requested)
        self.no_model.model_wanted.connect(self.choose_model)
        self.invitation = Invitation()
        self.invitation.folder_wanted.connect(self.choose_folder)
        self._named = self._named_view()
        for state in (self.no_model, self.invitation, self._named):
            self._stack.addWidget(state)
        lines = column(self, margin=MARGIN, spacing=2 * SPACE)
        lines.addWidget(self.header)
        lines.addWidget(self.message)
        lines.addWidget(self.progress)
        lines.addWidget(self._stack, 1)
        self.set_drop_text(self.tr("Let go to name these pictures"))
        self.dropped.connect(self.take)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.paste)
        session.classify_state_changed.connect(self._on_state)
        session.classify_event.connect(self._on_event)
        session.classify_failed.connect(self._on_failed)
        session.model_changed.connect(self._show_model)
        session.model_described.connect(self._on_described)
        session.training_state_changed.connect(self._show_model)
        self._show_model()

    def title(self) -> str:
        return self.tr("Classify")

    def icon_name(self) -> str:
        return "classify"

    @Slot(object)
    def take(self, paths: Sequence[Path]) -> None:
        """Name these files and folders; a model file among them is the model to use."""
        models = [path for path in paths if path.suffix.lower() == MODEL_SUFFIX]
        if models:
            self.message.hide()
            self._session.open_model(models[0])
        pictures = [path for path in paths if path not in models]
        if pictures and self._has_model():
            self.message.hide()
            self._session.classify(pictures)

    @Slot()
    def paste(self) -> None:
        """Name what the clipboard holds: files, or a picture."""
        mime = QGuiApplication.clipboard().mimeData()
        paths = local_paths(mime)
        if paths:
            self.take(paths)
            return
        try:
            pixels = picture_in(mime)
        except PictureError as error:
            self.message.say_failure(failure(error.code, error.data, ""))
            return
        if pixels is None:
            self.message.say("info", self.tr("There is no picture on the clipboard."))
        elif self._has_model():
            self._pasted += 1
            name = self.tr("Pasted picture {number}").format(number=self._pasted)
            image = image_of(pixels)
            self.list.loader.pin(Path(name), image)
            self.detail.image.pin(Path(name), image)
            self._session.classify_pixels(name, pixels)

    def shutdown(self) -> None:
        """End the threads that decode pictures."""
        self.list.shutdown()
        self.detail.shutdown()

    # Slots

    @Slot()
    def choose_pictures(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Open pictures"), QDir.homePath())
        if names:
            self.take([Path(name) for name in names])

    @Slot()
    def choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Open a folder of pictures"), QDir.homePath())
        if name:
            self.take([Path(name)])

    @Slot()
    def choose_model(self) -> None:
        kinds = self.tr("Models") + f" (*{MODEL_SUFFIX})"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a model file"), QDir.homePath(), kinds)
        if name:
            self.message.hide()
            self._session.open_model(Path(name))

    @Slot()
    def clear(self) -> None:
        """Forget all rows, and what is still to be named."""
        self._session.cancel_classify()
        self._timer.stop()
        self._arrived.clear()
        self.results.clear()
        self.list.loader.clear()
        self.detail.image.forget_pictures()
        self._show_results()

    @Slot(object)
    def _on_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:
            self.message.hide()
            self.progress.begin(self.tr("Starting"))
        self.progress.setVisible(state.active)
        self._show_results()

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        match event:
            case ItemClassified() | ItemFailed():
                self._arrived.append(event)
                if not self._timer.isActive():
                    self._timer.start()
            case PhaseChanged() | Progress():
                self.progress.follow(event)
            case Warned(code, data):
                self.message.say("warning", sentence(code, data), remedy(code, data))

    @Slot(object)
    def _on_failed(self, why: Failure) -> None:
        self.message.say_failure(why)

    @Slot()
    def _flush(self) -> None:
        arrived, self._arrived = self._arrived, []
        self.results.add(arrived)
        self._show_results()
        if not self.list.currentIndex().isValid() and self.results.rowCount():
            self.list.choose(0)

    @Slot(object)
    def _on_chosen(self, result: Result | None) -> None:
        self.detail.setVisible(result is not None)
        if result is not None:
            self.detail.show_result(result)

    @Slot(object)
    def _on_filter(self, chosen: str | None) -> None:
        self.results.filter(chosen)
        if self.results.rowCount():
            self.list.choose(0)

    @Slot()
    def _show_model(self) -> None:
        model = self._session.model
        self.header.show_model(model, self._model_words(model))
        self._show_results()

    @Slot(object)
    def _on_described(self, header: Any) -> None:
        self._header_words = []
        if header is not None:
            words = self.tr("{count} classes").format(count=number(len(header.classes)))
            self._header_words.append(words)
            accuracy = header.metrics.get("accuracy")
            if isinstance(accuracy, float):
                words = self.tr("{share} right in validation").format(share=percent(accuracy))
                self._header_words.append(words)
        self._show_model()

    # Inside

    def _has_model(self) -> bool:
        if self._session.model is None:
            self.message.say(
                "info", self.tr("There is no model yet."), self.tr("Train one first, or open a model file.")
            )
        return self._session.model is not None

    def _model_words(self, model: Path | None) -> str:
        if model is None:
            return self.tr("No model yet")
        name = model.parent.name if model.stem == "best" else model.stem
        parts = [plain(name), *self._header_words]
        run = self._session.run
        if run is not None and run == model.parent and self._session.training_state.active:
            parts.append(self.tr("the best so far of the running training"))
        return "  ·  ".join(parts)

    def _show_results(self) -> None:
        self.tally.show_counts(self.results.counts)
        busy = self._session.classify_state.active
        self.header.clear_button.setVisible(self.results.total > 0)
        if self.results.total or busy:
            self._stack.setCurrentWidget(self._named)
        else:
            self._stack.setCurrentWidget(self.no_model if self._session.model is None else self.invitation)

    def _named_view(self) -> QWidget:
        halves = row(spacing=2 * SPACE)
        halves.addWidget(self.list, LIST_SHARE)
        halves.addWidget(self.detail, 100 - LIST_SHARE)
        view = QWidget()
        lines = column(view)
        lines.addWidget(self.tally)
        lines.addLayout(halves, 1)
        self.detail.hide()
        return view
