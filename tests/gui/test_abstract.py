from __future__ import annotations

from abc import abstractmethod

import pytest
from PySide6.QtCore import QObject

from gui.abstract import Abstract


class Shape(QObject, metaclass=Abstract):
    @abstractmethod
    def area(self) -> float: ...

    @abstractmethod
    def name(self) -> str: ...


class Named(Shape):
    def name(self) -> str:
        return "square"


class Square(Named):
    def area(self) -> float:
        return 4.0


def test_what_lacks_a_method_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="Shape lacks area, name"):
        Shape()
    with pytest.raises(TypeError, match="Named lacks area"):
        Named()


def test_what_has_all_methods_is_made_with_its_arguments() -> None:
    parent = QObject()
    square = Square(parent)
    assert (square.parent(), square.area(), square.name()) == (parent, 4.0, "square")
