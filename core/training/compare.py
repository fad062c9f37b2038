"""The same run twice, with and without the auxiliary losses: what do the heads do here?

Both arms have the heads, the same weights to start from, the same pictures in the same order and the same
chances; in the first one the heads' losses do not count. Two ordinary runs come of it, each of which leads to
the other. Imports torch only with the job.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from core.config import TrainConfig
from core.control import RunControl
from core.events import ArmStarted, Event, Job, RunFinished, RunStarted, observed
from core.files import written_aside
from core.training.runs import new_run_dir

COMPARISON = "comparison.json"
WEIGHTS = (0.0, 0.3)
"""Of both heads: left out, and as published (Szegedy et al. 2014, section 5)."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One of the runs; in it both auxiliary losses have the weight `aux_weight`."""

    aux_weight: float
    run: Path


@dataclass(frozen=True, slots=True)
class Comparison:
    """The runs that began, in their order, and the last event of each that came to its end."""

    arms: tuple[Arm, ...]
    finished: tuple[RunFinished, ...]


def compare_heads(
    config: TrainConfig,
    control: RunControl,
    *,
    weights: Sequence[float] = WEIGHTS,
    directory: Path | None = None,
) -> Job[Comparison]:
    """Train once with each of `weights`, in new folders in `directory` (None: Ninefold's own).

    ArmStarted comes before the events of each run. Where `control` asks to stop, the run that is under way
    ends as any run does, and no other begins. Raises ConfigError, and what `train` raises.
    """
    from core.training.loop import train

    configs = [replace(config, aux_heads=True, aux1_weight=w, aux2_weight=w) for w in weights]
    arms: list[Arm] = []
    finished: list[RunFinished] = []
    for each in configs:
        if control.stop_requested:
            break
        arms.append(Arm(each.aux1_weight, new_run_dir(each, directory)))
        yield ArmStarted(len(arms), len(configs), arms[-1].aux_weight, arms[-1].run)
        job = train(each, control, run=arms[-1].run)
        finished.append((yield from observed(job, partial(_link, arms))))
    return Comparison(tuple(arms), tuple(finished))


def arms_of(run: Path) -> tuple[Arm, ...]:
    """The runs that the run in the folder `run` was compared with, itself among them, in their order.

    Empty where there was no comparison. They are looked for beside it, where they were made.
    """
    try:
        arms = json.loads((run / COMPARISON).read_bytes())["arms"]
        return tuple(Arm(float(arm["aux_weight"]), run.parent / Path(arm["run"]).name) for arm in arms)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _link(arms: Sequence[Arm], event: Event) -> None:
    """Once the last one's run has begun, each of the arms so far names all of them."""
    if isinstance(event, RunStarted) and not event.resumed and len(arms) > 1:
        described = [{"aux_weight": arm.aux_weight, "run": arm.run.name} for arm in arms]
        for arm in arms:
            with contextlib.suppress(OSError), written_aside(arm.run / COMPARISON) as file:
                file.write(json.dumps({"arms": described}, indent=2).encode())
