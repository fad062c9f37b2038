"""The section of what was learned: filters at once; neighbours and excitations when asked for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot

from gui.inside.section import Scene, Section
from gui.session import JobState, Session
from gui.widgets.inside.filter_view import FilterView


class FilterSection(Section):
    needs_model = True
    needs_dataset = True
    uses_picture = True
    needs_picture = True

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.view: FilterView = FilterView()
        self._asking = session.inspecting
        self._indexed: tuple[Any, Any] | None = None  # the model and dataset whose features are kept
        self._asked_of: Any = None  # the picture whose neighbours are looked for
        self.long = (self._asking.neighbours, self._asking.excitations)
        self.view.neighbours_wanted.connect(self._find_neighbours)
        self.view.excitations_wanted.connect(self._find_excitations)
        self.view.words.lesson_wanted.connect(self.lesson_wanted)
        self._asking.filters.succeeded.connect(self.view.show_filters)
        self._asking.filters.failed.connect(self.failed)
        for lane, show in (
            (self._asking.neighbours, self._on_neighbours),
            (self._asking.excitations, self._on_excitations),
        ):
            lane.succeeded.connect(show)
            lane.failed.connect(self.failed)
            lane.state_changed.connect(self._on_state)

    def changed(self, before: Scene | None, scene: Scene) -> None:
        assert scene.model is not None and scene.dataset is not None
        self.view.use_names(scene.dataset.classes)
        if before is None or (before.model, before.subject, before.dataset) != (
            scene.model,
            scene.subject,
            scene.dataset,
        ):
            for lane in self.long:
                lane.cancel()
            self.view.show_subject(scene.subject)
            self._asking.find_filters(scene.model)
        self.view.show_neighbours(None)
        if self._indexed == (scene.model, scene.dataset):
            self._find_neighbours()

    def choose_channel(self, block: str, channel: int) -> None:
        """Look at what excites this channel."""
        self.view.choose_channel(block, channel)
        if self.scene is not None:
            self._find_excitations()

    def shutdown(self) -> None:
        self.view.shutdown()

    @Slot()
    def _find_neighbours(self) -> None:
        scene = self.scene
        assert scene is not None and scene.model is not None and scene.dataset is not None
        self._asked_of = scene.source
        self._asking.find_neighbours(scene.model, scene.dataset, scene.source)

    @Slot()
    def _find_excitations(self) -> None:
        scene = self.scene
        assert scene is not None and scene.model is not None and scene.dataset is not None
        self._asking.find_excitations(scene.model, scene.dataset, self.view.block, self.view.channel.value())

    @Slot(object)
    def _on_neighbours(self, found: Any) -> None:
        self._keep()
        if self.scene is not None and self._asked_of != self.scene.source:
            self._find_neighbours()  # another picture was chosen meanwhile; the features are kept by now
        else:
            self.view.show_neighbours(found)

    @Slot(object)
    def _on_excitations(self, found: Any) -> None:
        self._keep()
        self.view.show_excitations(found)

    @Slot(object)
    def _on_state(self, _state: JobState) -> None:
        busy = any(lane.state.active for lane in self.long)
        self.view.find_alike.setEnabled(not busy)
        self.view.excite.setEnabled(not busy)

    def _keep(self) -> None:
        scene = self.scene
        self._indexed = (scene.model, scene.dataset) if scene is not None else None
