"""Each system is asked in its own way to show a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import gui.reveal as module
from gui.reveal import reveal

FILE = Path("/pictures/a b/cat.jpg")


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("win32", ("explorer.exe", [f"/select,{FILE}"])),
        ("darwin", ("open", ["-R", str(FILE)])),
    ],
)
def test_a_command_selects_the_file(
    platform: str, command: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []
    monkeypatch.setattr(module.sys, "platform", platform)
    monkeypatch.setattr(module.QProcess, "startDetached", lambda *args: started.append(args))
    reveal(FILE)
    assert started == [command]


def test_without_a_file_manager_that_selects_the_folder_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(module.sys, "platform", "linux")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.setattr(module, "_ask_file_manager", lambda path: False)
    monkeypatch.setattr(module.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    reveal(FILE)
    assert opened == [str(FILE.parent)]
