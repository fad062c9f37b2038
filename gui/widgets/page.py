"""What the pages have in common: ground, margins, drops, and a word on a job. Knows no session."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.events import Event, PhaseChanged, Progress, Warned
from gui.messages import remedy, sentence
from gui.theme import SPACE, theme
from gui.widgets.drop_area import local_paths, paint_field
from gui.widgets.job_progress import JobProgress
from gui.widgets.layouts import column
from gui.widgets.message_bar import MessageBar

MARGIN = 4 * SPACE


class Page(QWidget):
    """The ground that the style sheet paints."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def lay_out(
        self,
        above: Iterable[QWidget],
        middle: QWidget,
        below: Iterable[QWidget] = (),
        *,
        top: int = MARGIN,
        bottom: int = 3 * SPACE,
    ) -> None:
        """Lines from top to bottom; `middle` takes what room is left."""
        lines = column(self, spacing=2 * SPACE)
        lines.setContentsMargins(MARGIN, top, MARGIN, bottom)
        for widget in above:
            lines.addWidget(widget)
        lines.addWidget(middle, 1)
        for widget in below:
            lines.addWidget(widget)


class DropPage(Page):
    """Takes files dropped anywhere on it; a veil says so while they hover."""

    dropped = Signal(object)  # list[Path]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._veil = _Veil(self)
        self._veil.hide()

    def set_drop_text(self, text: str) -> None:
        """What letting go would do."""
        self._veil.text = text

    def show_veil(self) -> None:
        """Say that something can be dropped."""
        self._veil.setGeometry(self.rect())
        self._veil.raise_()
        self._veil.show()

    def hide_veil(self) -> None:
        self._veil.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_paths(event.mimeData()):
            event.acceptProposedAction()
            self.show_veil()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._veil.hide()
        event.setDropAction(Qt.DropAction.CopyAction)  # never a move out of the user's folder
        event.accept()
        self.dropped.emit(local_paths(event.mimeData()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._veil.setGeometry(self.rect())


class JobPage(DropPage):
    """Says how far its job is, and what went wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = MessageBar()
        self.progress = JobProgress()
        self.progress.hide()

    def begin(self) -> None:
        """A job starts: what was said before no longer holds."""
        self.message.hide()
        self.progress.begin(self.tr("Starting"))

    @Slot(object)
    def follow(self, event: Event) -> None:
        """Show how far the job is, or what it warns of."""
        match event:
            case PhaseChanged() | Progress():
                self.progress.follow(event)
            case Warned(code, data):
                self.message.say("warning", sentence(code, data), remedy(code, data))


class _Veil(QWidget):
    """Covers the page while files hover over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = theme().color("window")
        veil.setAlphaF(0.85)
        painter.fillRect(self.rect(), veil)
        painter.end()
        paint_field(self, "accent_soft", "accent", margin=2 * SPACE)
        painter = QPainter(self)
        painter.setFont(theme().font("heading", strong=True))
        painter.setPen(theme().color("text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text)
        painter.end()
