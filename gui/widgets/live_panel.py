"""What may be changed while a run goes on: the same form as before the run, applied on a click.

Knows settings and a run's events; the page hands what is applied to the session.
"""

from __future__ import annotations

import contextlib
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from core.config import TrainConfig, config_from_dict
from core.errors import ConfigError
from core.events import Event, RunStarted, SettingsChanged
from core.live_settings import LIVE_SETTINGS, changed, live_settings
from gui.text import number
from gui.theme import SPACE
from gui.widgets.form_group import PANEL_WIDTH, FormGroup, sections_panel
from gui.widgets.layouts import column, label, row

_AUX_WEIGHTS = ("aux1_weight", "aux2_weight")
_PICTURES = tuple(path for path in LIVE_SETTINGS if path.startswith("augmentation."))
_LEARNING = tuple(path for path in LIVE_SETTINGS if path not in _PICTURES)


class LivePanel(QFrame):
    """Feed it every event of a run. `applied` carries the settings that are to change, by their paths."""

    applied = Signal(object)  # Mapping[str, Any]

    def __init__(self, config: TrainConfig, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(PANEL_WIDTH)
        self._present = config  # with what the run goes on just now
        self._forms = FormGroup(config, self)
        self._forms.edited.connect(self._arrange)
        self._words = label("", "muted", wrap=True)
        self.apply_button = QPushButton(self.tr("Apply"))
        self.apply_button.setProperty("role", "primary")
        self.apply_button.clicked.connect(self._on_apply)
        self.discard_button = QPushButton(self.tr("Discard"))
        self.discard_button.clicked.connect(self._on_discard)
        sections = {self.tr("Learning"): _LEARNING, self.tr("How pictures are varied"): _PICTURES}
        buttons = row(spacing=SPACE)
        buttons.addWidget(self.apply_button)
        buttons.addWidget(self.discard_button)
        buttons.addStretch()
        head = QVBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(label(self.tr("Change the run"), "heading"))
        head.addWidget(self._words)
        head.addLayout(buttons)
        head.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 0)
        lines = column(self, spacing=0)
        lines.addLayout(head)
        lines.addWidget(sections_panel(sections, self._forms, compared=self.tr("The run has: {0}")), 1)
        self._arrange()

    @property
    def forms(self) -> FormGroup:
        return self._forms

    @property
    def words(self) -> str:
        """What is said of the settings on show."""
        return self._words.text()

    def take(self, event: Event) -> None:
        match event:
            case RunStarted():
                with contextlib.suppress(ConfigError):  # of a log that another version has written
                    self._present = config_from_dict(event.config)
                self._forms.show_config(self._present, self._present)
                for path in _AUX_WEIGHTS:
                    self._forms.editor(path).setEnabled(self._present.aux_heads)
                self._arrange()
            case SettingsChanged():
                # What the user is typing meanwhile stays.
                kept = {path: value for path, value in self._wanted().items() if path not in event.settings}
                self._present = changed(self._present, event.settings)
                self._forms.show_config(changed(self._present, kept), self._present)
                self._arrange()
                if not kept:
                    self._words.setText(
                        self.tr("In effect since epoch {0}, step {1}.").format(
                            number(event.epoch), number(event.step)
                        )
                    )

    @Slot()
    def _on_apply(self) -> None:
        self._words.setText(
            self.tr("Taken up after the present batch; a paused run takes it up when it goes on.")
        )
        self.apply_button.setEnabled(False)
        self.applied.emit(self._wanted())

    @Slot()
    def _on_discard(self) -> None:
        self._forms.show_config(self._present, self._present)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        wanted = self._wanted()
        self.apply_button.setEnabled(self._forms.config is not None and bool(wanted))
        self.discard_button.setEnabled(self._forms.config is None or bool(wanted))
        self._words.setText(
            self.tr("The run goes on with these settings. What you change holds once you apply it.")
        )

    def _wanted(self) -> dict[str, Any]:
        """The settings that differ from those of the run."""
        present = live_settings(self._present)
        shown = live_settings(self._forms.usable)
        return {path: value for path, value in shown.items() if value != present[path]}
