"""The queue is held to a plain model: what waits and what was decided, in the order they began in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gui.suspect_queue import SuspectQueue


def suspects(count: int) -> list[Any]:
    return [SimpleNamespace(item=place, suggested=0) for place in range(count)]


def test_a_decision_leads_to_the_next_and_undo_back_to_where_it_was() -> None:
    queue = SuspectQueue(("cat", "dog"), suspects(3))
    queue.step(1)
    assert queue.decide() == 1
    assert queue.current is not None and queue.current.item == 2
    queue.step(1)
    assert queue.current.item == 0, "round and round"
    assert queue.undo()
    assert queue.current.item == 1 and queue.at == 1 and len(queue) == 3
    assert not queue.undo()


def test_without_suspects_there_is_nothing_to_decide() -> None:
    queue = SuspectQueue()
    queue.step(1)
    assert queue.current is None and len(queue) == 0 and queue.given == "" and queue.suggested == ""


@given(st.integers(0, 6), st.lists(st.sampled_from(("on", "back", "decide", "undo")), max_size=30))
def test_nothing_is_lost_and_all_can_be_taken_back(count: int, steps: list[str]) -> None:
    queue = SuspectQueue(("cat",), suspects(count))
    decided: list[int] = []
    for step in steps:
        if step == "decide" and queue.current is not None:
            expected = queue.current.item
            decided.append(queue.decide())
            assert decided[-1] == expected
        elif step == "undo":
            assert queue.undo() == bool(decided)
            if decided:
                assert queue.current is not None and queue.current.item == decided.pop()
        elif step in ("on", "back"):
            queue.step(1 if step == "on" else -1)
        assert (len(queue), queue.decided) == (count - len(decided), len(decided))
        assert (queue.current is None) == (len(queue) == 0)
    while queue.undo():
        pass
    queue.at, seen = 0, []
    for _ in range(count):
        assert queue.current is not None
        seen.append(queue.current.item)
        queue.step(1)
    assert seen == list(range(count))
