"""Pictures of an evaluation: a gallery under a heading. Knows no job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.evaluated import EvaluatedPictures, result_at
from gui.tables import Picture, PictureModel
from gui.theme import SPACE
from gui.widgets.gallery import Gallery
from gui.widgets.layouts import ElidedLabel, column, label

if TYPE_CHECKING:
    from core.evaluation.evaluation import Evaluation


class EvaluatedPane(QWidget):
    opened = Signal(object, str)  # Result, the class that it is of

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluation: Evaluation | None = None
        self.model = PictureModel(self)
        self.gallery = Gallery(self.model)
        self.gallery.opened.connect(self._on_opened)
        self._title = ElidedLabel("strong")
        self._note = ElidedLabel("caption")
        self._empty = label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.gallery)
        self._stack.addWidget(self._empty)
        head = QWidget()
        titles = column(head, spacing=0)
        titles.addWidget(self._title)
        titles.addWidget(self._note)
        lines = column(self)
        lines.addWidget(head)
        lines.addWidget(self._stack, 1)
        self.setMinimumHeight(12 * SPACE)

    def show_pictures(
        self, evaluation: Evaluation, indices: Sequence[int], title: str, note: str, empty: str = ""
    ) -> None:
        """The pictures at `indices`, in this order; `empty` is said where there is none."""
        self._evaluation = evaluation
        self._say(title, note)
        self._empty.setText(empty)
        self.model.show(EvaluatedPictures(evaluation, indices), captions=True)
        self._stack.setCurrentWidget(self.gallery if len(indices) else self._empty)

    def say(self, words: str) -> None:
        """Show no picture, but what to do to see some."""
        self._say("", "")
        self._empty.setText(words)
        self._stack.setCurrentWidget(self._empty)

    @property
    def title(self) -> str:
        return self._title.full_text()

    @property
    def note(self) -> str:
        return self._note.full_text()

    def forget_pictures(self) -> None:
        self.gallery.forget_pictures()

    def shutdown(self) -> None:
        self.gallery.shutdown()

    @Slot(object)
    def _on_opened(self, _picture: Picture) -> None:
        pictures = self.model.pictures
        if self._evaluation is not None and isinstance(pictures, EvaluatedPictures):
            at = int(pictures.indices[self.gallery.currentIndex().row()])
            true = self._evaluation.classes[int(self._evaluation.labels[at])]
            self.opened.emit(result_at(self._evaluation, at), true)

    def _say(self, title: str, note: str) -> None:
        for part, words in ((self._title, title), (self._note, note)):
            part.set_full_text(words)
            part.setVisible(bool(words))
