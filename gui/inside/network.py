"""The sections about the network as it is built, which need no training."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gui.inside.section import Scene, Section
from gui.session import Session
from gui.widgets.inside.cost_view import CostView
from gui.widgets.inside.network_view import NetworkView
from gui.widgets.inside.size_view import SizeView


class NetworkSection(Section):
    uses_picture = True

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.view: NetworkView = NetworkView()
        self._lane = session.inspecting.picture
        self._lane.succeeded.connect(self._on_seen)
        self._lane.failed.connect(self.failed)

    def changed(self, before: Scene | None, scene: Scene) -> None:
        if before is None or before.subject != scene.subject:
            self.view.show_subject(scene.subject)
        if scene.source is None:
            self.view.show_picture(None)
        else:
            self.session.inspecting.see(scene.source, scene.subject.preprocessing)

    @Slot(object)
    def _on_seen(self, pixels: object) -> None:
        self.view.show_picture(pixels)


class SizeSection(Section):
    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.view: SizeView = SizeView()
        self.view.words.lesson_wanted.connect(self.lesson_wanted)

    def changed(self, before: Scene | None, scene: Scene) -> None:
        if before is None or before.subject != scene.subject:
            self.view.show_subject(scene.subject)


class CostSection(Section):
    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.view: CostView = CostView()
        self.view.words.lesson_wanted.connect(self.lesson_wanted)

    def changed(self, before: Scene | None, scene: Scene) -> None:
        if before is None or before.subject != scene.subject:
            self.view.show_subject(scene.subject)
