"""Pictures whose label looks wrong and what was decided of them, in order. Knows no widget and no session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.data.dataset import Item
    from core.evaluation.label_errors import Suspect


class SuspectQueue:
    """One of `suspects` is `current`; a decision takes it out, and the next one is."""

    def __init__(self, classes: Sequence[str] = (), suspects: Sequence[Suspect] = ()) -> None:
        self.classes = classes
        self._suspects = list(suspects)
        self._decided: list[tuple[int, Suspect]] = []  # and where each stood
        self.at = 0

    def __len__(self) -> int:
        """How many wait for a decision."""
        return len(self._suspects)

    @property
    def decided(self) -> int:
        """How many were decided."""
        return len(self._decided)

    @property
    def current(self) -> Suspect | None:
        return self._suspects[self.at] if self._suspects else None

    @property
    def given(self) -> str:
        """The class of the folder that the current picture is in."""
        return self.classes[self.current.item.label] if self.current is not None else ""

    @property
    def suggested(self) -> str:
        """The class that the model suggests for it."""
        return self.classes[self.current.suggested] if self.current is not None else ""

    def step(self, by: int) -> None:
        """Go on by so many, round and round."""
        if self._suspects:
            self.at = (self.at + by) % len(self._suspects)

    def decide(self) -> Item:
        """Take the current one out; there must be one."""
        suspect = self._suspects.pop(self.at)
        self._decided.append((self.at, suspect))
        self.at = min(self.at, max(0, len(self._suspects) - 1))
        return suspect.item

    def undo(self) -> bool:
        """Put the one that was decided last back to its place; whether there was one."""
        if not self._decided:
            return False
        self.at, suspect = self._decided.pop()
        self._suspects.insert(self.at, suspect)
        return True
