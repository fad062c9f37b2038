"""Whole runs, killed at random moments and gone on with, end as if nothing had happened."""

from __future__ import annotations

import contextlib
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from core.config import TrainConfig, config_to_dict
from core.training.checkpoint import load_checkpoint
from core.training.runs import CHECKPOINT, CONFIG, MODEL, read_events

# Trains, or goes on, and prints a line per event. Saves so often that kills come in mid-epoch and mid-save.
_TRAIN = """
import json, sys
from pathlib import Path
from core.config import config_from_dict
from core.control import RunControl
from core.training import active, runs
from core.training.loop import train

active.CHECKPOINT_SECONDS = 0.05
run, config = Path(sys.argv[1]), config_from_dict(json.loads(sys.argv[2]))
where = {"resume_from": run} if (run / runs.CONFIG).exists() else {"run": run}
for event in train(config, RunControl(), **where):
    print(type(event).__name__, flush=True)
"""


def life(run: Path, config: TrainConfig, ends: random.Random | None) -> None:
    """One process of the run: to its end, or killed at a moment that `ends` draws."""
    command = [sys.executable, "-W", "ignore", "-c", _TRAIN, str(run), json.dumps(config_to_dict(config))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        if ends is None:
            _, errors = process.communicate()
            assert process.returncode == 0, errors
            return
        for _ in range(ends.randrange(60)):
            if not process.stdout.readline():
                break
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=ends.uniform(0, 0.15))
        process.kill()
        process.communicate()


def story(run: Path) -> dict[tuple[Any, ...], Any]:
    """What was learned and measured, by the last word of the log on each step and epoch."""
    told: dict[tuple[Any, ...], Any] = {}
    for event in read_events(run):
        if event["event"] == "StepDone":
            told["step", event["epoch"], event["step"]] = event["losses"], event["gradient_norm"]
        elif event["event"] == "EpochDone":
            told["epoch", event["epoch"]] = event["training"], event["validation"], event["best"]
    return told


@pytest.mark.trial
@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_killed_runs_end_in_the_same_bits(
    tmp_path: Path, pictures: Path, small_config: Callable[..., TrainConfig], precision: str
) -> None:
    config = small_config(
        pictures, epochs=6, batch_size=3, ema_decay=0.9, threads=1, precision=precision, aux_heads=True
    )
    life(tmp_path / "whole", config, None)
    whole = load_checkpoint(tmp_path / "whole" / CHECKPOINT)
    mid_epoch = before_the_first = 0
    for number in range(3):
        run, ends = tmp_path / f"killed {number}", random.Random(number)
        for _ in range(5):
            life(run, config, ends)
            if (run / CHECKPOINT).exists():
                mid_epoch += load_checkpoint(run / CHECKPOINT).step > 0
            else:
                before_the_first += (run / CONFIG).exists()
        life(run, config, None)
        found = load_checkpoint(run / CHECKPOINT)
        for name in ("model", "average"):
            ours, theirs = (getattr(each, name) for each in (found, whole))
            ours, theirs = (each.get("model", each) for each in (ours, theirs))
            assert ours.keys() == theirs.keys()
            assert all(torch.equal(tensor, theirs[key]) for key, tensor in ours.items()), name
        assert found.best == whole.best and found.sums == whole.sums
        assert story(run) == story(tmp_path / "whole")
        assert (run / MODEL).is_file() and not list(run.glob("*.part"))
    assert mid_epoch > 0, "no kill left a checkpoint in mid-epoch: nothing was tested"
    print(f"{mid_epoch} kills in mid-epoch, {before_the_first} before the first checkpoint")
