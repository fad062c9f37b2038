"""The menu bar: commands, pages, recent folders and the choices of the view. Knows actions and settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from gui.actions import Actions, Command
from gui.settings import LANGUAGES, TEXT_SCALES, Settings
from gui.text import label_text
from gui.theme import ThemeName


class Menus(QObject):
    folder_chosen = Signal(object)  # Path
    theme_chosen = Signal(object)  # ThemeName
    text_scale_chosen = Signal(float)
    language_chosen = Signal(str)

    def __init__(self, window: QMainWindow, actions: Actions, settings: Settings) -> None:
        super().__init__(window)
        self._settings = settings
        bar = window.menuBar()
        file = bar.addMenu(self.tr("&File"))
        file.addAction(actions[Command.OPEN_FOLDER])
        self._recent = file.addMenu(self.tr("Open recent"))
        self._recent.aboutToShow.connect(self._fill_recent)
        self._recent.triggered.connect(self._on_recent)
        file.addAction(actions[Command.OPEN_SAMPLE])
        file.addSeparator()
        file.addAction(actions[Command.QUIT])
        training = bar.addMenu(self.tr("&Training"))
        for command in (Command.TRAIN, Command.PAUSE, Command.RESUME, Command.STOP, Command.CONTINUE):
            training.addAction(actions[command])
        self._view = bar.addMenu(self.tr("&View"))
        self._choice(
            self.tr("Theme"),
            [
                (self.tr("Like the system"), ThemeName.SYSTEM),
                (self.tr("Light"), ThemeName.LIGHT),
                (self.tr("Dark"), ThemeName.DARK),
            ],
            settings.theme,
            self._on_theme,
        )
        self._choice(
            self.tr("Text size"),
            list(zip((self.tr("Normal"), self.tr("Large"), self.tr("Very large")), TEXT_SCALES, strict=True)),
            settings.text_scale,
            self._on_text_scale,
        )
        self._choice(
            self.tr("Language"),
            list(zip((self.tr("Like the system"), "English", "简体中文"), LANGUAGES, strict=True)),
            settings.language,
            self._on_language,
        )
        help_menu = bar.addMenu(self.tr("&Help"))
        help_menu.addAction(actions[Command.ABOUT])

    def _choice(self, title: str, values: Sequence[tuple[str, Any]], present: Any, slot: Any) -> None:
        menu = self._view.addMenu(title)
        group = QActionGroup(menu)
        for text, value in values:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(value == present)
            action.setData(value)
            group.addAction(action)
        group.triggered.connect(slot)

    @Slot()
    def _fill_recent(self) -> None:
        self._recent.clear()
        for folder in self._settings.recent_folders:
            action = self._recent.addAction(label_text(str(folder)))
            action.setData(str(folder))
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("None yet")).setEnabled(False)
        else:
            self._recent.addSeparator()
            self._recent.addAction(self.tr("Clear the list"))

    @Slot(QAction)
    def _on_recent(self, action: QAction) -> None:
        if action.data():
            self.folder_chosen.emit(Path(action.data()))
        else:
            self._settings.forget_folders()

    @Slot(QAction)
    def _on_theme(self, action: QAction) -> None:
        self.theme_chosen.emit(ThemeName(action.data()))

    @Slot(QAction)
    def _on_text_scale(self, action: QAction) -> None:
        self.text_scale_chosen.emit(float(action.data()))

    @Slot(QAction)
    def _on_language(self, action: QAction) -> None:
        self.language_chosen.emit(str(action.data()))

    @property
    def recent(self) -> QMenu:
        return self._recent
