"""What the check found, grouped by severity; each finding opens its pictures. Knows no session."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.icons import pixmap
from gui.text import number, plain, tooltip
from gui.theme import SPACE, theme
from gui.widgets.layouts import ElidedLabel, column, label

SEVERITIES = ("error", "warning", "info")
MARKS = {"error": ("error", "danger"), "warning": ("warning", "warning"), "info": ("info", "text_muted")}
MARK = 18
RADIUS = 6


class FindingRow(QWidget):
    """One finding: its mark, its sentence and how many pictures it is about."""

    clicked = Signal(object)  # the key that it was made with

    def __init__(
        self, key: object, severity: str, text: str, count: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.severity = severity
        self._chosen = False
        self._mark = QLabel()
        self._words = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self._words.set_full_text(short(plain(text)))
        self._words.setToolTip(tooltip(plain(text)))
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE, 0, SPACE, 0)
        line.setSpacing(SPACE)
        line.addWidget(self._mark)
        line.addWidget(self._words, 1)
        line.addWidget(label(number(count) if count else "", "muted"))
        self.setFixedHeight(4 * SPACE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(plain(text))
        theme().changed.connect(self._on_theme)
        self._on_theme()

    def set_chosen(self, chosen: bool) -> None:
        self._chosen = chosen
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # so that the release comes here too

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self.key)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        token = "accent_soft" if self._chosen else "sunken" if self.underMouse() else None
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().color("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(token) if token else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    @Slot()
    def _on_theme(self) -> None:
        name, token = MARKS[self.severity]
        self._mark.setPixmap(pixmap(name, MARK, token, self.devicePixelRatioF()))


class FindingsPanel(QScrollArea):
    """Rows in the order error, warning, info. `opened` carries the key of the row, or None."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FindingRow] = []
        self._chosen: object = None
        inner = QWidget()
        inner.setProperty("role", "plain")
        self._lines: QVBoxLayout = column(inner, spacing=0)
        self._note = label("", "muted", wrap=True)
        self._note.setContentsMargins(SPACE, 0, SPACE, 0)
        self._lines.addWidget(self._note)
        self._lines.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def clear(self) -> None:
        for row in self._rows:
            self._lines.removeWidget(row)
            row.deleteLater()
        self._rows = []
        self._chosen = None

    def add(self, key: object, severity: str, text: str, count: int) -> None:
        row = FindingRow(key, severity, text, count)
        row.clicked.connect(self._on_clicked)
        place = sum(SEVERITIES.index(r.severity) <= SEVERITIES.index(severity) for r in self._rows)
        self._rows.insert(place, row)
        self._lines.insertWidget(place, row)

    def remove(self, key: object) -> None:
        """Take the row of `key` away, if there is one."""
        for row in [row for row in self._rows if row.key is key]:
            self._rows.remove(row)
            self._lines.removeWidget(row)
            row.deleteLater()

    def say(self, text: str) -> None:
        """A quiet line below the rows; "" for none."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def choose(self, key: object) -> None:
        self._chosen = key
        for row in self._rows:
            row.set_chosen(row.key is key)

    @property
    def keys(self) -> Sequence[object]:
        return [row.key for row in self._rows]

    def sizeHint(self) -> QSize:
        note = 0 if self._note.isHidden() else 4 * SPACE
        return QSize(320, 4 * SPACE * len(self._rows) + note)

    @Slot(object)
    def _on_clicked(self, key: object) -> None:
        self.choose(None if key is self._chosen else key)
        self.opened.emit(self._chosen)


def short(sentence: str) -> str:
    """What a sentence says before its first colon or semicolon; the whole stands above the pictures."""
    return re.split("[:：;；]", sentence, maxsplit=1)[0].rstrip(".。")
