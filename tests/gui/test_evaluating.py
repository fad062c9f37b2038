"""Moving the user's files, and what must not come between."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from core.data.apply import Applied, FileMove, FolderPlan
from core.data.dataset import Dataset
from core.events import Phase, PhaseChanged
from gui.session import Session


def test_files_that_are_being_moved_are_moved_to_the_end(session: Session, jobs: Any, qtbot: Any) -> None:
    going_on = threading.Event()
    planned: list[Any] = []

    def apply_changes(moves: Any, to_bin: Any, control: Any) -> Any:
        yield PhaseChanged(Phase.MOVING)
        going_on.wait(5)
        return Applied(len(moves), 0, 0, tuple(FileMove(move.target, move.source) for move in moves))

    def plan_changes(dataset: Any, control: Any) -> Any:
        planned.append(dataset)
        yield from ()
        return FolderPlan((), ())

    jobs.apply_changes, jobs.plan_changes = apply_changes, plan_changes
    evaluating = session.evaluating
    first = FileMove(Path("/pictures/cat/0.png"), Path("/pictures/dog/0.png"))
    with qtbot.waitSignal(evaluating.applying.yielded, timeout=5000):
        evaluating.apply_changes((first,), ())
    evaluating.plan_changes(Dataset(Path("/pictures"), (), ()))
    evaluating.apply_changes((), ())
    with qtbot.waitSignal(evaluating.applied, timeout=5000) as applied:
        going_on.set()
    # Had another job taken its place, nobody would know how to undo it.
    assert applied.args[0].back == (FileMove(first.target, first.source),)
    assert planned == []
