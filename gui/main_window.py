"""The window: composes rail, pages, strip and menus. Holds no logic of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.data.archive_names import is_archive
from gui.actions import Actions, Command
from gui.closing import Closing
from gui.icons import icon
from gui.menus import Menus
from gui.messages import Failure
from gui.page_stack import PageStack
from gui.run_offer import RunOffer
from gui.running import Running
from gui.session import Session
from gui.settings import Settings
from gui.theme import ThemeName, theme
from gui.widgets.about import show_about
from gui.widgets.drop_area import local_paths
from gui.widgets.layouts import Aired
from gui.widgets.message_bar import MessageBar
from gui.widgets.rail import Rail
from gui.widgets.status_strip import StatusStrip

if TYPE_CHECKING:
    from gui.pages.classify import ClassifyPage
    from gui.pages.data import DataPage
    from gui.pages.inside import InsidePage
    from gui.pages.results import ResultsPage
    from gui.pages.train import TrainPage

MAKE_PAGES_MS = 30
"""Between two pages that nobody has asked for yet: so long the window answers."""
WARM_UP_MS = 3000
"""After the window is on show: time to find the folder before torch's import competes for the processor."""


class MainWindow(QMainWindow):
    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("Ninefold")
        self.setWindowIcon(icon("ninefold"))
        self.setMinimumSize(960, 640)
        self.setAcceptDrops(True)
        self._session = session
        self._settings = settings
        self.closing = Closing(session, self)
        self.closing.stopping.connect(self._begin_nothing)
        self._warm_up = QTimer(self)
        self._warm_up.setSingleShot(True)
        self._warm_up.setInterval(WARM_UP_MS)
        self._warm_up.timeout.connect(session.warm_up)
        self._making = QTimer(self)
        self._making.setSingleShot(True)
        self._making.setInterval(MAKE_PAGES_MS)
        self._making.timeout.connect(self._make_pages)
        session.setParent(self)
        self.actions_by_command = Actions(session, self)
        self._running = Running(session, self)

        self.message = MessageBar()
        self.rail = Rail()
        self.strip = StatusStrip()
        self._strip_buttons = [
            _tool_button(self.actions_by_command[command])
            for command in (Command.PAUSE, Command.RESUME, Command.STOP)
        ]
        self._pages = PageStack(session, self.actions_by_command)
        self._pages.made.connect(self._on_page_made)
        self.offer = RunOffer(session, settings, self.actions_by_command, self._pages)
        self._painted = False
        self._compose()
        self._connect()
        if not self.restoreGeometry(settings.geometry):
            self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))
        self.show_page(self.data_page)
        self._show_running()

    @property
    def data_page(self) -> DataPage:
        return self._pages.page("data")  # type: ignore[no-any-return]

    @property
    def train_page(self) -> TrainPage:
        return self._pages.page("train")  # type: ignore[no-any-return]

    @property
    def results_page(self) -> ResultsPage:
        return self._pages.page("results")  # type: ignore[no-any-return]

    @property
    def classify_page(self) -> ClassifyPage:
        return self._pages.page("classify")  # type: ignore[no-any-return]

    @property
    def inside_page(self) -> InsidePage:
        return self._pages.page("inside")  # type: ignore[no-any-return]

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
            self._warm_up.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:  # the window is on the screen; the other pages are made now
            self._painted = True
            self._making.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.closing.may_close():
            event.ignore()
            return
        self._begin_nothing()
        self._settings.geometry = self.saveGeometry()
        self._pages.shutdown()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._pages.current in ("data", "train") and _folder(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        folder = _folder(event)
        if folder is not None:
            event.setDropAction(Qt.DropAction.CopyAction)  # never a move out of the user's folder
            event.accept()
            self._open(folder)

    @Slot(object)
    def show_failure(self, failure: Failure) -> None:
        """An error that belongs to no page."""
        self.message.say_failure(failure)

    @Slot()
    def _begin_nothing(self) -> None:
        self._warm_up.stop()
        self._making.stop()

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
        self._settings.remember_folder(self._session.data.dataset.root)  # type: ignore[union-attr]
        self._session.warm_up()

    @Slot(object)
    def _on_data_failed(self, failure: Failure) -> None:
        """Of a folder that another page had opened; the Data page tells of it itself."""
        if self._pages.current != "data":
            self.message.say_failure(failure)

    @Slot(int)
    def _on_rail(self, number: int) -> None:
        self._pages.setCurrentWidget(self._pages.page_at(number))

    @Slot()
    def _make_pages(self) -> None:
        """One after the other, so that the window answers between two of them."""
        if self._pages.make_next():
            self._making.start()
        else:
            self._session.list_runs()  # by now all hear of it

    @Slot(str, object)
    def _on_page_made(self, name: str, page: Any) -> None:
        if name == "train":
            page.classify_requested.connect(self._go_classify)
        else:
            page.train_requested.connect(self._go_train)

    @Slot()
    def _have_train_page(self) -> None:
        """Once a run can begin or go on, there is the page that begins it at the first click."""
        self._pages.page("train")

    @Slot()
    def _on_about(self) -> None:
        show_about(self)

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

    def _compose(self) -> None:
        for name, title in self._pages.titles().items():
            self.rail.add(title, name)
        for button in self._strip_buttons:
            self.strip.add_button(button)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for message in (self.message, self.offer):
            right.addWidget(Aired(message))
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
        self._session.data.opened.connect(self._on_dataset)
        self._session.data.opened.connect(self._have_train_page)
        self._session.data.failed.connect(self._on_data_failed)
        self._session.runs_listed.connect(self._have_train_page)
        self._running.changed.connect(self._show_running)


def _tool_button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(20, 20))
    return button


def _folder(event: QDropEvent) -> Path | None:
    """The one folder, or archive of one, that is being dropped."""
    paths = local_paths(event.mimeData())
    if len(paths) == 1 and (paths[0].is_dir() or is_archive(paths[0])):
        return paths[0]
    return None
