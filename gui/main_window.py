"""The window: composes rail, pages, strip and menus. Holds no logic of its own but the way out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.actions import Actions, Command
from gui.menus import Menus
from gui.messages import Failure
from gui.pages.classify import ClassifyPage
from gui.pages.data import DataPage
from gui.pages.inside import InsidePage
from gui.pages.results import ResultsPage
from gui.pages.train import TrainPage
from gui.running import Running
from gui.session import Session
from gui.settings import Settings
from gui.theme import SPACE, ThemeName, icon, theme
from gui.widgets.drop_area import local_paths
from gui.widgets.message_bar import MessageBar
from gui.widgets.rail import Rail
from gui.widgets.status_strip import StatusStrip

WARM_UP_MS = 3000
"""After the window is on show: time to find the folder before torch's import competes for the processor."""

QUESTION = "close-question"


class MainWindow(QMainWindow):
    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("Ninefold")
        self.setWindowIcon(icon("ninefold"))
        self.setMinimumSize(960, 640)
        self.setAcceptDrops(True)
        self._session = session
        self._settings = settings
        self._may_close = False
        self._closing = False
        self._warm_up = QTimer(self)
        self._warm_up.setSingleShot(True)
        self._warm_up.setInterval(WARM_UP_MS)
        self._warm_up.timeout.connect(session.warm_up)
        session.setParent(self)
        self.actions_by_command = Actions(session, self)
        self._running = Running(session, self)

        self.data_page = DataPage(session)
        self.train_page = TrainPage(session, self.actions_by_command)
        self.results_page = ResultsPage(session)
        self.classify_page = ClassifyPage(session)
        self.inside_page = InsidePage(session)
        self.message = MessageBar()
        self.rail = Rail()
        self.strip = StatusStrip()
        self._strip_buttons = [
            _tool_button(self.actions_by_command[command])
            for command in (Command.PAUSE, Command.RESUME, Command.STOP)
        ]
        self._pages = QStackedWidget()
        self._pages.setObjectName("pages")
        self._compose()
        self._connect()
        if not self.restoreGeometry(settings.geometry):
            self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))
        self.show_page(self.data_page)
        self._show_running()

    def show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        page.setFocus()
        self.rail.choose(self._pages.currentIndex())

    @property
    def page(self) -> QWidget | None:
        """The page on show."""
        return self._pages.currentWidget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():  # not when it comes back from being minimised
            self._session.list_runs()
            self._warm_up.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close or not self._session.busy:
            self._warm_up.stop()
            self._settings.geometry = self.saveGeometry()
            self.data_page.shutdown()
            self.results_page.shutdown()
            self.classify_page.shutdown()
            self.inside_page.shutdown()
            event.accept()
            return
        event.ignore()
        if self._closing or self.findChild(QMessageBox, QUESTION) is not None:
            return
        if self._session.training_state.active:
            self._ask_to_close()
        else:
            self.stop_and_close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if (
            self.page not in (self.results_page, self.classify_page, self.inside_page)
            and _folder(event) is not None
        ):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        folder = _folder(event)
        if folder is not None:
            event.setDropAction(Qt.DropAction.CopyAction)  # never a move out of the user's folder
            event.accept()
            self._open(folder)

    @Slot()
    def stop_and_close(self) -> None:
        """Without a question: every job is stopped, a run is saved, then the window closes."""
        if not self._closing:
            self._closing = True
            self._warm_up.stop()
            self._session.all_stopped.connect(self._close_now, Qt.ConnectionType.SingleShotConnection)
            self._session.shutdown()

    @Slot(object)
    def show_failure(self, failure: Failure) -> None:
        """An error that belongs to no page."""
        self.message.say_failure(failure)

    @Slot()
    def _on_open(self) -> None:
        recent = self._settings.recent_folders
        start = str(recent[0].parent) if recent else str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of pictures"), start)
        if chosen:
            self._open(Path(chosen))

    @Slot(object)
    def _open(self, folder: Path) -> None:
        self.show_page(self.data_page)
        self.data_page.open_folder(folder)

    @Slot(object)
    def _on_dataset(self, dataset: object) -> None:
        self._settings.remember_folder(self._session.dataset.root)  # type: ignore[union-attr]
        self._session.warm_up()

    @Slot(int)
    def _on_rail(self, number: int) -> None:
        self._pages.setCurrentIndex(number)

    @Slot()
    def _go_train(self) -> None:
        self.show_page(self.train_page)

    @Slot()
    def _go_classify(self) -> None:
        self.show_page(self.classify_page)

    @Slot()
    def _go_data(self) -> None:
        self.show_page(self.data_page)

    @Slot()
    def _show_running(self) -> None:
        line = self._running.line()
        if line is None:
            self.strip.idle(self.tr("Nothing is running"))
        else:
            self.strip.running(line.words, line.more, line.fraction)
        training = line is not None and line.training
        for button in self._strip_buttons:
            button.setVisible(training and button.isEnabled())

    @Slot(object)
    def _on_theme(self, choice: ThemeName) -> None:
        self._settings.theme = choice
        theme().apply(choice, self._settings.text_scale)

    @Slot(float)
    def _on_text_scale(self, scale: float) -> None:
        self._settings.text_scale = scale
        theme().apply(self._settings.theme, scale)

    @Slot(str)
    def _on_language(self, language: str) -> None:
        self._settings.language = language
        self.message.say("info", self.tr("The language changes when Ninefold is started again."))

    @Slot()
    def _on_about(self) -> None:
        from importlib.metadata import version  # not needed on the way to the screen

        box = QMessageBox(self)
        box.setWindowTitle(self.tr("About Ninefold"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIconPixmap(icon("ninefold").pixmap(64, 64))
        box.setText(f"Ninefold {version('ninefold')}")
        box.setInformativeText(
            self.tr(
                "Trains GoogLeNet, with its nine Inception modules, on your own pictures. "
                "Everything stays on this computer."
            )
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _ask_to_close(self) -> None:
        box = QMessageBox(self)
        box.setObjectName(QUESTION)
        box.setWindowTitle(self.tr("Training is running"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Stop the training and close Ninefold?"))
        box.setInformativeText(self.tr("The run is saved first, and can be continued the next time."))
        stop = box.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("Keep training"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        stop.clicked.connect(self.stop_and_close)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    def _compose(self) -> None:
        for page, name in (
            (self.data_page, "data"),
            (self.train_page, "train"),
            (self.results_page, "results"),
            (self.classify_page, "classify"),
            (self.inside_page, "inside"),
        ):
            self._pages.addWidget(page)
            self.rail.add(page.title(), name)
        for button in self._strip_buttons:
            self.strip.add_button(button)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        bar.addWidget(self.message)
        right.addLayout(bar)
        right.addWidget(self._pages, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        central = QWidget()
        whole = QVBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(self.strip)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        menus = Menus(self, self.actions_by_command, self._settings)
        menus.folder_chosen.connect(self._open)
        menus.theme_chosen.connect(self._on_theme)
        menus.text_scale_chosen.connect(self._on_text_scale)
        menus.language_chosen.connect(self._on_language)
        actions = self.actions_by_command
        actions[Command.OPEN_FOLDER].triggered.connect(self._on_open)
        actions[Command.OPEN_SAMPLE].triggered.connect(self._go_data)
        actions[Command.TRAIN].triggered.connect(self._go_train)
        actions[Command.CONTINUE].triggered.connect(self._go_train)
        actions[Command.QUIT].triggered.connect(self.close)
        actions[Command.ABOUT].triggered.connect(self._on_about)
        self.rail.chosen.connect(self._on_rail)
        self.data_page.train_requested.connect(self._go_train)
        self.results_page.train_requested.connect(self._go_train)
        self.classify_page.train_requested.connect(self._go_train)
        self.inside_page.train_requested.connect(self._go_train)
        self.inside_page.sample_wanted.connect(actions[Command.OPEN_SAMPLE].trigger)
        self.train_page.classify_requested.connect(self._go_classify)
        self._session.dataset_opened.connect(self._on_dataset)
        self._running.changed.connect(self._show_running)


def _tool_button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(20, 20))
    return button


def _folder(event: QDropEvent) -> Path | None:
    """The one folder, or zip file of one, that is being dropped."""
    paths = local_paths(event.mimeData())
    if len(paths) == 1 and (paths[0].is_dir() or paths[0].suffix.lower() == ".zip"):
        return paths[0]
    return None
