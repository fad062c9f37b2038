from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from core.config import Augmentation, Preprocessing, TrainConfig
from core.training.recipes import at_size, recipe_config
from gui.widgets.config_form import ConfigForm
from gui.widgets.setting_words import KEY_SETTINGS, SECTIONS, setting_help, setting_title

CONFIG = recipe_config("quick", Path("/pictures"))
EVERY = [*KEY_SETTINGS, *(path for paths in SECTIONS.values() for path in paths)]


@pytest.fixture
def form(qtbot):
    made = ConfigForm(EVERY, CONFIG)
    qtbot.addWidget(made)
    return made


def test_every_setting_is_in_the_form_once_with_words(form):
    names = {
        *(f.name for f in fields(TrainConfig)),
        *(f"preprocessing.{f.name}" for f in fields(Preprocessing)),
        *(f"augmentation.{f.name}" for f in fields(Augmentation)),
    }
    # The folder, the recipe and the weights to start from are chosen elsewhere; mean and std belong to the
    # architecture's weights.
    elsewhere = {"data", "recipe", "start_from", "preprocessing", "augmentation"}
    elsewhere |= {"preprocessing.mean", "preprocessing.std"}
    assert set(EVERY) == names - elsewhere
    assert len(EVERY) == len(set(EVERY))
    for path in EVERY:
        assert setting_title(path) and setting_help(path).endswith(".")


def test_it_shows_the_config_and_gives_it_back(form):
    assert form.config == CONFIG
    other = replace(
        CONFIG,
        epochs=7,
        optimizer="sgd",
        learning_rate=0.1,
        train_sizes=(64, 96),
        augmentation=replace(CONFIG.augmentation, flip=False),
    )
    form.show_config(other)
    assert form.config == other
    assert form.editor("epochs").read() == 7
    assert form.editor("train_sizes").text() == "64, 96"
    assert form.editor("augmentation.flip").read() is False
    assert form.editor("optimizer").read() == "sgd"


def test_editing_builds_a_new_config(form, qtbot):
    with qtbot.waitSignal(form.edited, timeout=100):
        form.editor("epochs").setValue(5)
    form.editor("augmentation.rotation").setText("15")
    form.editor("augmentation.rotation").textEdited.emit("15")
    assert form.config == replace(CONFIG, epochs=5, augmentation=replace(CONFIG.augmentation, rotation=15.0))


def test_another_size_scales_the_other_sizes(form):
    form.editor("preprocessing.size").setValue(80)
    assert form.config == at_size(CONFIG, 80)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("learning_rate", "fast"),
        ("learning_rate", "-1"),
        ("learning_rate", ""),
        ("learning_rate", "nan"),
        ("train_sizes", "96, huge"),
        ("train_sizes", "8"),
        ("augmentation.crop_area", "2"),
    ],
)
def test_a_value_that_cannot_be_used_is_objected_to_in_place(form, qtbot, path, text):
    qtbot.keyClick(form.editor(path), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(form.editor(path), Qt.Key.Key_Delete)
    qtbot.keyClicks(form.editor(path), text)
    if text:
        assert form.editor(path).text() == text
    assert form.config is None
    assert form.objection(path)
    assert [other for other in EVERY if form.objection(other)] == [path]
    form.show_config(CONFIG)
    assert form.config == CONFIG and not form.objection(path)


def test_whole_numbers_out_of_range_are_objected_to(form):
    form.editor("epochs").setValue(0)
    assert form.config is None and "1" in form.objection("epochs")
    form.editor("epochs").setValue(1)
    assert form.config == replace(CONFIG, epochs=1)


def test_two_settings_that_do_not_go_together_are_objected_to(form, qtbot):
    form.show_config(replace(CONFIG, test_share=0.5))
    form.editor("validation_share").setText("0.6")
    form.editor("validation_share").textEdited.emit("0.6")
    assert form.config is None and form.objection("validation_share")


def test_what_differs_from_the_recipe_is_marked(form):
    form.show_config(replace(CONFIG, epochs=7), reference=CONFIG)
    assert form._titles["epochs"].property("role") == "changed"
    assert str(CONFIG.epochs) in form._titles["epochs"].toolTip()
    assert form._titles["batch_size"].property("role") == "caption"
    form.editor("epochs").setValue(CONFIG.epochs)
    assert form._titles["epochs"].property("role") == "caption"


def test_a_switch_that_differs_from_the_recipe_is_marked(form):
    switch = form.editor("augmentation.flip")
    switch.setChecked(False)
    assert switch.text() and switch.property("role") == "changed" and "on" in switch.toolTip()
    switch.setChecked(True)
    assert switch.property("role") == "caption" and switch.toolTip() == setting_help("augmentation.flip")


def test_marks_stay_while_a_value_cannot_be_used(form):
    form.editor("epochs").setValue(7)
    form.editor("batch_size").setValue(1)
    assert form.config is None
    marked = {path for path, title in form._titles.items() if title.property("role") == "changed"}
    assert marked == {"epochs", "batch_size"}


def test_scrolling_over_the_form_changes_nothing(form, qtbot):
    form.show()
    for path in ("epochs", "architecture"):
        editor = form.editor(path)
        editor.clearFocus()
        before = editor.read()
        turn = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(editor, turn)
        assert editor.read() == before
        assert not turn.isAccepted(), "the page scrolls instead"
