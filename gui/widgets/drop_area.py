"""The large inviting field of a page that is still empty, and what a drop brings; knows no job."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.icons import pixmap
from gui.theme import SPACE, theme

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
        paint_field(self, "surface", "border_strong")

    def _on_theme(self) -> None:
        self._icon.setPixmap(pixmap(self._icon_name, ICON, "accent", self.devicePixelRatioF()))


def _label(role: str) -> QLabel:
    label = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def paint_field(widget: QWidget, fill: str, edge: str, margin: int = 0) -> None:
    """The dashed field, in two tokens of the theme, `margin` pixels inside `widget`."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme().color(edge), 1.5, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([5, 4])
    painter.setPen(pen)
    painter.setBrush(theme().color(fill))
    inset = margin + 1
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
    painter.end()
