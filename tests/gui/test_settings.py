from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from core.paths import data_dir
from gui.settings import RECENT_FOLDERS, Settings
from gui.theme import ThemeName


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("NINEFOLD_HOME", str(tmp_path))


def test_what_a_new_user_has():
    settings = Settings()
    assert settings.theme is ThemeName.SYSTEM
    assert settings.text_scale == 1.0
    assert settings.language == ""
    assert settings.geometry.isEmpty()
    assert settings.recent_folders == []
    assert settings.dismissed_run == ""


def test_preferences_outlive_the_window():
    settings = Settings()
    settings.theme = ThemeName.DARK
    settings.text_scale = 1.15
    settings.language = "zh_CN"
    settings.geometry = QByteArray(b"\x01\x02")
    settings.remember_folder(Path("/花 and, more"))
    settings.dismissed_run = "pets, 6"
    again = Settings()
    assert again.theme is ThemeName.DARK
    assert again.text_scale == 1.15
    assert again.language == "zh_CN"
    assert again.geometry.data() == b"\x01\x02"
    assert again.recent_folders == [Path("/花 and, more")]
    assert again.dismissed_run == "pets, 6"


def test_they_stay_in_ninefolds_own_folder(tmp_path):
    settings = Settings()
    settings.language = "en"
    del settings
    assert data_dir().is_relative_to(tmp_path)
    assert [path.name for path in data_dir().iterdir()] == ["settings.ini"]


def test_what_cannot_be_read_counts_as_never_set():
    (data_dir()).mkdir(parents=True, exist_ok=True)
    (data_dir() / "settings.ini").write_text(
        "[view]\ntheme=neon\ntext_scale=huge\nlanguage=xx\n[window]\ngeometry=5\n[data]\nrecent=@Invalid()\n"
    )
    settings = Settings()
    assert settings.theme is ThemeName.SYSTEM
    assert settings.text_scale == 1.0
    assert settings.language == ""
    assert settings.geometry.isEmpty()
    assert settings.recent_folders == []


def test_the_latest_folders_come_first_once_each_and_not_too_many():
    settings = Settings()
    for n in [*range(12), 10]:
        settings.remember_folder(Path(f"/{n}"))
    assert settings.recent_folders[:3] == [Path("/10"), Path("/11"), Path("/9")]
    assert len(settings.recent_folders) == RECENT_FOLDERS
    settings.forget_folders()
    assert settings.recent_folders == []
