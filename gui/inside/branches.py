"""The section of the four branches: asks for the lens, then for the heat; for accuracies beside that."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot

from core.events import Event, PhaseChanged
from gui.inside.section import Scene, Section
from gui.messages import phase_words
from gui.session import Session
from gui.widgets.inside.branch_view import BranchView


class BranchSection(Section):
    needs_model = True
    uses_picture = True
    needs_picture = True

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.view: BranchView = BranchView()
        self._asking = session.inspecting
        self.long = (self._asking.accuracy,)
        self._heats_known = False
        self._to_measure = False  # how often the network is right with what is switched off now
        self.view.module_chosen.connect(self._on_module)
        self.view.label_chosen.connect(self._on_module)
        self.view.off_changed.connect(self._on_off)
        self.view.channel_wanted.connect(self.channel_wanted)
        self.view.words.lesson_wanted.connect(self.lesson_wanted)
        self._asking.lens.yielded.connect(self._on_phase)
        self._asking.lens.succeeded.connect(self._on_lens)
        self._asking.lens.failed.connect(self.view.show_nothing)
        self._asking.heats.succeeded.connect(self.view.show_heats)
        self._asking.accuracy.succeeded.connect(self.view.show_accuracy)
        for lane in (self._asking.lens, self._asking.heats, self._asking.accuracy):
            lane.failed.connect(self.failed)

    def changed(self, before: Scene | None, scene: Scene) -> None:
        if before is None or (before.model, before.subject) != (scene.model, scene.subject):
            self._asking.accuracy.cancel()
            self.view.show_subject(scene.subject)
            self.view.show_accuracy(None)
        if before is not None and before.dataset != scene.dataset:
            self._asking.accuracy.cancel()
            self.view.show_accuracy(None)
        if before is None or (before.model, before.source) != (scene.model, scene.source):
            self._ask(anew=True)

    @Slot()
    def _on_module(self) -> None:
        self._ask(anew=True)

    @Slot()
    def _on_off(self) -> None:
        self._asking.accuracy.cancel()
        self.view.show_accuracy(None)
        self._ask(anew=False)
        self._to_measure = bool(self.view.off)

    @Slot(object)
    def _on_phase(self, event: Event) -> None:
        if isinstance(event, PhaseChanged):
            self.view.show_waiting(phase_words(event.phase))

    @Slot(object)
    def _on_lens(self, lens: Any) -> None:
        self.view.show_lens(lens)
        scene = self.scene
        if not self._heats_known and scene is not None and scene.model is not None:
            self._heats_known = True
            self._asking.find_heats(scene.model, scene.source, self.view.module, self.view.label)
        if self._to_measure:
            self._to_measure = False
            self._measure()

    def _measure(self) -> None:
        """Not beside the answer for the picture, which is waited for; nor while a run trains."""
        scene = self.scene
        if not self.view.off or scene is None or scene.dataset is None or self.session.training_state.active:
            return
        assert scene.model is not None
        self._asking.measure_without(scene.model, scene.dataset, frozenset(self.view.off))

    def _ask(self, *, anew: bool) -> None:
        """`anew` where the heat maps are others as well."""
        scene = self.scene
        assert scene is not None and scene.model is not None
        if anew:
            self._heats_known = False
            self._asking.heats.cancel()
            self.view.show_heats(None)
        off = frozenset(self.view.off)
        self._asking.look_through(scene.model, scene.source, self.view.module, off, self.view.label)
