"""Preferences that outlive the window, over QSettings; knows what each one is and no widget."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from core.paths import data_dir
from gui.theme import ThemeName

RECENT_FOLDERS = 8
TEXT_SCALES = (1.0, 1.15, 1.3)
LANGUAGES = ("", "en", "zh_CN")
"""The empty one follows the system."""


class Settings:
    """Each preference is a property; an unreadable value counts as never set."""

    def __init__(self) -> None:
        folder = data_dir()
        folder.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)

    @property
    def theme(self) -> ThemeName:
        try:
            return ThemeName(str(self._store.value("view/theme", ThemeName.SYSTEM.value)))
        except ValueError:
            return ThemeName.SYSTEM

    @theme.setter
    def theme(self, value: ThemeName) -> None:
        self._store.setValue("view/theme", value.value)

    @property
    def text_scale(self) -> float:
        try:
            value = float(str(self._store.value("view/text_scale", TEXT_SCALES[0])))
        except ValueError:
            return TEXT_SCALES[0]
        return value if value in TEXT_SCALES else TEXT_SCALES[0]

    @text_scale.setter
    def text_scale(self, value: float) -> None:
        self._store.setValue("view/text_scale", value)

    @property
    def language(self) -> str:
        value = str(self._store.value("view/language", ""))
        return value if value in LANGUAGES else ""

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("view/language", value)

    @property
    def geometry(self) -> QByteArray:
        """Of the window, as QWidget.saveGeometry gives it; empty at first."""
        value = self._store.value("window/geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    @property
    def dismissed_run(self) -> str:
        """The interrupted run that the user does not want to be offered again, and how far it had come."""
        return str(self._store.value("runs/dismissed", ""))

    @dismissed_run.setter
    def dismissed_run(self, value: str) -> None:
        self._store.setValue("runs/dismissed", value)

    @property
    def recent_folders(self) -> list[Path]:
        """The latest first."""
        value = self._store.value("data/recent", [])
        names = [value] if isinstance(value, str) else value
        return [Path(str(name)) for name in names] if isinstance(names, list) else []

    def remember_folder(self, path: Path) -> None:
        kept = [str(path), *(str(other) for other in self.recent_folders if other != path)]
        self._store.setValue("data/recent", kept[:RECENT_FOLDERS])

    def forget_folders(self) -> None:
        self._store.remove("data/recent")
