"""The memory by content: kept, and never in the way."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from core.data.content import hash_bytes
from core.data.remembered import Remembered


def recalled(memory: Remembered, contents: Iterable[str]) -> dict[str, bytes]:
    return {content: answer for piece in memory.recall(contents) for content, answer in piece.items()}


ONE, TWO, THREE = (hash_bytes(data) for data in (b"1", b"2", b"3"))


def test_answers_outlive_the_program(tmp_path: Path) -> None:
    path = tmp_path / "new" / "memory.sqlite"
    with closing(Remembered(path)) as memory:
        memory.remember({ONE: b"one", TWO: b"\0\n"})
    with closing(Remembered(path)) as memory:
        assert recalled(memory, [ONE, TWO, THREE]) == {ONE: b"one", TWO: b"\0\n"}


def test_more_keys_than_one_query_takes(tmp_path: Path) -> None:
    answers = {hash_bytes(str(number).encode()): str(number).encode() for number in range(1700)}
    with closing(Remembered(tmp_path / "memory.sqlite")) as memory:
        memory.remember(answers)
        assert recalled(memory, answers) == answers


def test_a_later_answer_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    with closing(Remembered(tmp_path / "memory.sqlite")) as memory:
        memory.remember({ONE: b"old"})
        memory.remember({ONE: b"new", TWO: b"two"})
        memory.remember({})
        assert recalled(memory, [ONE, TWO]) == {ONE: b"new", TWO: b"two"}


def test_a_disk_that_cannot_be_used_costs_memory_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with closing(Remembered(tmp_path / "file" / "memory.sqlite")) as memory:
        memory.remember({ONE: b"one"})
        assert recalled(memory, [ONE]) == {}
