"""The section of the gradient meter: the run that trains, else the one that the model in use came from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot

from core.events import Event
from gui.inside.section import Scene, Section
from gui.session import JobState, Session
from gui.widgets.inside.gradient_view import GradientView


class GradientSection(Section):
    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.view: GradientView = GradientView()
        self.view.words.lesson_wanted.connect(self.lesson_wanted)
        self.view.sample.clicked.connect(self.sample_wanted)
        session.training_state_changed.connect(self._on_state)
        self._on_state(session.training_state)
        self._live = False
        session.training_event.connect(self._on_event)
        session.inspecting.past.succeeded.connect(self._on_past)
        session.inspecting.past.failed.connect(self._on_no_past)

    def changed(self, before: Scene | None, scene: Scene) -> None:
        session = self.session
        own = session.run is not None and (scene.model is None or scene.model.parent == session.run)
        live = own or session.training_state.active
        if before is not None and before.model == scene.model and live == self._live:
            return
        self._live = live
        if live:
            self.view.show_run(session.training_events)
        elif scene.model is not None:
            session.inspecting.read_past(scene.model.parent)
        else:
            self.view.show_nothing()

    @Slot(object)
    def _on_state(self, state: JobState) -> None:
        self.view.sample.setVisible(not state.active)

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        if self.session.training_state.active and not self._live:
            self._live = True
            self.view.show_run(self.session.training_events)
        else:
            self.view.take(event)

    @Slot(object)
    def _on_past(self, past: Any) -> None:
        if not self._live and self.scene is not None:
            self.view.show_run(past.events)

    @Slot()
    def _on_no_past(self) -> None:
        """A model file from elsewhere, without its run."""
        if not self._live:
            self.view.show_nothing()
