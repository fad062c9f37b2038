from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.data.dataset import Item
from core.errors import RunError
from core.training.checkpoint import (
    Checkpoint,
    load_checkpoint,
    pictures_fingerprint,
    random_states,
    restore_random_states,
    save_checkpoint,
)


def checkpoint() -> Checkpoint:
    return Checkpoint(
        config={"data": "花", "train_sizes": (96, 128), "preprocessing": {"mean": (0.5, 0.5, 0.5)}},
        classes=["a", "b"],
        pictures="00ff",
        epoch=3,
        step=2,
        order=torch.tensor([2, 0, 1]),
        sums={"steps": 2, "total": 0.1},
        epoch_seconds=1.5,
        seconds=10.25,
        best={"epoch": 2, "accuracy": 0.5, "loss": 1.0},
        model={"weight": torch.randn(2, 3)},
        optimizer={"state": {0: {"step": torch.tensor(3.0)}}, "param_groups": [{"lr": 1e-3, "params": [0]}]},
        average=None,
        random_states=random_states(),
        threads=2,
        log_length=100,
        log_tail=['{"event": "EpochDone"}'],
    )


def test_a_checkpoint_comes_back(tmp_path: Path) -> None:
    saved = checkpoint()
    save_checkpoint(saved, tmp_path / "last.ckpt")
    loaded = load_checkpoint(tmp_path / "last.ckpt")
    for name in (field.name for field in fields(Checkpoint)):
        mine, theirs = getattr(saved, name), getattr(loaded, name)
        if name == "order":
            assert torch.equal(mine, theirs)
        elif name == "model":
            assert torch.equal(mine["weight"], theirs["weight"])
        elif name not in ("random_states", "optimizer"):
            assert mine == theirs
    assert loaded.optimizer["state"][0]["step"] == 3
    assert [entry.name for entry in tmp_path.iterdir()] == ["last.ckpt"]


def test_every_generator_goes_on_where_it_was() -> None:
    random.seed(1)
    np.random.seed(2)
    torch.manual_seed(3)
    random.gauss(0, 1)  # leaves a second number in store
    np.random.standard_normal()
    states = random_states()

    def draw() -> tuple[object, ...]:
        return random.gauss(0, 1), np.random.standard_normal(), np.random.random(), torch.rand(3).tolist()

    expected = draw()
    draw()
    restore_random_states(states)
    assert draw() == expected


def test_random_states_survive_the_file(tmp_path: Path) -> None:
    save_checkpoint(checkpoint(), tmp_path / "c")
    restore_random_states(load_checkpoint(tmp_path / "c").random_states)


@pytest.mark.parametrize("keep", [0, 1, 100, -1])
def test_a_damaged_checkpoint_is_named(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "last.ckpt"
    save_checkpoint(checkpoint(), path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(RunError) as caught:
        load_checkpoint(path)
    assert caught.value.code == "checkpoint-unreadable"


@pytest.mark.parametrize(
    "content", [{}, {"format": 0}, {"format": 1}, {"format": 1, "hair": "long"}, [1, 2], torch.zeros(2)]
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: object) -> None:
    torch.save(content, tmp_path / "other")
    with pytest.raises(RunError):
        load_checkpoint(tmp_path / "other")


class _Bomb:
    def __init__(self, victim: str) -> None:
        self.victim = victim

    def __reduce__(self) -> object:
        return os.mkdir, (self.victim,)


@pytest.mark.parametrize("writer", [torch.save, pickle.dump])
def test_nothing_in_a_checkpoint_is_executed(tmp_path: Path, writer: object) -> None:
    victim = tmp_path / "boom"
    with (tmp_path / "last.ckpt").open("wb") as file:
        writer({"format": 1, "model": _Bomb(str(victim))}, file)  # type: ignore[operator]
    with pytest.raises(RunError):
        load_checkpoint(tmp_path / "last.ckpt")
    assert not victim.exists()


def test_the_fingerprint_sees_contents_and_labels_not_places() -> None:
    items = [Item(Path("a/1.png"), 0, "11", "train"), Item(Path("b/2.png"), 1, "22", "train")]
    found = pictures_fingerprint(items)
    assert found == pictures_fingerprint([replace(item, path=Path("moved")) for item in items])
    assert found != pictures_fingerprint([replace(items[0], content="33"), items[1]])
    assert found != pictures_fingerprint([replace(items[0], label=1), items[1]])
    assert found != pictures_fingerprint(items[:1])


_SAVE_AND_BE_KILLED = """
import os, random, signal, sys
from pathlib import Path
import torch
from core.files import remove_parts
from core.training.checkpoint import Checkpoint, load_checkpoint, save_checkpoint

folder = Path(sys.argv[1])
path = folder / "last.ckpt"
torch.set_num_threads(1)
rest = dict(config={}, classes=["a"], pictures="", step=0, sums={}, epoch_seconds=0.0, seconds=0.0, best=None,
            optimizer={}, average=None, random_states={}, threads=1, log_length=0, log_tail=[])
weights = torch.zeros(300_000)

def save_until_killed(moment):
    number = 0
    while True:
        number += 1
        weights.fill_(number)
        order = torch.full((3,), number)
        save_checkpoint(Checkpoint(epoch=number, order=order, model={"w": weights}, **rest), path)
        if number == 1:  # SIGALRM, which nobody handles, ends the process wherever it is, as SIGKILL does
            signal.setitimer(signal.ITIMER_REAL, moment)

random.seed(int(sys.argv[2]))
in_the_midst = 0
for kill in range(20):
    path.unlink(missing_ok=True)
    moment = random.uniform(1e-4, 0.03)
    child = os.fork()
    if child == 0:
        try:
            save_until_killed(moment)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM
    in_the_midst += any(folder.glob("*.part"))
    found = load_checkpoint(path)
    assert bool((found.model["w"] == found.epoch).all()) and bool((found.order == found.epoch).all())
    remove_parts(folder)
    assert [entry.name for entry in folder.iterdir()] == ["last.ckpt"]
print(in_the_midst)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed process is a fork")
def test_of_twenty_kills_while_saving_none_leaves_a_broken_checkpoint(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _SAVE_AND_BE_KILLED, str(tmp_path), "11"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0, "no kill came in the midst of writing: nothing was tested"
