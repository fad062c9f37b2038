"""The queue of wrong labels tied to the edits of its dataset, and, where asked for, to the user's folder.

Between the session and the widgets; knows no page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.session import JobState, Session
from gui.text import number, sentences
from gui.widgets.apply_dialog import ApplyDialog
from gui.widgets.labels_view import LabelsView

if TYPE_CHECKING:
    from core.data.dataset import Dataset, Item
    from core.evaluation.evaluation import Evaluation
    from core.evaluation.label_errors import LabelErrors
    from gui.editing import Editing

REASON = "wrong-label"


class LabelWork(QObject):
    counted = Signal(object)  # int: how many wait for a decision; None while nobody has looked for them
    applied = Signal(str, bool)  # what was done to the user's folder, and whether it can be undone
    nothing_to_move = Signal()

    def __init__(self, session: Session, view: LabelsView, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._evaluating = session.evaluating
        self._view = view
        self._window = window
        self._latest: Dataset | None = None  # the one that the queue is about, with the latest edits
        self._back: Sequence[Any] = ()  # moves that undo the last ones
        queue = view.queue
        queue.keep_wanted.connect(self._on_keep)
        queue.move_wanted.connect(self._on_move)
        queue.exclude_wanted.connect(self._on_exclude)
        queue.undo_wanted.connect(self._on_undo)
        queue.apply_wanted.connect(self.plan)
        session.data.edited.connect(self._on_edited)
        evaluating = self._evaluating
        evaluating.editing.edited.connect(self._on_edited)
        evaluating.suspects_found.connect(self._on_suspects)
        evaluating.planned.connect(self._on_planned)
        evaluating.applied.connect(self._on_applied)
        evaluating.applying.state_changed.connect(self._on_applying)

    def show_for(self, evaluation: Evaluation) -> None:
        """The suspects of another folder are of no interest any more."""
        found = self._evaluating.label_errors
        if found is None or found.dataset.root != evaluation.folder:
            self._view.show_queue(False)
            self.counted.emit(None)

    @Slot()
    def plan(self) -> None:
        """Ask what would be moved in the user's folder; a dialog follows."""
        if self._latest is not None:
            self._evaluating.plan_changes(self._latest)

    @Slot()
    def undo_moves(self) -> None:
        """Move the files back that were moved last."""
        if not self._evaluating.applying.state.active:
            back, self._back = self._back, ()
            self._evaluating.apply_changes(back, ())

    @Slot(object)
    def _on_suspects(self, found: LabelErrors) -> None:
        from core.data.edits import judged

        dataset = self._open_one(found) or found.dataset
        self._view.queue.show_suspects(found, judged(dataset))
        self._view.show_queue(True)
        self._count()
        self._follow(dataset)

    @Slot(object)
    def _on_keep(self, item: Item) -> None:
        self._editing().keep([item.path])
        self._count()

    @Slot(object, str)
    def _on_move(self, item: Item, name: str) -> None:
        self._editing().move([item.path], name)
        self._count()

    @Slot(object)
    def _on_exclude(self, item: Item) -> None:
        self._editing().exclude([item.path], REASON)
        self._count()

    @Slot()
    def _on_undo(self) -> None:
        self._editing().undo()
        self._count()

    @Slot(object)
    def _on_edited(self, dataset: Dataset) -> None:
        found = self._evaluating.label_errors
        if found is not None and dataset.root == found.dataset.root:
            self._follow(dataset)

    @Slot(object)
    def _on_planned(self, plan: Any) -> None:
        if not plan.moves and not plan.excluded:
            self.nothing_to_move.emit()
            return
        dialog = ApplyDialog(plan, self._window)
        dialog.accepted_with.connect(self._evaluating.apply_changes)
        dialog.open()

    @Slot(object)
    def _on_applying(self, state: JobState) -> None:
        self._view.queue.apply_button.setEnabled(not state.active)

    @Slot(object)
    def _on_applied(self, applied: Any) -> None:
        self._back = applied.back
        words = self.tr("{count} files are in their new folders.").format(count=number(applied.moved))
        if applied.moved == 1:
            words = self.tr("1 file is in its new folder.")
        if applied.binned:
            binned = self.tr("{count} are in the recycle bin, which can give them back.")
            words = sentences(words, binned.format(count=number(applied.binned)))
        self._view.queue.apply_button.hide()
        self.applied.emit(words, bool(applied.back))
        found = self._evaluating.label_errors
        if found is not None and (dataset := self._open_one(found)) is not None:
            self._session.data.open(dataset.root)  # its files are elsewhere now

    def _count(self) -> None:
        self.counted.emit(self._view.queue.open)

    def _follow(self, dataset: Dataset) -> None:
        """Offer to move the files themselves, once something was decided that concerns them."""
        from core.data.edits import judged

        self._latest = dataset
        self._view.queue.apply_button.setVisible(bool(judged(dataset)) and dataset.root.is_dir())

    def _open_one(self, found: LabelErrors) -> Dataset | None:
        """The dataset that is open in the window, where it is the one of the suspects."""
        dataset = self._session.data.dataset
        return dataset if dataset is not None and dataset.root == found.dataset.root else None

    def _editing(self) -> Editing:
        found = self._evaluating.label_errors
        if found is not None and self._open_one(found) is not None:
            return self._session.data.editing
        return self._evaluating.editing
