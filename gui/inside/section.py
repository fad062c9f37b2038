"""What all sections of the Inside page have in common, and what they are told. Knows no view."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.abstract import Abstract
from gui.lane import Lane
from gui.session import Session
from gui.widgets.inside.subject import Subject

if TYPE_CHECKING:
    from core.data.dataset import Dataset


@dataclass(frozen=True)
class Scene:
    """What is looked at. `source` is a path or NamedPixels; None where there is no picture."""

    subject: Subject
    model: Path | None = None
    source: Any = None
    dataset: Dataset | None = None


class Section(QObject, metaclass=Abstract):
    """`view` is made with it, so a section is made when it is first shown.

    `long` are the lanes whose progress the page shows.
    """

    needs_model = False
    uses_picture = False
    needs_picture = False
    needs_dataset = False
    failed = Signal(object)  # Failure
    channel_wanted = Signal(str, int)  # a block, and one of its channels
    lesson_wanted = Signal(str)  # the stem of its file
    sample_wanted = Signal()  # a network that has learned the sample pictures
    link_opened = Signal(str)  # what follows "ninefold:" in a lesson

    view: QWidget
    long: tuple[Lane, ...] = ()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.scene: Scene | None = None

    def look_at(self, scene: Scene) -> None:
        """Show `scene`; called while the section is on show, and only with what it needs."""
        before, self.scene = self.scene, scene
        if scene != before:
            self.changed(before, scene)

    @abstractmethod
    def changed(self, before: Scene | None, scene: Scene) -> None:
        """What is looked at is another now."""

    def leave(self) -> None:
        """Something else is on show: what was measured for this alone need not go on."""

    def shutdown(self) -> None:
        """End the threads that decode pictures."""
