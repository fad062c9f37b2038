"""What a page shows and takes when something is dropped or pasted; knows no job.

`DropPage` is the base of pages onto which files can be dropped anywhere, `DropArea` the large inviting
field of a page that is still empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE, pixmap, theme

RADIUS = 12
ICON = 40


def local_paths(mime: QMimeData) -> list[Path]:
    """The files and folders of this computer that `mime` names."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


class DropArea(QWidget):
    """A large dashed field with an icon, one sentence, a hint and buttons."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._heading = _label("heading")
        self._hint = _label("muted")
        self._hint.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE)
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 4 * SPACE)
        column.setSpacing(SPACE)
        column.addStretch(1)
        column.addWidget(self._icon)
        column.addSpacing(SPACE)
        column.addWidget(self._heading)
        column.addWidget(self._hint)
        column.addSpacing(2 * SPACE)
        column.addLayout(self._buttons)
        column.addStretch(1)
        theme().changed.connect(self._on_theme)
        self._on_theme()

    def set_text(self, heading: str, hint: str) -> None:
        self._heading.setText(heading)
        self._hint.setText(hint)
        self.setAccessibleName(heading)

    def add_button(self, button: QPushButton) -> None:
        self._buttons.addWidget(button)

    def sizeHint(self) -> QSize:
        return QSize(80 * SPACE, 40 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_field(self, "surface", "border_strong")

    def _on_theme(self) -> None:
        self._icon.setPixmap(pixmap(self._icon_name, ICON, "accent", self.devicePixelRatioF()))


class DropPage(QWidget):
    """A page that takes files dropped anywhere on it; a veil says so while they hover."""

    dropped = Signal(object)  # list[Path]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._veil = _Veil(self)
        self._veil.hide()

    def set_drop_text(self, text: str) -> None:
        """What letting go would do."""
        self._veil.text = text

    def accepts(self, paths: Sequence[Path]) -> bool:
        """Whether a drop of these could be used; a page may be choosier."""
        return bool(paths)

    def show_veil(self) -> None:
        """Say that something can be dropped."""
        self._veil.setGeometry(self.rect())
        self._veil.raise_()
        self._veil.show()

    def hide_veil(self) -> None:
        self._veil.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.accepts(local_paths(event.mimeData())):
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
        _paint_field(self, "accent_soft", "accent", margin=2 * SPACE)
        painter = QPainter(self)
        painter.setFont(theme().font("heading", strong=True))
        painter.setPen(theme().color("text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text)
        painter.end()


def _label(role: str) -> QLabel:
    label = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def _paint_field(widget: QWidget, fill: str, edge: str, margin: int = 0) -> None:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme().color(edge), 1.5, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([5, 4])
    painter.setPen(pen)
    painter.setBrush(theme().color(fill))
    inset = margin + 1
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
    painter.end()
