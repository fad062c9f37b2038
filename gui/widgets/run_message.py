"""What came of a run, in a sentence, with the ways to go on. Knows the run's last event and no session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from core.events import RunFinished, StopReason, Warned
from gui.durations import duration
from gui.icons import icon
from gui.messages import Failure, remedy, sentence
from gui.text import percent, plain
from gui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from core.training.runs import RunSummary

_MOST_TOLD = 200
"""A run may come upon any number of damaged pictures."""


class RunMessage(MessageBar):
    """`continue_button` is the window's own; it is shown where a run can be continued."""

    classify_wanted = Signal()

    def __init__(self, continue_button: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.continue_button = continue_button
        self.classify_button = QPushButton(self.tr("Name pictures"))
        self.classify_button.setIcon(icon("classify"))
        self.classify_button.clicked.connect(self.classify_wanted)
        self.add_button(self.continue_button)
        self.add_button(self.classify_button)
        self._told: list[str] = []  # what the present run has warned of
        self._front: Warned | None = None  # which of it is on show
        self._foretold: str | None = None
        self.closed.connect(self._on_closed)
        self._offer()

    def begin(self) -> None:
        """A run begins: nothing is known of it."""
        self._told = []
        self._front = None
        self.hide()

    def warn(self, warned: Warned) -> None:
        """What the run has come upon. The newest trouble is on show, or the newest notice where there is no
        trouble; what else there was stays among the details."""
        if self._front is None or _advice(warned) or not _advice(self._front):
            self._front = warned
        self._told = [*self._told, _whole(warned)][-_MOST_TOLD:]
        others = [each for each in self._told if each != _whole(self._front)]
        text, advice = sentence(self._front.code, self._front.data), _advice(self._front)
        self.say("warning" if advice else "info", text, advice, "\n".join(others))

    def foretell(self, warned: Warned) -> None:
        """What a run with the settings on show would come upon, where something can be done about it."""
        if _advice(warned):
            self.say("warning", sentence(warned.code, warned.data), _advice(warned))
            self._foretold = self.text

    def take_back(self) -> None:
        """Other settings: what was foretold need not come."""
        if self._foretold is not None and self._foretold == self.text:
            self.hide()
        self._foretold = None

    def tell(self, finished: RunFinished, epochs: int) -> None:
        """What a run of `epochs` epochs came to, whether it completed or was stopped."""
        stopped = finished.reason is StopReason.STOPPED
        took = self.tr("Took {0}.").format(duration(finished.seconds))
        if finished.best_accuracy is None:
            text, more = self.tr("Stopped and saved before the first epoch was done."), ""
        elif stopped:
            text = self.tr("Stopped and saved after {0} of {1} epochs.").format(finished.epochs_done, epochs)
            more = self.tr("So far it names {share} of the validation pictures correctly.").format(
                share=percent(finished.best_accuracy)
            )
        else:
            text = self.tr(
                "Names {share} of the validation pictures correctly, pictures that it has never seen."
            ).format(share=percent(finished.best_accuracy))
            more = self.tr("Best after epoch {0}.").format(finished.best_epoch)
        if more:
            took = self.tr("{0} {1}").format(more, took)  # two sentences
        self.say("info" if stopped else "ok", text, took, "\n".join(self._told))
        self._offer(classify=finished.model is not None, go_on=stopped)

    def tell_failure(self, failure: Failure, *, go_on: bool) -> None:
        """`go_on` says whether there is a checkpoint to continue from."""
        self.say_failure(failure)
        self._offer(go_on=go_on)

    def tell_interrupted(self, run: RunSummary) -> None:
        """A run of another day ended early, and would go on in the epoch after the last that was done."""
        text = self.tr("The run “{name}” ended early and can be continued at epoch {epoch} of {epochs}.")
        epoch = min(run.epochs_done + 1, run.epochs)
        self.say("info", text.format(name=plain(run.name), epoch=epoch, epochs=run.epochs))
        self._offer(go_on=True)

    def say(self, kind: str, text: str, remedy: str = "", details: str = "") -> None:
        super().say(kind, text, remedy, details)
        self._offer()

    @Slot()
    def _on_closed(self) -> None:
        self._front = None  # has been read

    def _offer(self, *, classify: bool = False, go_on: bool = False) -> None:
        self.classify_button.setVisible(classify)
        self.continue_button.setVisible(go_on)


def _advice(warned: Warned) -> str:
    return remedy(warned.code, warned.data)


def _whole(warned: Warned) -> str:
    return f"{sentence(warned.code, warned.data)} {_advice(warned)}".strip()
