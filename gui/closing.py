"""The way out of the window: asks while a run trains, has every job stopped, and closes. Knows no page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from gui.session import Session

QUESTION = "close-question"


class Closing(QObject):
    """`window` asks `may_close` whenever it is to be closed; where not yet, it is closed later."""

    stopping = Signal()  # nothing new is to begin

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._under_way = False
        self._over = False

    def may_close(self) -> bool:
        """Whether nothing runs. Else asks where a run trains, and has other jobs stopped without."""
        if self._over or not self._session.busy:
            return True
        if not self._under_way and self._window.findChild(QMessageBox, QUESTION) is None:
            if self._session.training_state.active:
                self._ask()
            else:
                self.stop()
        return False

    @Slot()
    def stop(self) -> None:
        """Without a question: every job is stopped, a run is saved, then the window closes."""
        if not self._under_way:
            self._under_way = True
            self.stopping.emit()
            self._session.all_stopped.connect(self._on_stopped, Qt.ConnectionType.SingleShotConnection)
            self._session.shutdown()

    @Slot()
    def _on_stopped(self) -> None:
        self._over = True
        self._window.close()

    def _ask(self) -> None:
        box = QMessageBox(self._window)
        box.setObjectName(QUESTION)
        box.setWindowTitle(self.tr("Training is running"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Stop the training and close Ninefold?"))
        box.setInformativeText(self.tr("The run is saved first, and can be continued the next time."))
        stop = box.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("Keep training"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        stop.clicked.connect(self.stop)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
