from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from gui.actions import Actions
from gui.page_stack import PageStack
from gui.session import Session


@pytest.fixture
def stack(session: Session, qtbot: Any) -> Iterator[PageStack]:
    made = PageStack(session, Actions(session, session))
    qtbot.addWidget(made)
    yield made
    made.shutdown()


def test_a_page_is_made_once_and_in_its_place(stack: PageStack) -> None:
    told = []
    stack.made.connect(lambda name, page: told.append((name, page)))
    stack.setCurrentWidget(stack.page("data"))
    classify = stack.page_at(3)
    assert classify is stack.page("classify") and stack.indexOf(classify) == 3
    assert told == [("data", stack.page("data")), ("classify", classify)]
    assert stack.current == "data" and stack.count() == 5


def test_all_are_made_in_the_end_under_the_titles_that_the_rail_has(stack: PageStack) -> None:
    while stack.make_next():
        pass
    assert not stack.make_next()
    assert list(stack.titles().values()) == [stack.page(name).title() for name in stack.titles()]
