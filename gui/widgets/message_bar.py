"""An inline message: what happened, what to do, details on demand. Takes the place of a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.icons import icon, pixmap
from gui.messages import Failure
from gui.theme import SPACE, theme
from gui.widgets.layouts import label

ICON = 20
_ICONS = {"info": ("info", "accent"), "ok": ("check-circle", "ok"), "warning": ("warning", "warning")}
_DANGER = ("error", "danger")


class MessageBar(QFrame):
    """Hidden until it has something to say. `kind` is "info", "ok", "warning" or "danger"."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self._kind = "info"
        self._icon = QLabel()
        self._icon.setFixedWidth(ICON)
        self._text = label("", "strong", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._remedy = label("", wrap=True)
        self._remedy.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = QPushButton(self.tr("Details"))
        self._more.setProperty("role", "quiet")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._on_more)
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._details.setFixedHeight(20 * SPACE)
        self._details.setAccessibleName(self.tr("Details"))
        close = QToolButton()
        close.setIcon(icon("close", "text_muted"))
        close.setToolTip(self.tr("Dismiss"))
        close.setAccessibleName(self.tr("Dismiss"))
        close.clicked.connect(self.dismiss)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE)

        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._remedy)
        self._line = line = QHBoxLayout()
        line.setSpacing(SPACE * 3 // 2)
        line.addWidget(self._icon)
        line.addLayout(words, 1)
        line.addLayout(self._buttons)
        line.addWidget(self._more)
        line.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(line)
        column.addWidget(self._details)
        theme().changed.connect(self._restyle)
        self.hide()

    def add_button(self, button: QWidget) -> None:
        """A way to go on, at the right of the message."""
        self._buttons.addWidget(button)

    def say(self, kind: str, text: str, remedy: str = "", details: str = "") -> None:
        self._kind = kind
        self._text.setText(text)
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        # Beside the first line: what stands alone is in the middle, as its buttons are.
        beside = Qt.AlignmentFlag.AlignTop if remedy else Qt.AlignmentFlag.AlignVCenter
        self._line.setAlignment(self._icon, beside)
        self._details.setPlainText(details)
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._more.setVisible(bool(details))
        self._more.setChecked(False)
        self._details.hide()
        self.setAccessibleName(f"{text} {remedy}".strip())
        self.setProperty("kind", kind)
        self._restyle()
        self.show()

    def say_failure(self, failure: Failure) -> None:
        self.say("danger", failure.text, failure.remedy, failure.details)

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def remedy(self) -> str:
        return self._remedy.text()

    @property
    def details(self) -> str:
        return self._details.toPlainText()

    @Slot()
    def dismiss(self) -> None:
        self.hide()
        self.closed.emit()

    @Slot(bool)
    def _on_more(self, on: bool) -> None:
        self._details.setVisible(on)
        self._more.setText(self.tr("Hide details") if on else self.tr("Details"))

    @Slot()
    def _restyle(self) -> None:
        name, token = _ICONS.get(self._kind, _DANGER)
        self._icon.setPixmap(pixmap(name, ICON, token, self.devicePixelRatioF()))
        self.style().unpolish(self)
        self.style().polish(self)
