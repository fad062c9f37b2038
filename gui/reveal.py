"""Shows a file in the system's own file manager, selected where the system can do that. Knows no page."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

ANSWER_MS = 2000  # a file manager that hangs must not hold the window for longer


def reveal(path: Path) -> None:
    """Open the folder of `path` with `path` selected; only the folder where nothing can select."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer.exe", [f"/select,{path}"])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    elif not _ask_file_manager(path):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _ask_file_manager(path: Path) -> bool:
    """The desktops' common way; False where no file manager listens."""
    from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    name = "org.freedesktop.FileManager1"
    manager = QDBusInterface(name, "/org/freedesktop/FileManager1", name, bus)
    manager.setTimeout(ANSWER_MS)
    uri = QUrl.fromLocalFile(str(path)).toString(QUrl.ComponentFormattingOption.FullyEncoded)
    answer = manager.call("ShowItems", [uri], "")
    return answer.type() is not QDBusMessage.MessageType.ErrorMessage
