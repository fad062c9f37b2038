"""One picture of the dataset, large, beside what training would make of it; knows no session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.icons import icon
from gui.tables import Picture
from gui.text import file_name
from gui.theme import SPACE
from gui.widgets.draws_view import DrawsView
from gui.widgets.image_view import ImageView
from gui.widgets.layouts import ElidedLabel, column, label, row

if TYPE_CHECKING:
    import numpy as np

DRAWS = 12


class PictureDetail(QWidget):
    """`draws_wanted` carries the picture and a seed; the draws come back through `show_draws`."""

    draws_wanted = Signal(object, int)  # Picture, seed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: Picture | None = None
        self._seed = 0
        self._image = ImageView()
        self._name = ElidedLabel("strong")
        self._about = ElidedLabel("caption")
        self._draws = DrawsView(DRAWS)
        self._note = label("", "caption", wrap=True)
        again = QPushButton(icon("refresh"), self.tr("Draw again"))
        again.clicked.connect(self._on_again)
        heading = row()
        heading.addWidget(label(self.tr("What training sees"), "strong"))
        heading.addStretch(1)
        heading.addWidget(again)
        right = QWidget()
        lines = column(right)
        lines.addWidget(self._name)
        lines.addWidget(self._about)
        lines.addSpacing(2 * SPACE)
        lines.addLayout(heading)
        lines.addWidget(self._note)
        lines.addWidget(self._draws, 1)
        halves = QHBoxLayout(self)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(4 * SPACE)
        halves.addWidget(self._image, 1)
        halves.addWidget(right, 1)

    def show_picture(self, picture: Picture, about: str) -> None:
        self.picture = picture
        self._image.show_path(picture.path)
        self._name.set_full_text(file_name(picture.path))
        self._about.set_full_text(about)
        self._seed = 0
        self._draws.show_draws(())
        self.draws_wanted.emit(picture, self._seed)

    def show_draws(self, draws: Sequence[np.ndarray[Any, Any]], note: str) -> None:
        """Twelve views, each uint8 (S, S, 3); `note` says what made them."""
        self._draws.show_draws(draws)
        self._note.setText(note)

    def draw_anew(self) -> None:
        """Ask for the same draws again, for what they depend on has changed."""
        if self.picture is not None:
            self.draws_wanted.emit(self.picture, self._seed)

    def shutdown(self) -> None:
        self._image.shutdown()

    @Slot()
    def _on_again(self) -> None:
        self._seed += 1
        self.draw_anew()
