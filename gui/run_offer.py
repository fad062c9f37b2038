"""A run of another day that ended early, offered from the start and on whichever page one is.

Listens to the session; starts nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from gui.actions import ActionButton, Actions, Command
from gui.page_stack import PageStack
from gui.session import Session
from gui.settings import Settings
from gui.widgets.run_message import RunMessage

if TYPE_CHECKING:
    from core.training.runs import RunSummary


class RunOffer(RunMessage):
    """Not on the Train page, which tells of the run itself, nor ever again once it was dismissed."""

    def __init__(self, session: Session, settings: Settings, actions: Actions, pages: PageStack) -> None:
        super().__init__(ActionButton(actions[Command.CONTINUE], "continue"))
        self._session = session
        self._settings = settings
        self._pages = pages
        self.closed.connect(self._on_dismissed)
        session.runs_listed.connect(self._arrange)
        session.training_state_changed.connect(self._arrange)
        pages.currentChanged.connect(self._arrange)

    @Slot()
    def _arrange(self) -> None:
        run = self._session.interrupted_run
        wanted = run is not None and self._settings.dismissed_run != _where(run)
        if run is not None and wanted and self._pages.current != "train":
            self.tell_interrupted(run)
        else:
            self.hide()

    @Slot()
    def _on_dismissed(self) -> None:
        if self._session.interrupted_run is not None:
            self._settings.dismissed_run = _where(self._session.interrupted_run)


def _where(run: RunSummary) -> str:
    return f"{run.name}, {run.epochs_done}"
