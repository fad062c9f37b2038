"""A form made from the dataclass `TrainConfig`; knows its fields and no page.

What a setting may be is said in core.config alone: the form builds the config and shows what it objects to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from core.config import (
    ARCHITECTURE_NAMES,
    BLOCK_NAMES,
    OPTIMIZER_NAMES,
    PRECISION_NAMES,
    RESIZE_NAMES,
    SCHEDULE_NAMES,
    TrainConfig,
)
from core.errors import ConfigError
from core.training.recipes import at_size
from gui.messages import remedy
from gui.theme import SPACE
from gui.widgets.editors import Choice, Editor, Numbers, WholeNumber, YesNo
from gui.widgets.layouts import column, restyle
from gui.widgets.setting_words import setting_help, setting_title, value_words, zero_words

_CHOICES: Mapping[str, Sequence[Any]] = {
    "architecture": ARCHITECTURE_NAMES,
    "optimizer": OPTIMIZER_NAMES,
    "schedule": SCHEDULE_NAMES,
    "precision": PRECISION_NAMES,
    "preprocessing.resize": RESIZE_NAMES,
    "frozen_until": ("", *BLOCK_NAMES),
}
_SIZE = "preprocessing.size"


class ConfigForm(QWidget):
    """Editors for the settings `paths` ("epochs", "preprocessing.size", ...), in `columns` columns.

    `edited` follows each change by the user; `config` is None while a value cannot be used, and the form
    says below that editor what could. `compared` introduces the value that a changed setting had before.
    """

    edited = Signal()

    def __init__(
        self,
        paths: Sequence[str],
        config: TrainConfig,
        *,
        columns: int = 1,
        compared: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._compared = compared or self.tr("The recipe's own: {0}")
        self._base = config
        self._reference = config
        self.config: TrainConfig | None = config
        self._editors: dict[str, Editor] = {}
        self._titles: dict[str, QLabel | QCheckBox] = {}
        self._objections: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        self._fields = [self._field(path) for path in paths]
        self.set_columns(columns)
        self.show_config(config)

    def set_columns(self, columns: int) -> None:
        """Place the editors in so many columns."""
        for number, field in enumerate(self._fields):
            self._grid.addWidget(field, number // columns, number % columns)
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    def show_config(self, config: TrainConfig, reference: TrainConfig | None = None) -> None:
        """Fill in the editors; what differs from `reference` (the recipe's own settings) is marked."""
        self._base = self.config = config
        self._reference = reference or self._reference
        for path, editor in self._editors.items():
            editor.show_value(_value(config, path))
            self._object(path, "")
        self._mark()

    def has(self, path: str) -> bool:
        return path in self._editors

    def editor(self, path: str) -> Editor:
        return self._editors[path]

    def objection(self, path: str) -> str:
        """What is said against the present value of a setting; "" where it can be used."""
        return self._objections[path].text()

    @Slot()
    def _on_edited(self) -> None:
        config: TrainConfig | None = self._base
        for path, editor in self._editors.items():
            self._object(path, "")
            value = editor.read()
            if value == _value(self._base, path):
                continue
            try:
                _with(self._base, path, value)  # each alone first, so that the objection lands at its editor
                config = _with(config, path, value) if config else None
            except ConfigError as error:
                self._object(path, remedy(error.code, error.data))
                config = None
        self.config = config
        self._mark()
        self.edited.emit()

    def _field(self, path: str) -> QWidget:
        editor = _editor(path, _value(self._base, path))
        editor.setToolTip(setting_help(path))
        editor.setAccessibleName(setting_title(path))
        editor.setAccessibleDescription(setting_help(path))
        editor.edited.connect(self._on_edited)
        objection = QLabel()
        objection.setTextFormat(Qt.TextFormat.PlainText)
        objection.setProperty("role", "error")
        objection.setWordWrap(True)
        objection.hide()
        self._editors[path], self._objections[path] = editor, objection
        box = QWidget()
        field = column(box, spacing=SPACE // 2)
        if isinstance(editor, QCheckBox):
            editor.setText(setting_title(path))
            self._titles[path] = editor
        else:
            title = self._titles[path] = QLabel(setting_title(path))
            title.setBuddy(editor)
            field.addWidget(title)
        field.addWidget(editor)
        field.addWidget(objection)
        field.addStretch()  # alone in its cell: an alignment there would not give the objection its lines
        return box

    def _object(self, path: str, text: str) -> None:
        self._objections[path].setText(text)
        self._objections[path].setVisible(bool(text))
        restyle(self._editors[path], "wrong", "true" if text else "")

    def _mark(self) -> None:
        for path, title in self._titles.items():
            own = _value(self._reference, path)
            value = self._editors[path].read() if self.config is None else _value(self.config, path)
            changed = value != own
            restyle(title, "role", "changed" if changed else "caption")
            title.setToolTip(self._compared.format(value_words(own, path)) if changed else setting_help(path))


def _editor(path: str, value: Any) -> Editor:
    if path in _CHOICES:
        return Choice(_CHOICES[path], [value_words(choice) for choice in _CHOICES[path]])
    if isinstance(value, bool):
        return YesNo()
    if isinstance(value, int):
        return WholeNumber(zero_words(path))
    if isinstance(value, tuple):
        return Numbers(whole=True, single=False)
    return Numbers()


def _value(config: TrainConfig, path: str) -> Any:
    value: Any = config
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _with(config: TrainConfig, path: str, value: Any) -> TrainConfig:
    """`config` with one setting changed. Raises ConfigError."""
    if path == _SIZE:
        return at_size(config, value)
    outer, _, inner = path.rpartition(".")
    if outer:
        return replace(config, **{outer: replace(getattr(config, outer), **{inner: value})})
    return replace(config, **{path: value})
