"""The Classify page: pictures are dropped, pasted, opened or seen by a camera, and named as they come.

Talks to the session only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QMimeData, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QWidget

from core.errors import PictureError
from core.events import Event, ItemClassified, ItemFailed, PhaseChanged, Progress, Quantised, Warned
from gui.camera import CameraSource
from gui.clipboard import has_picture, only_address, picture_in, pixels_of
from gui.messages import Failure, failure, remedy, sentence
from gui.session import JobState, Session
from gui.tables import Result, events_of
from gui.text import file_name, number, percent, plain
from gui.theme import SPACE, icon
from gui.thumbnails import image_of
from gui.widgets.camera_view import CameraView
from gui.widgets.classified_view import ClassifiedView
from gui.widgets.classify_header import ClassifyHeader
from gui.widgets.classify_welcome import Invitation, NoModel
from gui.widgets.correction_dialog import CorrectionDialog
from gui.widgets.drop_area import DropPage, local_paths
from gui.widgets.export_dialog import ExportDialog
from gui.widgets.job_progress import JobProgress
from gui.widgets.layouts import column
from gui.widgets.message_bar import MessageBar

MARGIN = 4 * SPACE
FLUSH_MS = 50
MODEL_SUFFIX = ".safetensors"
LIVE_SIDE = 480  # pixels of the short side of a frame: more than a network sees


class ClassifyPage(DropPage):
    """Without a model it says how to get one; without pictures it invites some; then a row for each."""

    train_requested = Signal()

    def __init__(
        self, session: Session, camera: CameraSource | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._arrived: list[ItemClassified | ItemFailed] = []
        self._given = 0  # pictures that were no files
        self._header: Any = None  # ModelHeader of the model in use
        self._corrections: Path | None = None  # the folder that was chosen for them
        self._copy: Path | None = None  # the last correction
        self._quantised: Quantised | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FLUSH_MS)
        self._timer.timeout.connect(self._flush)
        self.camera = camera or CameraSource(self)
        self.camera.setParent(self)
        self.camera.frame.connect(self._on_frame)
        self.camera.failed.connect(self._on_camera_failed)
        self.view = ClassifiedView()
        self.view.heat_wanted.connect(self._on_heat_wanted)
        self.view.correct_wanted.connect(self._on_correct)
        self.view.tools.table_wanted.connect(self.choose_table)
        self.view.tools.sort_wanted.connect(self.choose_sorted)
        self.live = CameraView()
        self.live.keep_button.clicked.connect(self._on_keep_frame)
        self.message = MessageBar()
        self.done = MessageBar()
        self._undo = QPushButton(icon("undo"), self.tr("Undo"))
        self._undo.clicked.connect(self._on_undo)
        self.done.add_button(self._undo)
        self.progress = JobProgress()
        self.progress.cancelled.connect(self._on_cancel)
        self.progress.hide()
        self.header = ClassifyHeader(self.title())
        self.header.clear_wanted.connect(self.clear)
        self.header.pictures_wanted.connect(self.choose_pictures)
        self.header.camera_wanted.connect(self.show_camera)
        self.header.export_wanted.connect(self.choose_export)
        button = self.header.model_button
        button.about_to_show.connect(session.list_runs)
        button.model_chosen.connect(session.use_model)
        button.file_wanted.connect(self.choose_model)
        self._stack = QStackedWidget()
        self.no_model = NoModel()
        self.no_model.train_wanted.connect(self.train_requested)
        self.no_model.model_wanted.connect(self.choose_model)
        self.invitation = Invitation()
        self.invitation.folder_wanted.connect(self.choose_folder)
        for state in (self.no_model, self.invitation, self.view, self.live):
            self._stack.addWidget(state)
        lines = column(self, margin=MARGIN, spacing=2 * SPACE)
        lines.setContentsMargins(MARGIN, MARGIN, MARGIN, 3 * SPACE)
        for widget in (self.header, self.message, self.progress):
            lines.addWidget(widget)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self.done)
        self.set_drop_text(self.tr("Let go to name these pictures"))
        self.dropped.connect(self.take)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.paste)
        self._listen()
        self._show_model()

    def title(self) -> str:
        return self.tr("Classify")

    def icon_name(self) -> str:
        return "classify"

    @Slot(object)
    def take(self, paths: Sequence[Path]) -> None:
        """Name these files, folders and archives; a model file among them is the model to use."""
        models = [path for path in paths if path.suffix.lower() == MODEL_SUFFIX]
        if models:
            self.message.hide()
            self._session.open_model(models[0])
        pictures = [path for path in paths if path not in models]
        if pictures and self._has_model():
            self.message.hide()
            self.header.camera_button.setChecked(False)
            self._session.classify(pictures)

    @Slot()
    def paste(self) -> None:
        """Name what the clipboard holds: files, or a picture."""
        self._take_data(
            QGuiApplication.clipboard().mimeData(), self.tr("There is no picture on the clipboard.")
        )

    def shutdown(self) -> None:
        """End the threads that decode pictures, and the camera."""
        self.camera.stop()
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
        self._take_data(event.mimeData(), self.tr("There is no picture in what was dropped."))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # another page is on show: nobody looks, so nothing is looked at
            self.header.camera_button.setChecked(False)

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
    def choose_table(self) -> None:
        """Write the rows on show to a table."""
        start = str(Path(QDir.homePath()) / (self.tr("named pictures") + ".csv"))
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save as CSV"), start, self.tr("Table") + " (*.csv)"
        )
        if name:
            path = Path(name)
            path = path if path.suffix else path.with_name(f"{path.name}.csv")
            self._session.output.save_table(path, events_of(self.view.results.shown()))

    @Slot()
    def choose_sorted(self) -> None:
        """Copy the pictures on show into folders of their classes."""
        title = self.tr("Choose the folder in which the class folders are made")
        name = QFileDialog.getExistingDirectory(self, title, QDir.homePath())
        if name:
            files = [r for r in self.view.results.shown() if not r.failed and r.path.is_absolute()]
            self._session.output.sort_into(Path(name), events_of(files), self.tr("not sure"))

    @Slot()
    def choose_export(self) -> None:
        if self._session.model is not None:
            name = _model_name(self._session.model)
            dialog = ExportDialog(name, self)
            dialog.accepted_with.connect(self._on_export)
            dialog.open()

    @Slot(bool)
    def show_camera(self, on: bool) -> None:
        """Answer to what the camera sees, until it is switched off."""
        model = self._session.model
        if on and (model is None or not self.camera.available()):
            self.header.camera_button.setChecked(False)
            self.message.say(
                "info",
                self.tr("There is no camera that Ninefold can use."),
                self.tr("Connect one, or drop pictures here instead."),
            )
            return
        self.header.camera_button.setChecked(on)
        if on and model is not None:
            self.message.hide()
            self.live.forget()
            self._session.watching.start(model)
            self.camera.start()
        else:
            self.camera.stop()
            self._session.watching.stop()
        self._show_state()

    @Slot()
    def clear(self) -> None:
        """Forget all rows, and what is still to be named."""
        self._session.cancel_classify()
        self._session.forget_pixels()
        self._timer.stop()
        self._arrived.clear()
        self.view.clear()
        self.done.hide()
        self._show_state()

    @Slot(object)
    def _on_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:
            self.message.hide()
            self.progress.begin(self.tr("Starting"))
        busy = state.active or self._session.classify_state.active or self._session.output.state.active
        self.progress.setVisible(busy)
        self._show_state()

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

    @Slot()
    def _on_cancel(self) -> None:
        self._session.cancel_classify()
        self._session.output.cancel()

    @Slot()
    def _flush(self) -> None:
        arrived, self._arrived = self._arrived, []
        self.view.add(arrived)
        self._show_state()

    # The camera

    @Slot(QImage)
    def _on_frame(self, image: QImage) -> None:
        self.live.show_frame(image)
        small = image
        if min(image.width(), image.height()) > LIVE_SIDE:
            mode = Qt.TransformationMode.SmoothTransformation
            across = image.width() < image.height()
            small = image.scaledToWidth(LIVE_SIDE, mode) if across else image.scaledToHeight(LIVE_SIDE, mode)
        self._session.watching.put(pixels_of(small))

    @Slot(object)
    def _on_answer(self, answer: ItemClassified) -> None:
        if self.header.camera_button.isChecked():
            self.live.show_answer(answer)

    @Slot(str)
    def _on_camera_failed(self, words: str) -> None:
        self.header.camera_button.setChecked(False)
        self.message.say("danger", self.tr("The camera cannot be used: {words}").format(words=plain(words)))

    @Slot()
    def _on_keep_frame(self) -> None:
        if self.live.picture.image is not None:
            self._take_pixels(pixels_of(self.live.picture.image), self.tr("Camera picture {number}"))

    # Heat maps, corrections, exports

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
        if self._header is None:
            return
        dataset = self._session.dataset
        open_one = dataset.root if dataset is not None and dataset.root.is_dir() else None
        root = self._corrections or open_one or Path(QDir.homePath()) / self.tr("Ninefold pictures")
        dialog = CorrectionDialog(
            file_name(result.path), self._header.classes, root, self._session.class_folder, self
        )
        dialog.accepted_with.connect(self._on_correction)
        dialog.open()

    @Slot(str, object)
    def _on_correction(self, name: str, root: Path) -> None:
        result = self.view.detail.result
        if result is not None:
            self._corrections = root
            source = self._session.source_of(result.path)
            self._session.output.place(source, self._session.class_folder(root, name))

    @Slot(object)
    def _on_placed(self, copy: Path) -> None:
        self._copy = copy
        self._undo.show()
        self.done.say("ok", self.tr("Copied to {path}.").format(path=plain(str(copy))))

    @Slot()
    def _on_undo(self) -> None:
        if self._copy is not None:
            self._session.output.take_back(self._copy)
            self._copy = None

    @Slot()
    def _on_taken_back(self) -> None:
        self._undo.hide()
        self.done.say("info", self.tr("The copy is gone again."))

    @Slot(object)
    def _on_table(self, path: Path) -> None:
        self._say_done(self.tr("The table is in {path}.").format(path=plain(str(path))))

    @Slot(object)
    def _on_sorted(self, finished: Any) -> None:
        words = [self.tr("{count} pictures were copied.").format(count=number(finished.copied))]
        if finished.renamed:
            taken = self.tr("{count} got a number, for their name was taken.")
            words.append(taken.format(count=number(finished.renamed)))
        if finished.failed:
            words.append(self.tr("{count} could not be copied.").format(count=number(finished.failed)))
        self._say_done(" ".join(words))

    @Slot(object)
    def _on_output_event(self, event: Event) -> None:
        match event:
            case PhaseChanged() | Progress():
                self.progress.follow(event)
            case Warned(code, data) | ItemFailed(_, code, data):
                self.message.say("warning", sentence(code, data), remedy(code, data))
            case Quantised():
                self._quantised = event

    @Slot(object, bool)
    def _on_export(self, target: Path, int8: bool) -> None:
        if self._session.model is not None:
            self._quantised = None
            self._session.output.export(self._session.model, target, int8)

    @Slot(object)
    def _on_exported(self, finished: Any) -> None:
        from gui.export_words import export_words

        self._say_done(*export_words(finished, self._quantised))

    # The model

    @Slot()
    def _show_model(self) -> None:
        model = self._session.model
        self.header.show_model(model, self._model_words(model))
        self._show_state()

    @Slot(object)
    def _on_described(self, header: Any) -> None:
        self._header = header
        self.view.show_classes(header.classes if header is not None else ())
        self._show_model()

    # Inside

    def _listen(self) -> None:
        session = self._session
        session.classify_state_changed.connect(self._on_state)
        session.classify_event.connect(self._on_event)
        session.classify_failed.connect(self.message.say_failure)
        session.model_changed.connect(self._show_model)
        session.model_described.connect(self._on_described)
        session.training_state_changed.connect(self._show_model)
        session.runs_listed.connect(self.header.model_button.show_runs)
        session.watching.answered.connect(self._on_answer)
        session.watching.failed.connect(self.message.say_failure)
        session.explaining.ready.connect(self.view.show_heat)
        session.explaining.failed.connect(self._on_heat_failed)
        output = session.output
        output.state_changed.connect(self._on_state)
        output.event.connect(self._on_output_event)
        output.table_saved.connect(self._on_table)
        output.sorted.connect(self._on_sorted)
        output.placed.connect(self._on_placed)
        output.taken_back.connect(self._on_taken_back)
        output.exported.connect(self._on_exported)
        output.failed.connect(self.message.say_failure)

    def _take_data(self, mime: QMimeData, nothing: str) -> None:
        paths = local_paths(mime)
        if paths:
            self.take(paths)
            return
        try:
            pixels = picture_in(mime)
        except PictureError as error:
            self.message.say_failure(failure(error.code, error.data, ""))
            return
        if pixels is not None:
            self._take_pixels(pixels, self.tr("Pasted picture {number}"))
        elif only_address(mime):
            self.message.say(
                "info",
                self.tr("The browser handed over an address only, and Ninefold opens no connection."),
                self.tr("Choose “Copy image” in the browser, and paste it here."),
            )
        else:
            self.message.say("info", nothing)

    def _take_pixels(self, pixels: Any, name: str) -> None:
        if self._has_model():
            self._given += 1
            name = name.format(number=self._given)
            image = image_of(pixels)
            self.view.list.loader.pin(Path(name), image)
            self.view.detail.image.pin(Path(name), image)
            self.header.camera_button.setChecked(False)
            self._session.classify_pixels(name, pixels)

    def _has_model(self) -> bool:
        if self._session.model is None:
            self.message.say(
                "info", self.tr("There is no model yet."), self.tr("Train one first, or open a model file.")
            )
        return self._session.model is not None

    def _model_words(self, model: Path | None) -> str:
        if model is None:
            return self.tr("No model yet")
        parts = [plain(_model_name(model))]
        if self._header is not None:
            parts.append(self.tr("{count} classes").format(count=number(len(self._header.classes))))
            accuracy = self._header.metrics.get("accuracy")
            if isinstance(accuracy, float):
                parts.append(self.tr("{share} right in validation").format(share=percent(accuracy)))
        run = self._session.run
        if run is not None and run == model.parent and self._session.training_state.active:
            parts.append(self.tr("the best so far of the running training"))
        return "  ·  ".join(parts)

    def _say_done(self, text: str, more: str = "") -> None:
        self._undo.hide()
        self.done.say("ok", text, more)

    def _show_state(self) -> None:
        total = self.view.results.total
        self.header.clear_button.setVisible(total > 0)
        if self.header.camera_button.isChecked():
            self._stack.setCurrentWidget(self.live)
        elif total or self._session.classify_state.active:
            self._stack.setCurrentWidget(self.view)
        else:
            self._stack.setCurrentWidget(self.no_model if self._session.model is None else self.invitation)


def _model_name(model: Path) -> str:
    return model.parent.name if model.stem == "best" else model.stem
