"""The pages of the window, each made when it is first asked for; the window begins with one of them.

Knows their names and their order, and nothing of what they do.
"""

from __future__ import annotations

import importlib
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.messages import QT_TRANSLATE_NOOP
from gui.actions import Actions
from gui.session import Session

_PAGES = {
    "data": ("gui.pages.data", QT_TRANSLATE_NOOP("DataPage", "Data")),
    "train": ("gui.pages.train", QT_TRANSLATE_NOOP("TrainPage", "Train")),
    "results": ("gui.pages.results", QT_TRANSLATE_NOOP("ResultsPage", "Results")),
    "classify": ("gui.pages.classify", QT_TRANSLATE_NOOP("ClassifyPage", "Classify")),
    "inside": ("gui.pages.inside", QT_TRANSLATE_NOOP("InsidePage", "Inside")),
}
"""Where each page is, and its title, which the rail has before there is a page."""


class PageStack(QStackedWidget):
    """Imports and widgets of all pages take as long as the rest of the way to the screen."""

    made = Signal(str, object)  # the name of a page, and the page

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self._session = session
        self._actions = actions
        self._pages: dict[str, Any] = {}
        for _ in _PAGES:
            self.addWidget(QWidget())  # holds the place

    def titles(self) -> dict[str, str]:
        """By name, in the order of the rail."""
        return {name: QCoreApplication.translate(_kind(name), title) for name, (_, title) in _PAGES.items()}

    def page(self, name: str) -> Any:
        """The page; made at the first call."""
        if name not in self._pages:
            module, _ = _PAGES[name]
            arguments = (self._session, self._actions) if name == "train" else (self._session,)
            page = getattr(importlib.import_module(module), _kind(name))(*arguments)
            self._pages[name] = page
            at = list(_PAGES).index(name)
            holder: Any = self.widget(at)
            self.insertWidget(at, page)
            self.removeWidget(holder)
            holder.deleteLater()
            self.made.emit(name, page)
        return self._pages[name]

    def page_at(self, number: int) -> Any:
        """The page at a place of the rail."""
        return self.page(list(_PAGES)[number])

    @property
    def current(self) -> str:
        """The name of the page on show."""
        return list(_PAGES)[self.currentIndex()]

    def make_next(self) -> bool:
        """Make one that is missing; whether there was one."""
        missing = next((name for name in _PAGES if name not in self._pages), None)
        if missing is not None:
            self.page(missing)
        return missing is not None

    def shutdown(self) -> None:
        """End the threads that decode pictures."""
        for name, page in self._pages.items():
            if name != "train":  # shows none
                page.shutdown()


def _kind(name: str) -> str:
    return f"{name.capitalize()}Page"
