"""What a network begins with: random weights, the ImageNet weights, or a model of one's own.

Has the ImageNet weights fetched on a click. Knows the session's `Starting` alone.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.config import IMAGENET
from core.events import Event, Progress
from core.paths import weights_dir
from gui.icons import icon
from gui.starting import Starting
from gui.text import file_name, number, plain, tooltip
from gui.theme import SPACE
from gui.widgets.editors import Choice
from gui.widgets.layouts import ElidedLabel, label, restyle

_OWN = "own"
_MB = 1 << 20
_SIZE_MB = 50
"""Of the file that torchvision publishes."""


class StartFrom(QWidget):
    """`edited` follows a choice of the user; `value` is a TrainConfig's `start_from`.

    `note` says where a download would come from and go to; who shows this gives it a line of its own.
    """

    edited = Signal()

    def __init__(self, starting: Starting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._starting = starting
        self._path = ""  # of a model of one's own
        self._shown = ""
        self._choice = Choice(
            ["", IMAGENET, _OWN],
            [self.tr("random weights"), self.tr("ImageNet weights"), self.tr("a model of your own…")],
        )
        self._choice.setAccessibleName(self.tr("Start from"))
        self._choice.setMinimumWidth(20 * SPACE)
        self._choice.activated.connect(self._on_activated)
        self._words = ElidedLabel("muted", Qt.TextElideMode.ElideRight)
        self.note = label("", "muted", wrap=True)
        self.fetch_button = QPushButton(self.tr("Fetch ImageNet weights"))
        self.fetch_button.setIcon(icon("download"))
        self.fetch_button.clicked.connect(starting.fetch)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(starting.cancel)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(20 * SPACE)
        field = QVBoxLayout()
        field.setSpacing(SPACE // 2)
        self._title = label(self.tr("Start from"), "caption")
        self._title.setBuddy(self._choice)
        field.addWidget(self._title)
        field.addWidget(self._choice)
        beside = QHBoxLayout()
        beside.setSpacing(SPACE)
        beside.addWidget(self._bar)
        beside.addWidget(self._words, 1)
        beside.addWidget(self.fetch_button)
        beside.addWidget(self.cancel_button)
        self._words.setMinimumHeight(self._choice.sizeHint().height())
        lower = QVBoxLayout()
        lower.addStretch()
        lower.addLayout(beside)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * SPACE)
        line.addLayout(field)
        line.addLayout(lower, 1)
        starting.state_changed.connect(self._arrange)
        starting.yielded.connect(self._on_progress)
        self._arrange()

    @property
    def value(self) -> str:
        return self._shown

    @property
    def missing(self) -> bool:
        """Whether weights are wanted that are not on this computer."""
        return self._shown == IMAGENET and self._starting.weights is None

    @property
    def words(self) -> str:
        """What is said beside the choice."""
        return self._words.full_text()

    def show_value(self, value: str, *, changed: bool = False) -> None:
        """`changed` says that it is not the recipe's own."""
        restyle(self._title, "role", "changed" if changed else "caption")
        own = value not in ("", IMAGENET)
        self._path = value if own else self._path
        self._shown = value
        self._choice.show_value(_OWN if own else value)
        self._arrange()

    @Slot(int)
    def _on_activated(self, _number: int) -> None:
        if self._choice.read() == _OWN:
            self._ask_for_file()
        else:
            self._take(str(self._choice.read()))

    @Slot(str)
    def _on_file(self, name: str) -> None:
        self._path = name
        self._choice.show_value(_OWN)
        self._take(name)

    @Slot()
    def _on_file_given_up(self) -> None:
        self._choice.show_value(_OWN if self._shown not in ("", IMAGENET) else self._shown)

    @Slot(object)
    def _on_progress(self, event: Event) -> None:
        if isinstance(event, Progress):
            done, total = event.done, event.total
            self._bar.setRange(0, total or 0)
            self._bar.setValue(done if total else 0)
            size = number(round((total or _SIZE_MB * _MB) / _MB))
            self._words.set_full_text(self.tr("{0} of {1} MB").format(number(done // _MB), size))

    @Slot()
    def _arrange(self) -> None:
        value, running = self._shown, self._starting.fetching
        found = self._starting.weights if value == IMAGENET else None
        wanted = self.missing
        self._bar.setVisible(wanted and running)
        self.cancel_button.setVisible(wanted and running)
        self.fetch_button.setVisible(wanted and not running)
        self.note.setVisible(wanted)
        self.note.setText(
            self.tr(
                "They come from pytorch.org once you click ({size} MB), and are kept in {folder}. "
                "Ninefold uses the network for nothing else."
            ).format(size=number(_SIZE_MB), folder=plain(str(weights_dir())))
        )
        if wanted and running:
            return
        if wanted:
            words = self.tr("Not on this computer yet.")
        elif found is not None:
            words = self.tr("On this computer: {0}").format(plain(str(found)))
        elif value:
            words = self.tr("{0}: what it knows is kept, its classes are replaced by yours").format(
                file_name(Path(value))
            )
        else:
            words = self.tr("The network begins without knowing anything.")
        self._words.set_full_text(words)
        self._words.setToolTip(tooltip(words))

    def _take(self, value: str) -> None:
        if value != self._shown:
            self.show_value(value)
            self.edited.emit()

    def _ask_for_file(self) -> None:
        kinds = self.tr("Models") + " (*.safetensors *.pth *.pt)"
        folder = str(Path(self._path).parent) if self._path else QDir.homePath()
        dialog = QFileDialog(self, self.tr("Start from a model"), folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.rejected.connect(self._on_file_given_up)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
