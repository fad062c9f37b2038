"""Says what this program is, and which version of it. Knows nothing else."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from gui.icons import icon


def show_about(window: QWidget) -> None:
    from importlib.metadata import version  # not needed on the way to the screen

    box = QMessageBox(window)
    box.setWindowTitle(QCoreApplication.translate("about", "About Ninefold"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIconPixmap(icon("ninefold").pixmap(64, 64))
    box.setText(f"Ninefold {version('ninefold')}")
    box.setInformativeText(
        QCoreApplication.translate(
            "about",
            "Trains GoogLeNet, with its nine Inception modules, on your own pictures. "
            "Everything stays on this computer.",
        )
    )
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
