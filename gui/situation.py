"""All that decides which command is enabled, in one value; `gui.actions.allowed` says what follows."""

from __future__ import annotations

from dataclasses import dataclass

from gui.lane import JobState


@dataclass(frozen=True, slots=True)
class Situation:
    """`can_continue` says that a run was stopped or broken off, and has a checkpoint."""

    dataset: bool = False
    can_continue: bool = False
    settings_usable: bool = True
    data: JobState = JobState.IDLE
    training: JobState = JobState.IDLE
