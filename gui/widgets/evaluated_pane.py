"""Pictures of an evaluation: a gallery under a heading, one at large with the answer. Knows no job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QToolButton, QWidget

from gui.evaluated import EvaluatedPictures, result_at
from gui.tables import Picture, PictureModel
from gui.theme import SPACE, icon
from gui.widgets.gallery import Gallery
from gui.widgets.layouts import ElidedLabel, column, label, row
from gui.widgets.result_detail import ResultDetail

if TYPE_CHECKING:
    from core.evaluation.evaluation import Evaluation


class EvaluatedPane(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluation: Evaluation | None = None
        self.model = PictureModel(self)
        self.gallery = Gallery(self.model)
        self.gallery.opened.connect(self._on_opened)
        self.detail = ResultDetail()
        self._title = ElidedLabel("strong")
        self._note = ElidedLabel("caption")
        self._empty = label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._back = QToolButton()
        self._back.setIcon(icon("arrow-left"))
        self._back.setToolTip(self.tr("Back to the pictures (Esc)"))
        self._back.setAccessibleName(self.tr("Back"))
        self._back.clicked.connect(self.close_detail)
        self._stack = QStackedWidget()
        for view in (self.gallery, self.detail, self._empty):
            self._stack.addWidget(view)
        words = QWidget()
        titles = column(words, spacing=0)
        titles.addWidget(self._title)
        titles.addWidget(self._note)
        head = row()
        head.addWidget(self._back)
        head.addWidget(words, 1)
        lines = column(self)
        lines.addLayout(head)
        lines.addWidget(self._stack, 1)
        self.setMinimumHeight(20 * SPACE)

    def show_pictures(
        self, evaluation: Evaluation, indices: Sequence[int], title: str, note: str, empty: str = ""
    ) -> None:
        """The pictures at `indices`, in this order; `empty` is said where there is none."""
        self._evaluation = evaluation
        self._title.set_full_text(title)
        self._note.set_full_text(note)
        self._empty.setText(empty)
        self.model.show(EvaluatedPictures(evaluation, indices), captions=True)
        self._back.hide()
        self._stack.setCurrentWidget(self.gallery if len(indices) else self._empty)

    def say(self, words: str) -> None:
        """Show no picture, but what to do to see some."""
        self._title.set_full_text("")
        self._note.set_full_text("")
        self._empty.setText(words)
        self._back.hide()
        self._stack.setCurrentWidget(self._empty)

    @property
    def title(self) -> str:
        return self._title.full_text()

    @property
    def note(self) -> str:
        return self._note.full_text()

    def forget_pictures(self) -> None:
        self.gallery.forget_pictures()
        self.detail.image.forget_pictures()

    def shutdown(self) -> None:
        self.gallery.shutdown()
        self.detail.shutdown()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._back.isVisible():
            self.close_detail()
        else:
            super().keyPressEvent(event)

    @Slot()
    def close_detail(self) -> None:
        self._stack.setCurrentWidget(self.gallery)
        self._back.hide()
        self.gallery.setFocus()

    @Slot(object)
    def _on_opened(self, _picture: Picture) -> None:
        pictures = self.model.pictures
        if self._evaluation is not None and isinstance(pictures, EvaluatedPictures):
            at = int(pictures.indices[self.gallery.currentIndex().row()])
            self.detail.show_result(result_at(self._evaluation, at))
            self._back.show()
            self._stack.setCurrentWidget(self.detail)
            self._back.setFocus()
