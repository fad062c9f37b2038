"""For widgets that paint all their things themselves and are used by keys. Knows no thing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class FocusPainted(QWidget):
    """Paints its focus, so it is painted anew as that comes and goes."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def led_to(key: int, at: int, count: int) -> int | None:
    """Where `key` leads from the thing at `at` along a line of `count`; None: it leads nowhere."""
    match key:
        case Qt.Key.Key_Left:
            to = at - 1
        case Qt.Key.Key_Right:
            to = at + 1
        case Qt.Key.Key_Home:
            to = 0
        case Qt.Key.Key_End:
            to = count - 1
        case _:
            return None
    return min(max(to, 0), count - 1) if count else None
