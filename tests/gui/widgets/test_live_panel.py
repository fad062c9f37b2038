from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.config import config_to_dict
from core.events import RunStarted, SettingsChanged
from core.live_settings import LIVE_SETTINGS
from core.training.recipes import recipe_config
from gui.widgets.live_panel import LivePanel

CONFIG = recipe_config("quick", Path("/pictures"))


def started(config=CONFIG):
    return RunStarted(
        Path("r"), config_to_dict(config), ("a", "b"), 90, 30, 3, config.epochs, 1, 1, 1, "cpu", False
    )


@pytest.fixture
def panel(qtbot):
    made = LivePanel(recipe_config("notes", Path()))
    qtbot.addWidget(made)
    made.take(started())
    return made


def edit(panel, path, value):
    editor = panel.forms.editor(path)
    if hasattr(editor, "setValue"):
        editor.setValue(value)
    else:
        editor.setText(value)
        editor.textEdited.emit(value)


def test_it_has_every_setting_that_may_change_and_no_other(panel):
    assert all(panel.forms.has(path) for path in LIVE_SETTINGS)
    assert not panel.forms.has("batch_size") and not panel.forms.has("architecture")


def test_it_shows_what_the_run_has(panel):
    assert panel.forms.config == CONFIG
    assert not panel.apply_button.isEnabled() and not panel.discard_button.isEnabled()


def test_what_is_changed_is_applied_on_the_click_alone(panel, qtbot):
    edit(panel, "learning_rate", "0.0005")
    edit(panel, "epochs", 20)
    edit(panel, "augmentation.rotation", "10")
    with qtbot.waitSignal(panel.applied, timeout=100) as applied:
        panel.apply_button.click()
    assert applied.args[0] == {"learning_rate": 0.0005, "epochs": 20, "augmentation.rotation": 10.0}
    assert "after the present batch" in panel.words and not panel.apply_button.isEnabled()
    panel.take(SettingsChanged(3, 12, applied.args[0]))
    assert panel.words == "In effect since epoch 3, step 12."
    assert not panel.apply_button.isEnabled()
    assert panel.forms.config.epochs == 20


def test_what_is_being_typed_when_a_change_arrives_stays(panel):
    edit(panel, "epochs", 20)
    panel.take(SettingsChanged(1, 2, {"learning_rate": 1e-4}))
    assert panel.forms.editor("learning_rate").read() == 1e-4
    assert panel.forms.editor("epochs").read() == 20 and panel.apply_button.isEnabled()


def test_discard_goes_back_to_what_the_run_has(panel):
    edit(panel, "epochs", 0)
    assert panel.forms.objection("epochs")
    assert not panel.apply_button.isEnabled() and panel.discard_button.isEnabled()
    panel.discard_button.click()
    assert panel.forms.config == CONFIG and not panel.discard_button.isEnabled()


def test_a_run_without_auxiliary_heads_has_no_weights_for_them(panel):
    assert panel.forms.editor("aux1_weight").isEnabled()
    panel.take(started(replace(CONFIG, aux_heads=False)))
    assert not panel.forms.editor("aux1_weight").isEnabled()


def test_changed_settings_say_what_the_run_has(panel):
    edit(panel, "epochs", 20)
    form = next(form for form in panel.forms._forms if form.has("epochs"))
    assert form._titles["epochs"].toolTip() == f"The run has: {CONFIG.epochs}"
