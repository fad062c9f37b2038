"""The head of the Train page: pictures, the time that a run would take, and the buttons that fit its state.

Knows states of a job and no session.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.lane import JobState
from gui.theme import SPACE
from gui.widgets.estimate_label import EstimateLabel
from gui.widgets.layouts import ElidedLabel, label


class TrainHeader(QWidget):
    """`train`, `pause`, `resume` and `stop` are the window's own buttons."""

    def __init__(self, title: str, train: QWidget, pause: QWidget, resume: QWidget, stop: QWidget) -> None:
        super().__init__()
        self._buttons = {"train": train, "pause": pause, "resume": resume, "stop": stop}
        self.subtitle = ElidedLabel("muted")
        self.estimate = EstimateLabel()
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(label(title, "title"))
        titles.addWidget(self.subtitle)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        line.addLayout(titles, 1)
        line.addWidget(self.estimate)
        line.addSpacing(SPACE)
        for button in self._buttons.values():
            line.addWidget(button)

    def tell(self, parts: Sequence[str]) -> None:
        """What the run learns from."""
        self.subtitle.set_full_text("  ·  ".join(parts))

    def show_state(self, state: JobState) -> None:
        halted = state in (JobState.PAUSED, JobState.PAUSING)
        self.estimate.setVisible(not state.active)
        self._buttons["train"].setVisible(not state.active)
        self._buttons["pause"].setVisible(state.active and not halted)
        self._buttons["resume"].setVisible(halted)
        self._buttons["stop"].setVisible(state.active)
