"""What is decided before a run: the recipe, the few settings that matter, the rest behind Advanced.

Knows recipes and settings; starts nothing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.config import TrainConfig
from core.training.recipes import DEFAULT_RECIPE, RECIPES, recipe_config
from gui.theme import SPACE, icon
from gui.widgets.config_form import ConfigForm
from gui.widgets.editors import Choice, Editor
from gui.widgets.layouts import column, label
from gui.widgets.setting_words import KEY_SETTINGS, SECTIONS, translated

_NOWHERE = Path()
ADVANCED_WIDTH = 40 * SPACE


class TrainSetup(QFrame):
    """`config_changed` follows each choice of the user; `config` is None while a value cannot be used."""

    config_changed = Signal()
    advanced_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._data = _NOWHERE
        config = recipe_config(DEFAULT_RECIPE, self._data)
        self.config: TrainConfig | None = config
        self._usable = config

        self._recipe = Choice(list(RECIPES), [_core_words(recipe.title) for recipe in RECIPES.values()])
        self._recipe.show_value(DEFAULT_RECIPE)
        self._recipe.setAccessibleName(self.tr("Recipe"))
        self._recipe.setMinimumWidth(20 * SPACE)
        self._recipe.edited.connect(self._on_recipe)
        self._when = label(_core_words(RECIPES[DEFAULT_RECIPE].when), "muted", wrap=True)
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
        self._forms = [self._key_form]
        self.advanced = self._advanced_panel(config)
        for form in self._forms:
            form.edited.connect(self._on_edited)

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
        lines = column(self, margin=2 * SPACE, spacing=2 * SPACE)
        lines.addLayout(first)
        lines.addWidget(self._key_form)
        self._show(config)

    def set_data(self, root: Path) -> None:
        """The folder that a run would learn from; the settings stay, the last that could be used."""
        self._data = root
        self._show(replace(self._usable, data=root))

    def choose_recipe(self, name: str) -> None:
        """As if the user had chosen it."""
        self._recipe.setCurrentIndex(self._recipe.findData(name))

    def show_config(self, config: TrainConfig) -> None:
        """Settings that come from elsewhere, such as a run that is continued."""
        if config.recipe in RECIPES:
            self._recipe.show_value(config.recipe)
        self._show(config)

    @property
    def advanced_open(self) -> bool:
        """Whether the user wants to see `advanced`, the panel that the page puts beside."""
        return self._advanced_button.isChecked()

    @property
    def key_form(self) -> ConfigForm:
        return self._key_form

    def editor(self, path: str) -> Editor:
        """The editor of any setting, such as "epochs" or "augmentation.flip"."""
        return next(form.editor(path) for form in self._forms if form.has(path))

    @Slot()
    def _on_recipe(self) -> None:
        name = self._recipe.read()
        self._when.setText(_core_words(RECIPES[name].when))
        self._show(recipe_config(name, self._data))
        self.config_changed.emit()

    @Slot()
    def _on_edited(self) -> None:
        form = self.sender()
        assert isinstance(form, ConfigForm)
        self.config = form.config
        if form.config is not None:
            self._usable = form.config
            reference = self._reference()
            for other in self._forms:
                other.show_config(form.config, reference)
            self._reset.setVisible(form.config != reference)
        self.config_changed.emit()

    def _show(self, config: TrainConfig) -> None:
        self.config = self._usable = config
        reference = self._reference()
        for form in self._forms:
            form.show_config(config, reference)
        self._reset.setVisible(config != reference)

    def _reference(self) -> TrainConfig:
        return recipe_config(self._recipe.read(), self._data)

    def _advanced_panel(self, config: TrainConfig) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("role", "plain")
        lines = column(inner, margin=2 * SPACE, spacing=SPACE)
        for title, paths in SECTIONS.items():
            form = ConfigForm(paths, config)
            self._forms.append(form)
            lines.addWidget(label(translated(title), "strong"))
            lines.addWidget(form)
            lines.addSpacing(2 * SPACE)
        lines.addStretch()
        panel = QScrollArea()
        panel.setProperty("role", "card")
        panel.setWidget(inner)
        panel.setWidgetResizable(True)
        panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        panel.setFixedWidth(ADVANCED_WIDTH)
        panel.hide()
        return panel


def _core_words(text: str) -> str:
    return QCoreApplication.translate("core", text)
