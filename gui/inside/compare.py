"""The section of the two runs, with and without the auxiliary losses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot

from core.config import TrainConfig
from core.errors import ConfigError
from core.events import ArmStarted, Event
from core.training.recipes import recipe_config
from gui.inside.section import Scene, Section
from gui.messages import failure, recipe_title
from gui.session import JobState, Session
from gui.widgets.inside.compare_view import CompareView

OWN = "own"
RECIPES = ("notes", "paper")
"""Without batch normalisation, which would weaken what is to be seen."""


class CompareSection(Section):
    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.view: CompareView = CompareView()
        self.view.offer((recipe_title(name), name) for name in RECIPES)
        self.view.offer([(self.tr("as on the Train page"), OWN)])
        self.view.start_wanted.connect(self.start)
        self.view.words.lesson_wanted.connect(self.lesson_wanted)
        self.view.recipes.currentIndexChanged.connect(self._on_recipe)
        self._weight: float | None = None  # of the arm that trains
        session.training_event.connect(self._on_event)
        session.training_state_changed.connect(self._show_state)
        session.inspecting.past.succeeded.connect(self._on_past)
        self._on_recipe()

    def changed(self, before: Scene | None, scene: Scene) -> None:
        if before is None or before.dataset != scene.dataset:
            self._on_recipe()
        if (
            self._weight is None
            and scene.model is not None
            and (before is None or before.model != scene.model)
        ):
            self.session.inspecting.read_past(scene.model.parent)

    @Slot()
    def start(self) -> None:
        """Train twice with what is chosen; the events of both arrive as those of training."""
        config = self._config()
        if config is not None:
            self.view.clear()
            self.session.compare_heads(replace(config, epochs=self.view.epochs.value()))

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        if isinstance(event, ArmStarted):
            if event.arm == 1:
                self.view.clear()
            self._weight = event.aux_weight
            self.view.set_under_way(True)
        elif self._weight is not None:
            self.view.take(self._weight, event)

    @Slot(object)
    def _on_past(self, past: Any) -> None:
        if past.arms and self._weight is None:
            self.view.show_arms(past.arms)

    @Slot()
    def _on_recipe(self) -> None:
        config = self._config()
        if config is not None:
            self.view.epochs.setValue(config.epochs)
        self._show_state(self.session.training_state)

    @Slot(object)
    def _show_state(self, state: JobState) -> None:
        if not state.active:
            self._weight = None
            self.view.set_under_way(False)
        usable = self.session.data.dataset is not None and not state.active
        self.view.start.setEnabled(usable)
        if self.session.data.dataset is None:
            words = self.tr("Open a folder of pictures first, on the Data page.")
        elif state.active:
            words = self.tr("A run is training. The line at the bottom says how far it is.")
        else:
            words = self.tr(
                "First without the heads' losses, then with 0.3 each. It takes as long as two runs."
            )
        self.view.note.setText(words)

    def _config(self) -> TrainConfig | None:
        """Without a folder it only says how many epochs there would be."""
        dataset = self.session.data.dataset
        if self.view.recipes.currentData() == OWN:
            return self.session.settings
        try:
            return recipe_config(self.view.recipes.currentData(), dataset.root if dataset else Path())
        except ConfigError as error:
            self.failed.emit(failure(error.code, error.data, ""))
            return None
