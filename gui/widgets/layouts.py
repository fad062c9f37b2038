"""The few arrangements that the pages share: labels of plain text, columns on the grid, centred content."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import SPACE


class ElidedLabel(QLabel):
    """One line of plain text that gives way: it is cut with an ellipsis where there is no room."""

    def __init__(
        self,
        role: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._full = ""
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_full_text(self, text: str) -> None:
        self._full = text
        self.setAccessibleName(text)
        self._elide()

    def full_text(self) -> str:
        return self._full

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._full, self._mode, self.width()))


class Aired(QWidget):
    """Gives what it holds some air above, and takes no room at all while that is hidden."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 0)
        lines.addWidget(inner)
        self.setHidden(inner.isHidden())
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)


class Yielding(QWidget):
    """Asks for `height` and no more, however much its content would like, and gives it what there is."""

    def __init__(self, content: QLayout, height: int) -> None:
        super().__init__()
        self._height = height
        content.setContentsMargins(0, 0, 0, 0)
        self.setLayout(content)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height)

    def hasHeightForWidth(self) -> bool:
        return False


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows `text` as it is, never as rich text."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def column(widget: QWidget, *, margin: int = 0, spacing: int = SPACE) -> QVBoxLayout:
    """A vertical layout for `widget`."""
    lines = QVBoxLayout(widget)
    lines.setContentsMargins(margin, margin, margin, margin)
    lines.setSpacing(spacing)
    return lines


def row(*, spacing: int = SPACE) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    return line


def spread(widget: QWidget, inner: QWidget) -> None:
    """Put `inner` in the middle of `widget`, as wide as its maximum allows."""
    line = QHBoxLayout(widget)
    line.setContentsMargins(0, 0, 0, 0)
    line.addStretch(1)
    line.addWidget(inner, 100)
    line.addStretch(1)


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def scrolling(inner: QWidget) -> QScrollArea:
    """`inner`, which is scrolled up and down where it does not fit; the keys stay with what is inside."""
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
