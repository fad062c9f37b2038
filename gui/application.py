"""Makes the application and its window, and runs them: fonts, language, theme, hooks. Knows no page."""

from __future__ import annotations

import signal
import sys

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.crash import CrashReporter
from gui.garbage import GarbageCollector
from gui.main_window import MainWindow
from gui.session import Session
from gui.settings import Settings
from gui.theme import RESOURCES, theme


def run_window() -> int:
    """Until the window is closed; the exit code."""
    app = make_application()
    settings = Settings()
    install_translations(app, settings.language)
    theme().apply(settings.theme, settings.text_scale)
    reporter = CrashReporter(app)
    reporter.install()
    garbage = GarbageCollector(app)
    window = MainWindow(Session(), settings)
    reporter.crashed.connect(window.show_failure)
    # Ctrl-C in the terminal closes the window in good order; Python sees it when it next runs, within the
    # second of the garbage collector's timer.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: window.closing.stop())
    window.show()
    code = app.exec()
    garbage.stop()
    reporter.remove()
    return code


def make_application() -> QApplication:
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("ninefold")
    app.setApplicationDisplayName("Ninefold")
    app.setDesktopFileName("ninefold")
    return app


def install_translations(app: QApplication, language: str) -> QLocale:
    """Translate the window, and Qt's own texts, to `language` ("" is the system's); English needs none."""
    locale = QLocale(language) if language else QLocale.system()
    QLocale.setDefault(locale)
    # Left to itself, QTranslator would go on to the system's second language where the first is English.
    if not "".join(locale.uiLanguages()[:1]).startswith("zh"):
        return locale
    for name, folder in (
        ("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("ninefold_zh_CN", str(RESOURCES / "translations")),
    ):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
    return locale
