from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.training.recipes import DEFAULT_RECIPE, RECIPES, recipe_config
from gui.widgets.train_setup import TrainSetup

ROOT = Path("/pictures")


@pytest.fixture
def setup(qtbot):
    made = TrainSetup()
    qtbot.addWidget(made)
    qtbot.addWidget(made.advanced)
    made.set_data(ROOT)
    return made


def test_it_begins_with_the_default_recipe_as_it_is(setup):
    assert setup.config == recipe_config(DEFAULT_RECIPE, ROOT)
    assert setup._reset.isHidden()


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_brings_its_settings_and_says_when_to_choose_it(setup, qtbot, name):
    setup.choose_recipe("notes" if name != "notes" else "quick")
    with qtbot.waitSignal(setup.config_changed, timeout=100):
        setup.choose_recipe(name)
    assert setup.config == recipe_config(name, ROOT)
    assert setup._when.text() == RECIPES[name].when


def test_settings_in_sight_and_advanced_ones_make_one_config(setup):
    setup.key_form.editor("epochs").setValue(4)
    setup.editor("seed").setValue(9)
    setup.key_form.editor("batch_size").setValue(8)
    expected = replace(recipe_config(DEFAULT_RECIPE, ROOT), epochs=4, seed=9, batch_size=8)
    assert setup.config == expected
    assert not setup._reset.isHidden()
    setup._reset.click()
    assert setup.config == recipe_config(DEFAULT_RECIPE, ROOT)


def test_a_value_that_cannot_be_used_leaves_no_config(setup, qtbot):
    with qtbot.waitSignal(setup.config_changed, timeout=100):
        setup.key_form.editor("epochs").setValue(0)
    assert setup.config is None
    setup.key_form.editor("epochs").setValue(2)
    assert setup.config.epochs == 2


def test_another_folder_keeps_the_settings(setup):
    setup.key_form.editor("epochs").setValue(4)
    setup.set_data(Path("/others"))
    assert setup.config == replace(recipe_config(DEFAULT_RECIPE, Path("/others")), epochs=4)


def test_the_folder_changes_while_a_value_cannot_be_used(setup):
    setup.key_form.editor("epochs").setValue(4)
    setup.key_form.editor("epochs").setValue(0)
    setup.set_data(Path("/others"))
    assert setup.config == replace(recipe_config(DEFAULT_RECIPE, Path("/others")), epochs=4)
    assert setup.key_form.editor("epochs").read() == 4


def test_the_settings_of_a_run_can_be_shown(setup):
    config = replace(recipe_config("notes", ROOT), epochs=2)
    setup.show_config(config)
    assert setup.config == config
    assert setup._recipe.read() == "notes"
    assert setup.key_form.editor("epochs").read() == 2
