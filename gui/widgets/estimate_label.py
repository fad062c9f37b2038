"""How long a run would take, before the click: known, being measured, or nothing. Knows no session."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from gui.durations import duration


class EstimateLabel(QLabel):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "muted")
        self._seconds: float | None = None
        self._measuring = False

    def tell(self, seconds: float | None) -> None:
        """The time of the settings on show; None while it is not known."""
        self._seconds = seconds
        self._show()

    def measure(self, measuring: bool) -> None:
        """Whether it is being found out just now."""
        self._measuring = measuring
        self._show()

    def _show(self) -> None:
        if self._seconds is not None:
            self.setText(self.tr("about {0} on this computer").format(duration(self._seconds)))
        else:
            self.setText(self.tr("measuring how long it would take…") if self._measuring else "")
