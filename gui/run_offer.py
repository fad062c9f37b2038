"""A run of another day that ended early, offered from the start and on whichever page one is.

Listens to the session; starts nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Slot

from gui.actions import ActionButton, Actions, Command
from gui.page_stack import PageStack
from gui.session import Session
from gui.widgets.run_message import RunMessage


class RunOffer(RunMessage):
    """Not on the Train page, which tells of the run itself; nor again once it was dismissed."""

    def __init__(self, session: Session, actions: Actions, pages: PageStack) -> None:
        super().__init__(ActionButton(actions[Command.CONTINUE], "continue"))
        self._session = session
        self._pages = pages
        self._seen = False
        self.closed.connect(self._on_seen)
        session.runs_listed.connect(self._arrange)
        session.training_state_changed.connect(self._arrange)
        pages.currentChanged.connect(self._arrange)

    @Slot()
    def _arrange(self) -> None:
        run = self._session.interrupted_run
        if run is not None and not self._seen and self._pages.current != "train":
            self.tell_interrupted(run)
        else:
            self.hide()

    @Slot()
    def _on_seen(self) -> None:
        self._seen = True
