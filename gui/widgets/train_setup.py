"""What is decided before a run: the recipe, the few settings that matter, the rest behind Advanced.

Knows recipes and settings; starts nothing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.config import IMAGENET, TrainConfig
from core.errors import ConfigError
from core.training.recipes import RECIPES, recipe_config
from core.training.start import default_recipe
from gui.icons import icon
from gui.messages import failure
from gui.starting import Starting
from gui.theme import SPACE
from gui.widgets.config_form import ConfigForm
from gui.widgets.editors import Choice, Editor, YesNo
from gui.widgets.form_group import PANEL_WIDTH, FormGroup, sections_panel
from gui.widgets.layouts import column, label
from gui.widgets.setting_words import KEY_SETTINGS, SECTIONS, translated
from gui.widgets.start_from import StartFrom

_NOWHERE = Path()
_NARROW = 88 * SPACE


class TrainSetup(QFrame):
    """`config_changed` follows each choice of the user; `config` is None while a value cannot be used."""

    config_changed = Signal()
    advanced_toggled = Signal(bool)
    rate_wanted = Signal()
    refused = Signal(object)  # Failure: a choice that does not go with the other settings

    def __init__(self, starting: Starting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._starting = starting
        self._data = _NOWHERE
        first_choice = default_recipe()
        config = recipe_config(first_choice, self._data)
        self._forms = FormGroup(config, self)
        self._forms.edited.connect(self._on_edited)

        self._recipe = Choice(list(RECIPES), [_core_words(recipe.title) for recipe in RECIPES.values()])
        self._recipe.show_value(first_choice)
        self._recipe.setAccessibleName(self.tr("Recipe"))
        self._recipe.setMinimumWidth(20 * SPACE)
        self._recipe.edited.connect(self._on_recipe)
        self._when = label(_core_words(RECIPES[first_choice].when), "muted", wrap=True)
        self._when.setMinimumHeight(self._recipe.sizeHint().height())
        self._reset = QPushButton(self.tr("Reset to the recipe"))
        self._reset.setProperty("role", "quiet")
        self._reset.setIcon(icon("reset", "accent"))
        self._reset.clicked.connect(self._on_recipe)
        self._advanced_button = QPushButton(self.tr("Advanced"))
        self._advanced_button.setProperty("role", "quiet")
        self._advanced_button.setIcon(icon("sliders", "accent"))
        self._advanced_button.setCheckable(True)
        self._advanced_button.toggled.connect(self.advanced_toggled)

        self._key_form = ConfigForm(KEY_SETTINGS, config, columns=len(KEY_SETTINGS))
        self._forms.add(self._key_form)
        sections = {translated(title): paths for title, paths in SECTIONS.items()}
        self._tensorboard = YesNo()
        self._tensorboard.setText(self.tr("Write TensorBoard files"))
        self._tensorboard.setToolTip(
            self.tr("The run also writes event files into its folder, which TensorBoard shows as they grow.")
        )
        self.advanced = sections_panel(sections, self._forms, self._tensorboard)
        self.advanced.setProperty("role", "card")
        self.advanced.setFixedWidth(PANEL_WIDTH)
        self.advanced.hide()

        self.start = StartFrom(starting)
        self.start.edited.connect(self._on_start)
        starting.fitted.connect(self._on_fitted)
        starting.state_changed.connect(self._on_fetched)
        self.rate_button = QPushButton(self.tr("Find a learning rate"))
        self.rate_button.setProperty("role", "quiet")
        self.rate_button.setIcon(icon("train", "accent"))
        self.rate_button.setToolTip(
            self.tr("Tries rates from low to high on up to a hundred batches, and suggests one.")
        )
        self.rate_button.clicked.connect(self.rate_wanted)

        recipe = QVBoxLayout()
        recipe.setSpacing(SPACE // 2)
        recipe.addWidget(label(self.tr("Recipe"), "caption"))
        recipe.addWidget(self._recipe)
        first = QHBoxLayout()
        first.setSpacing(2 * SPACE)
        first.addLayout(recipe)
        first.addWidget(self._when, 1, Qt.AlignmentFlag.AlignBottom)
        first.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignBottom)
        first.addWidget(self._advanced_button, 0, Qt.AlignmentFlag.AlignBottom)
        self._first = first
        self._lines = lines = column(self, margin=2 * SPACE, spacing=2 * SPACE)
        lines.addLayout(first)
        lines.addWidget(self._key_form)
        last = QHBoxLayout()
        last.setSpacing(2 * SPACE)
        last.addWidget(self.start, 1)
        last.addWidget(self.rate_button, 0, Qt.AlignmentFlag.AlignBottom)
        lines.addLayout(last)
        lines.addWidget(self.start.note)
        self._show(config)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the sentence of the recipe and half of the settings get lines of their own."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        if narrow != (self._lines.indexOf(self._when) >= 0):
            self._key_form.set_columns(len(KEY_SETTINGS) // (2 if narrow else 1))
            if narrow:
                self._lines.insertWidget(1, self._when)
            else:
                self._first.insertWidget(1, self._when, 1, Qt.AlignmentFlag.AlignBottom)
            self._first.setStretch(1, 0 if narrow else 1)

    def set_data(self, root: Path) -> None:
        """The folder that a run would learn from; the settings stay, the last that could be used."""
        self._data = root
        self._show(replace(self._forms.usable, data=root))

    def choose_recipe(self, name: str) -> None:
        """As if the user had chosen it."""
        self._recipe.setCurrentIndex(self._recipe.findData(name))

    def show_config(self, config: TrainConfig) -> None:
        """Settings that come from elsewhere, such as a run that is continued."""
        if config.recipe in RECIPES:
            self._recipe.show_value(config.recipe)
        self._show(config)

    def set_rate(self, rate: float) -> None:
        """As if the user had typed it, rounded to what can be told apart."""
        self._show(replace(self._forms.usable, learning_rate=float(f"{rate:.2g}")))
        self.config_changed.emit()

    def set_busy(self, busy: bool) -> None:
        """Whether a learning rate is being looked for."""
        self.rate_button.setEnabled(not busy)

    @property
    def config(self) -> TrainConfig | None:
        return None if self.start.missing else self._forms.config

    @property
    def tensorboard(self) -> bool:
        """Whether the run is to write event files, too."""
        return self._tensorboard.read()

    @property
    def advanced_open(self) -> bool:
        """Whether the user wants to see `advanced`, the panel that the page puts beside."""
        return self._advanced_button.isChecked()

    @property
    def key_form(self) -> ConfigForm:
        return self._key_form

    def editor(self, path: str) -> Editor:
        """The editor of any setting, such as "epochs" or "augmentation.flip"."""
        return self._forms.editor(path)

    @Slot()
    def _on_recipe(self) -> None:
        name = self._recipe.read()
        self._when.setText(_core_words(RECIPES[name].when))
        self._show(recipe_config(name, self._data))
        self.config_changed.emit()

    @Slot()
    def _on_edited(self) -> None:
        if self._forms.config is not None:
            self._reset.setVisible(self._forms.config != self._forms.reference)
        self.config_changed.emit()

    @Slot()
    def _on_start(self) -> None:
        config = replace(self._forms.usable, start_from="")
        try:
            match self.start.value:
                case "":
                    self._show(config)
                case start if start == IMAGENET:
                    self._show(replace(config, architecture=IMAGENET, start_from=start))
                case path:
                    self._show(replace(config, start_from=path))
                    self._starting.fit(replace(config, start_from=path))
        except ConfigError as error:
            self._show(self._forms.usable)
            self.refused.emit(failure(error.code, error.data, ""))
        self.config_changed.emit()

    @Slot(object)
    def _on_fitted(self, config: TrainConfig) -> None:
        if config.start_from == self.start.value:
            self._show(replace(config, data=self._data))
            self.config_changed.emit()

    @Slot()
    def _on_fetched(self) -> None:
        if self.start.value and not self._starting.fetching:
            self.config_changed.emit()

    def _show(self, config: TrainConfig) -> None:
        reference = self._reference()
        self._forms.show_config(config, reference)
        self.start.show_value(config.start_from, changed=config.start_from != reference.start_from)
        self._reset.setVisible(config != reference)

    def _reference(self) -> TrainConfig:
        return recipe_config(self._recipe.read(), self._data)


def _core_words(text: str) -> str:
    return QCoreApplication.translate("core", text)
