"""Pictures whose label looks wrong, one after the other: keep it, move it to another class, leave it out.

Everything has a key, so that a hundred pictures are a matter of minutes. What is decided goes out as signals;
knows no session, and the user's files are not touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from gui.icons import icon
from gui.suspect_queue import SuspectQueue
from gui.text import file_name, number, percent, plain, tooltip
from gui.theme import SPACE
from gui.widgets.class_targets import ClassTargets
from gui.widgets.heads import head_title
from gui.widgets.image_view import ImageView
from gui.widgets.layouts import ElidedLabel, column, label, row, scrolling

if TYPE_CHECKING:
    from core.data.dataset import Item
    from core.evaluation.label_errors import LabelErrors, Suspect

WIDTH = 44 * SPACE


class LabelQueue(QWidget):
    """`show_suspects` fills it; each decision removes the picture at once, before it is written down."""

    keep_wanted = Signal(object)  # Item
    move_wanted = Signal(object, str)  # Item, the class it is to count as
    exclude_wanted = Signal(object)  # Item
    undo_wanted = Signal()
    apply_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = SuspectQueue()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.image = ImageView()
        self._name = ElidedLabel("caption")
        self._place = label("", "muted")
        self._given = label("", "heading", wrap=True)
        self._suggested = label("", "heading", wrap=True)
        self._why = label("", "caption", wrap=True)
        self.targets = ClassTargets()
        self.targets.chosen.connect(self._move)
        self._keep = _button(self.tr("Keep  K"), "check", self.tr("The label is right (K)"), self.keep)
        self._exclude = _button(
            self.tr("Exclude  X"), "eye-off", self.tr("Leave the picture out of training (X)"), self.exclude
        )
        self._undo = _button(
            self.tr("Undo"), "undo", self.tr("Take the last decision back (Ctrl+Z)"), self.undo
        )
        self.apply_button = _button(
            self.tr("Apply to folder…"), "folder", self.tr("Move the files themselves"), self.apply_wanted
        )
        self._earlier = _arrow("arrow-left", self.tr("The picture before (Left)"), self.go_back)
        self._later = _arrow("arrow-right", self.tr("The next picture (Right)"), self.go_on)
        self._end = label("", "muted", wrap=True)
        self._end.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._queue_view())
        self._stack.addWidget(self._end)
        foot = row()
        foot.addWidget(self._place, 1)
        foot.addWidget(self._undo)
        foot.addWidget(self.apply_button)
        lines = column(self)
        lines.addWidget(self._stack, 1)
        lines.addLayout(foot)
        self.setMinimumHeight(30 * SPACE)

    def show_suspects(self, found: LabelErrors, judged: set[str]) -> None:
        """Those whose content is in `judged` were decided before, and are not asked about again."""
        left = [each for each in found.suspects if each.item.content not in judged]
        self._queue = SuspectQueue(found.dataset.classes, left)
        self.targets.show_classes(found.dataset.classes)
        self._show()

    @property
    def open(self) -> int:
        """How many wait for a decision."""
        return len(self._queue)

    @property
    def current(self) -> Suspect | None:
        return self._queue.current

    def shutdown(self) -> None:
        self.image.shutdown()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.targets.choose(key - Qt.Key.Key_1)
        elif key == Qt.Key.Key_X:
            self.exclude()
        elif key == Qt.Key.Key_K:
            self.keep()
        elif key == Qt.Key.Key_Left:
            self.go_back()
        elif key == Qt.Key.Key_Right:
            self.go_on()
        else:
            super().keyPressEvent(event)

    @Slot()
    def keep(self) -> None:
        if self.current is not None:
            self.keep_wanted.emit(self._decide())

    @Slot()
    def exclude(self) -> None:
        if self.current is not None:
            self.exclude_wanted.emit(self._decide())

    @Slot()
    def undo(self) -> None:
        """Take the last decision of this queue back, and show its picture again."""
        if self._queue.undo():
            self._show()
            self.undo_wanted.emit()

    @Slot()
    def go_back(self) -> None:
        self._queue.step(-1)
        self._show()

    @Slot()
    def go_on(self) -> None:
        self._queue.step(1)
        self._show()

    @Slot(str)
    def _move(self, name: str) -> None:
        if self.current is not None:
            if name == self._queue.given:
                self.keep()
            else:
                self.move_wanted.emit(self._decide(), name)

    def _decide(self) -> Item:
        item = self._queue.decide()
        self._show()
        return item

    def _show(self) -> None:
        suspect = self.current
        done = self._queue.decided
        self._undo.setEnabled(done > 0)
        self._earlier.setEnabled(len(self._queue) > 1)
        self._later.setEnabled(len(self._queue) > 1)
        if suspect is None:
            words = self.tr("Every picture was looked at.") if done else self.tr("No label looks wrong.")
            self._end.setText(words)
            self._stack.setCurrentIndex(1)
            self._place.setText(self.tr("{done} decided").format(done=number(done)) if done else "")
            return
        self._stack.setCurrentIndex(0)
        words = self.tr("{at} of {count}").format(
            at=number(self._queue.at + 1), count=number(len(self._queue))
        )
        if done:
            words += "  ·  " + self.tr("{done} decided").format(done=number(done))
        self._place.setText(words)
        given, suggested = self._queue.given, self._queue.suggested
        self.image.show_path(suspect.item.path)
        self._name.set_full_text(file_name(suspect.item.path))
        self._name.setToolTip(tooltip(plain(str(suspect.item.path))))
        self._given.setText(plain(given))
        self._suggested.setText(f"{plain(suggested)}  {percent(suspect.probability)}")
        self._why.setText(self._reasons(suspect))
        self.targets.offer(given, suggested)

    def _reasons(self, suspect: Suspect) -> str:
        heads = ", ".join(head_title(key) for key in suspect.heads)
        words = self.tr(
            "Said by a classifier that was not told this label; it gives the label itself {share}."
        )
        words = words.format(share=percent(suspect.given_probability))
        return words + "\n" + self.tr("Heads that agree: {heads}").format(heads=heads) if heads else words

    def _queue_view(self) -> QWidget:
        ways = row()
        ways.addWidget(self._keep, 1)
        ways.addWidget(self._exclude, 1)
        opinions = QGridLayout()
        opinions.setHorizontalSpacing(2 * SPACE)
        opinions.setVerticalSpacing(0)
        opinions.addWidget(label(self.tr("The folder says"), "muted"), 0, 0)
        opinions.addWidget(label(self.tr("The model says"), "muted"), 0, 1)
        opinions.addWidget(self._given, 1, 0, Qt.AlignmentFlag.AlignTop)
        opinions.addWidget(self._suggested, 1, 1, Qt.AlignmentFlag.AlignTop)
        for at in (0, 1):
            opinions.setColumnStretch(at, 1)
        inner = QWidget()
        inner.setProperty("role", "plain")
        lines = column(inner, margin=SPACE)
        lines.addLayout(opinions)
        lines.addWidget(self._why)
        lines.addSpacing(SPACE)
        lines.addLayout(ways)
        lines.addSpacing(SPACE)
        lines.addWidget(self.targets)
        lines.addStretch(1)
        side = QFrame()
        side.setProperty("role", "card")
        side.setFixedWidth(WIDTH)
        column(side, margin=SPACE).addWidget(scrolling(inner))
        foot = row()
        foot.addWidget(self._earlier)
        foot.addWidget(self._name, 1)
        foot.addWidget(self._later)
        left = QWidget()
        picture = column(left)
        picture.addWidget(self.image, 1)
        picture.addLayout(foot)
        view = QWidget()
        halves = row(spacing=3 * SPACE)
        view.setLayout(halves)
        halves.addWidget(left, 1)
        halves.addWidget(side)
        return view


def _button(text: str, icon_name: str, hint: str, slot: Any) -> QPushButton:
    button = QPushButton(icon(icon_name), text)
    button.setToolTip(hint)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the queue
    button.clicked.connect(slot)
    return button


def _arrow(icon_name: str, hint: str, slot: Any) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setToolTip(hint)
    button.setAccessibleName(hint)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(slot)
    return button
