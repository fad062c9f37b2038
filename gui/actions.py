"""Every command once: its text, icon and shortcut, and when it is enabled. Knows states, and no page.

What is enabled follows from the session's situation in one function, `allowed`.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton

from gui.icons import icon
from gui.session import JobState, Session
from gui.situation import Situation


class Command(StrEnum):
    OPEN_FOLDER = "open-folder"
    OPEN_SAMPLE = "open-sample"
    TRAIN = "train"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    CONTINUE = "continue"
    QUIT = "quit"
    ABOUT = "about"


_ALWAYS = frozenset({Command.OPEN_FOLDER, Command.OPEN_SAMPLE, Command.QUIT, Command.ABOUT})


def allowed(situation: Situation) -> frozenset[Command]:
    """The commands that make sense in `situation`."""
    commands = set(_ALWAYS)
    training = situation.training
    if training.active:
        if training is JobState.RUNNING:
            commands.add(Command.PAUSE)
        if training in (JobState.PAUSED, JobState.PAUSING):
            commands.add(Command.RESUME)
        if training is not JobState.STOPPING:
            commands.add(Command.STOP)
    else:
        if situation.dataset and situation.settings_usable and not situation.data.active:
            commands.add(Command.TRAIN)
        if situation.can_continue:
            commands.add(Command.CONTINUE)
    return frozenset(commands)


class Actions(QObject):
    """The window's actions by command, kept enabled and disabled as the session goes."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        keys = QKeySequence.StandardKey
        self._actions: dict[Command, QAction] = {}
        self._add(Command.OPEN_FOLDER, self.tr("Open folder…"), "folder-open", keys.Open)
        self._add(Command.OPEN_SAMPLE, self.tr("Open the sample pictures"), "sample")
        self._add(Command.TRAIN, self.tr("Train"), "play", "Ctrl+Return")
        self._add(Command.PAUSE, self.tr("Pause"), "pause", "Ctrl+P")
        self._add(Command.RESUME, self.tr("Resume"), "play", "Ctrl+Shift+P")
        self._add(Command.STOP, self.tr("Stop"), "stop", "Ctrl+.")
        self._add(Command.CONTINUE, self.tr("Continue"), "continue", "Ctrl+Shift+Return")
        self._add(Command.QUIT, self.tr("Quit"), "close", keys.Quit)
        self._add(Command.ABOUT, self.tr("About Ninefold"), "info")
        self[Command.QUIT].setMenuRole(QAction.MenuRole.QuitRole)
        self[Command.ABOUT].setMenuRole(QAction.MenuRole.AboutRole)
        self[Command.PAUSE].triggered.connect(session.pause_training)
        self[Command.RESUME].triggered.connect(session.resume_training)
        self[Command.STOP].triggered.connect(session.stop_training)
        self[Command.OPEN_SAMPLE].triggered.connect(session.data.draw_sample)
        session.situation_changed.connect(self._refresh)
        self._refresh()

    def __getitem__(self, command: Command) -> QAction:
        return self._actions[command]

    @Slot()
    def _refresh(self) -> None:
        enabled = allowed(self._session.situation())
        for command, action in self._actions.items():
            action.setEnabled(command in enabled)

    def _add(
        self, command: Command, text: str, icon_name: str, key: QKeySequence.StandardKey | str | None = None
    ) -> None:
        action = QAction(icon(icon_name), text, self)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        self._actions[command] = action


class ActionButton(QPushButton):
    """A push button that shows an action: its text, icon and state are the action's."""

    def __init__(self, action: QAction, icon_name: str = "", role: str = "") -> None:
        super().__init__(action.text())
        self._action = action
        if role:
            self.setProperty("role", role)
        if icon_name:
            self.setIcon(icon(icon_name, "on_accent" if role == "primary" else "text"))
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{action.text()} ({shortcut})" if shortcut else action.text())
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())
