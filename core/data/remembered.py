"""Answers that were costly to work out, kept as bytes by content hash. Knows not what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from core.data.database import Database

_KEYS_PER_QUERY = 500


class Remembered:
    """The answers kept in the file `path`, which is made where it is missing. For one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path, "answers (content BLOB PRIMARY KEY, answer BLOB) WITHOUT ROWID")

    def recall(self, contents: Iterable[str]) -> Iterator[dict[str, bytes]]:
        """What is known of `contents` (hexadecimal hashes), in pieces; what is not known is missing."""
        keys = [bytes.fromhex(content) for content in contents]
        for start in range(0, len(keys), _KEYS_PER_QUERY):
            some = keys[start : start + _KEYS_PER_QUERY]
            query = f"SELECT content, answer FROM answers WHERE content IN ({','.join('?' * len(some))})"
            yield {content.hex(): answer for content, answer in self._database.read(query, some)}

    def remember(self, answers: Mapping[str, bytes]) -> None:
        """Keep `answers`, by content; older ones about the same contents go."""
        rows = [(bytes.fromhex(content), answer) for content, answer in answers.items()]
        self._database.write("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)

    def close(self) -> None:
        self._database.close()
