"""The lessons of the study notes, in the language of the window. Each opens the view that it is about."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from gui.inside.section import Scene, Section
from gui.session import Session
from gui.theme import RESOURCES
from gui.widgets.inside.lesson_view import LessonView


class LessonSection(Section):
    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        language = "zh_CN" if QLocale().name().startswith("zh") else "en"
        self.view: LessonView = LessonView(RESOURCES / "lessons" / language)
        self.view.link_opened.connect(self.link_opened)

    def open_lesson(self, name: str) -> None:
        """`name` is the stem of its file."""
        self.view.choose(name)

    def changed(self, before: Scene | None, scene: Scene) -> None:
        """What lessons say does not depend on what is looked at."""
