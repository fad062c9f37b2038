"""What makes a Qt class abstract: a subclass that lacks a method cannot be made. Knows no widget."""

from __future__ import annotations

from abc import ABCMeta
from typing import Any

from PySide6.QtCore import QObject


class Abstract(ABCMeta, type(QObject)):  # type: ignore[misc]
    """Qt's classes have a metaclass of their own, which knows no abstract methods."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls.__abstractmethods__:  # Qt makes its objects without asking
            missing = ", ".join(sorted(cls.__abstractmethods__))
            raise TypeError(f"{cls.__name__} lacks {missing}")
        return super().__call__(*args, **kwargs)
