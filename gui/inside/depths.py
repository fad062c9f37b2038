"""The section of the three depths."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gui.inside.section import Scene, Section
from gui.session import JobState, Session
from gui.widgets.inside.depth_view import DepthView


class DepthSection(Section):
    needs_model = True
    needs_dataset = True

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.view: DepthView = DepthView()
        self.view.wanted.connect(self._on_wanted)
        self.view.words.lesson_wanted.connect(self.lesson_wanted)
        lane = session.inspecting.depths
        self.long = (lane,)
        lane.succeeded.connect(self.view.show_depths)
        lane.failed.connect(self.failed)
        lane.state_changed.connect(self._on_state)

    def changed(self, before: Scene | None, scene: Scene) -> None:
        if before is not None and (before.model, before.dataset) != (scene.model, scene.dataset):
            self.session.inspecting.depths.cancel()
            self.view.show_depths(None)

    def shutdown(self) -> None:
        self.view.shutdown()

    @Slot()
    def _on_wanted(self) -> None:
        scene = self.scene
        if scene is not None and scene.model is not None and scene.dataset is not None:
            self.session.inspecting.find_depths(scene.model, scene.dataset)

    @Slot(object)
    def _on_state(self, state: JobState) -> None:
        self.view.start.setEnabled(not state.active)
