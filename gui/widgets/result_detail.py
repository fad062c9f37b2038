"""One named picture at large, with its most probable classes; knows no session."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from gui.icons import icon
from gui.messages import remedy, sentence
from gui.reveal import reveal
from gui.tables import Result
from gui.text import file_name, plain, tooltip
from gui.theme import SPACE
from gui.widgets.answer import AnswerBody, AnswerHead
from gui.widgets.image_view import ImageView
from gui.widgets.layouts import ElidedLabel, column, label, row, scrolling

LEAST_PICTURE = 11 * SPACE
WANTED_PICTURE = 16 * SPACE


class ResultDetail(QFrame):
    """The answer in large letters, the picture, the classes, the three depths.

    A wide one has the picture at its left, and all words at its right.
    """

    def __init__(self, parent: QWidget | None = None, *, wide: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._result: Result | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        # Where words wrap, a scroll area gives what is wanted, not the least: the bars would be out of sight.
        self.image = ImageView(wanted_height=WANTED_PICTURE)
        self.head = AnswerHead()
        self.body = AnswerBody()
        self._name = ElidedLabel("caption")
        self._remedy = label("", "muted", wrap=True)
        self._reveal = QToolButton()
        self._reveal.setIcon(icon("reveal", "accent"))
        self._reveal.setToolTip(self.tr("Show in file manager"))
        self._reveal.setAccessibleName(self.tr("Show in file manager"))
        self._reveal.clicked.connect(self._on_reveal)
        self._foot = row()
        self._foot.addWidget(self._name, 1)
        self._foot.addWidget(self._reveal)
        words = QWidget()
        words.setProperty("role", "plain")
        self._lines = column(words, margin=0 if wide else SPACE)
        self._lines.addWidget(self.head)
        self._lines.addWidget(self._remedy)
        if wide:
            halves = row(spacing=3 * SPACE)
            halves.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
            self.setLayout(halves)
            halves.addWidget(self.image, 3)
            halves.addWidget(scrolling(words), 2)
            self._lines.addWidget(self.body)
            self._lines.addStretch(1)
            self._lines.addLayout(self._foot)
        else:
            self._lines.addWidget(self.image, 1)
            self._lines.addLayout(self._foot)
            self._lines.addWidget(self.body)
            column(self, margin=SPACE).addWidget(scrolling(words))
        self.image.setMinimumHeight(LEAST_PICTURE)

    def add_below_picture(self, widget: QWidget) -> None:
        """What belongs to the picture, such as its heat map."""
        self._lines.insertWidget(self._lines.indexOf(self.image) + 1, widget)

    def add_action(self, button: QWidget) -> None:
        """What can be done with the picture."""
        self._foot.insertWidget(1, button)

    @property
    def result(self) -> Result | None:
        return self._result

    @property
    def answer_text(self) -> str:
        return self.head.answer.full_text()

    def show_result(self, result: Result) -> None:
        self._result = result
        self._name.set_full_text(file_name(result.path))
        self._name.setToolTip(tooltip(plain(str(result.path))))
        self._reveal.setVisible(result.path.is_absolute())
        if result.failed:
            self.head.show_none(self.tr("No answer"))
            data = result.data or {}
            self._remedy.setText(remedy(result.reason, data))
            self.image.show_reason(sentence(result.reason, data))
        else:
            self.head.show_answer(result.predictions[0], result.doubt)
            self.image.show_path(result.path)
        self._remedy.setVisible(result.failed)
        self.body.setVisible(not result.failed)
        self.body.show_answer(result.predictions, result.depths)

    def say(self, words: str) -> None:
        """A line below the answer on show."""
        self._remedy.setText(words)
        self._remedy.show()

    def shutdown(self) -> None:
        self.image.shutdown()

    @Slot()
    def _on_reveal(self) -> None:
        if self._result is not None:
            reveal(self._result.path)
