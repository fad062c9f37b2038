"""How far a job is, in words, with a bar and a way to give it up; knows no job."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.events import Event, Phase, PhaseChanged, Progress
from gui.messages import phase_words
from gui.text import number
from gui.theme import SPACE

_STEPS = 1000


class JobProgress(QWidget):
    """One line of words with Cancel at its end, and a bar below that moves while the end is not known."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("role", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setProperty("role", "quiet")
        cancel.clicked.connect(self.cancelled)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self._words, 1)
        line.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(line)
        column.addWidget(self._bar)

    def begin(self, words: str) -> None:
        """A job is being started, and nothing is known of it yet."""
        self._words.setText(words)
        self._bar.setRange(0, 0)

    def follow(self, event: Event) -> None:
        """Show what a PhaseChanged or a Progress says; others are of no interest here."""
        match event:
            case PhaseChanged(phase):
                self.begin(phase_words(phase))
            case Progress(phase, done, None):
                self._words.setText(self._line(phase, number(done)))
                self._bar.setRange(0, 0)
            case Progress(phase, done, int(total)):
                of = self.tr("{done} of {total}").format(done=number(done), total=number(total))
                self._words.setText(self._line(phase, of))
                self._bar.setRange(0, _STEPS)
                self._bar.setValue(round(_STEPS * done / max(1, total)))

    def _line(self, phase: Phase, how_far: str) -> str:
        return self.tr("{doing}: {how_far}").format(doing=phase_words(phase), how_far=how_far)
