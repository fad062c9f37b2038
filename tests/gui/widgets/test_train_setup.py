from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.paths import weights_dir
from core.training.recipes import DEFAULT_RECIPE, RECIPES, recipe_config
from gui.widgets.train_setup import TrainSetup

ROOT = Path("/pictures")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("NINEFOLD_HOME", str(tmp_path))
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))


@pytest.fixture
def setup(session, qtbot):
    made = TrainSetup(session.starting)
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
    assert setup.start.value == RECIPES[name].settings.get("start_from", "")
    assert setup.config == (None if setup.start.missing else recipe_config(name, ROOT))
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


def type_into(qtbot, editor, text):
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, text)


@pytest.mark.parametrize(("path", "text"), [("weight_decay", "0.05"), ("augmentation.erasing", "0.10")])
def test_a_number_can_be_typed_figure_by_figure(setup, qtbot, path, text):
    type_into(qtbot, setup.editor(path), text)
    assert setup.editor(path).text() == text
    assert setting(setup.config, path) == float(text)


def test_a_rate_that_was_found_is_taken_over_in_few_figures(setup, qtbot):
    with qtbot.waitSignal(setup.config_changed, timeout=100):
        setup.set_rate(0.0012345)
    assert setup.config.learning_rate == 0.0012
    assert setup.key_form.editor("learning_rate").text() == "0.0012"


def test_imagenet_weights_bring_their_architecture_and_cannot_be_used_before_they_are_there(setup, qtbot):
    choose_start(setup, "imagenet")
    assert setup.config is None, "they are not on this computer"
    assert setup.editor("architecture").read() == "imagenet"
    assert setup.start._title.property("role") == "changed"
    weights_dir().mkdir(parents=True)
    (weights_dir() / "googlenet-1378be20.pth").touch()
    assert (setup.config.start_from, setup.config.architecture) == ("imagenet", "imagenet")
    choose_start(setup, "")
    assert setup.config.start_from == ""


def test_with_the_weights_there_fine_tuning_is_offered_first(session, qtbot):
    weights_dir().mkdir(parents=True)
    (weights_dir() / "googlenet-1378be20.pth").touch()
    made = TrainSetup(session.starting)
    qtbot.addWidget(made)
    qtbot.addWidget(made.advanced)
    assert made.config.recipe == "finetune" and made.config.start_from == "imagenet"


def test_settings_are_fitted_to_a_model_of_ones_own(setup, session, jobs, qtbot):
    def fit_to_model(config, control):
        yield from ()
        return replace(config, architecture="paper")

    jobs.fit_to_model = fit_to_model
    with qtbot.waitSignal(session.starting.fitted, timeout=5000):
        setup.start._on_file("/models/best.safetensors")
    assert setup.config.start_from == "/models/best.safetensors" and setup.config.architecture == "paper"


def test_weights_that_do_not_go_with_the_other_settings_are_refused(setup, qtbot):
    setup.choose_recipe("notes")
    setup.key_form.editor("batch_size").setValue(1)  # too few for batch normalisation
    assert setup.config.batch_size == 1
    with qtbot.waitSignal(setup.refused, timeout=100) as refused:
        choose_start(setup, "imagenet")
    assert "batch_size" in refused.args[0].text
    assert setup.start.value == "" and setup.config.batch_size == 1


def test_tensorboard_is_off_until_it_is_switched_on(setup):
    assert setup.tensorboard is False
    setup._tensorboard.click()
    assert setup.tensorboard is True


def choose_start(setup, value):
    setup.start._choice.show_value(value)
    setup.start._choice.activated.emit(setup.start._choice.currentIndex())


def setting(config, path):
    for name in path.split("."):
        config = getattr(config, name)
    return config
