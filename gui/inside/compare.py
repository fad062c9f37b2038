"""The section of the two runs, with and without the auxiliary losses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Slot

from core.config import TrainConfig
from core.errors import ConfigError
from core.events import ArmStarted, Estimated, Event
from core.training.recipes import recipe_config
from gui.durations import duration
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
        self.view.epochs.valueChanged.connect(self._ask_duration)
        session.inspecting.arm.ready.connect(self._on_duration)
        self._weight: float | None = None  # of the arm that trains
        self._asked = False
        self._seconds: float | None = None  # that one run would take
        session.training_event.connect(self._on_event)
        session.training_state_changed.connect(self._show_state)
        session.inspecting.past.succeeded.connect(self._on_past)
        self._on_recipe()

    def changed(self, before: Scene | None, scene: Scene) -> None:
        if before is None or before.dataset != scene.dataset:
            self.session.inspecting.arm.forget()
            self._on_recipe()
        if (
            self._weight is None
            and scene.model is not None
            and (before is None or before.model != scene.model)
        ):
            self.session.inspecting.read_past(scene.model.parent)

    def look_at(self, scene: Scene) -> None:
        super().look_at(scene)
        if not self._asked:
            self._ask_duration()

    def leave(self) -> None:
        if self._seconds is None:
            self._asked = False
        self.session.inspecting.arm.cancel()

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
            with QSignalBlocker(self.view.epochs):
                self.view.epochs.setValue(config.epochs)
        self._ask_duration()

    @Slot()
    def _ask_duration(self) -> None:
        """How long it would take is measured once numbers rest, and not beside a run."""
        self._seconds = None
        self._show_state(self.session.training_state)
        config, dataset = self._config(), self.scene.dataset if self.scene is not None else None
        if config is not None and dataset is not None and not self.session.training_state.active:
            self._asked = True
            self.session.inspecting.arm.request(replace(config, epochs=self.view.epochs.value()))

    @Slot(object)
    def _on_duration(self, estimated: Estimated) -> None:
        self._seconds = estimated.seconds
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
        elif self._seconds is None:
            words = self.tr(
                "First without the heads' losses, then with 0.3 each. It takes as long as two runs."
            )
        else:
            words = self.tr(
                "First without the heads' losses, then with 0.3 each: about {time} for both on this computer."
            ).format(time=duration(2 * self._seconds))
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
