"""Forms that stand in several places and make one config together; knows no page and no recipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from core.config import TrainConfig
from gui.theme import SPACE
from gui.widgets.config_form import ConfigForm
from gui.widgets.editors import Editor
from gui.widgets.layouts import column, label

PANEL_WIDTH = 34 * SPACE


class FormGroup(QObject):
    """`edited` follows each change by the user; `config` is None while a value cannot be used.

    `usable` is the last config that could be used, `reference` what the settings are compared with.
    """

    edited = Signal()

    def __init__(self, config: TrainConfig, parent: QObject) -> None:
        super().__init__(parent)
        self.config: TrainConfig | None = config
        self.usable = config
        self.reference = config
        self._forms: list[ConfigForm] = []

    def add(self, form: ConfigForm) -> None:
        self._forms.append(form)
        form.edited.connect(self._on_edited)

    def show_config(self, config: TrainConfig, reference: TrainConfig) -> None:
        """Fill in all forms; what differs from `reference` is marked."""
        self.config = self.usable = config
        self.reference = reference
        for form in self._forms:
            form.show_config(config, reference)

    def has(self, path: str) -> bool:
        return any(form.has(path) for form in self._forms)

    def editor(self, path: str) -> Editor:
        """The editor of any setting, such as "epochs" or "augmentation.flip"."""
        return next(form.editor(path) for form in self._forms if form.has(path))

    def objection(self, path: str) -> str:
        """What is said against the present value of a setting; "" where it can be used."""
        return next(form.objection(path) for form in self._forms if form.has(path))

    @Slot()
    def _on_edited(self) -> None:
        edited = self.sender()
        assert isinstance(edited, ConfigForm)
        self.config = edited.config
        if edited.config is not None:
            self.usable = edited.config
            for form in self._forms:
                form.show_config(edited.config, self.reference)
        self.edited.emit()


def sections_panel(
    sections: Mapping[str, Sequence[str]], group: FormGroup, *more: QWidget, compared: str = ""
) -> QScrollArea:
    """A form for each section under its title, one below the other, all in `group`; then `more`.

    `compared` introduces the value that a changed setting is compared with.
    """
    inner = QWidget()
    inner.setProperty("role", "plain")
    lines = column(inner, margin=2 * SPACE, spacing=SPACE)
    for title, paths in sections.items():
        form = ConfigForm(paths, group.usable, compared=compared)
        group.add(form)
        lines.addWidget(label(title, "strong"))
        lines.addWidget(form)
        lines.addSpacing(2 * SPACE)
    for widget in more:
        lines.addWidget(widget)
    lines.addStretch()
    panel = QScrollArea()
    panel.setWidget(inner)
    panel.setWidgetResizable(True)
    panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return panel
