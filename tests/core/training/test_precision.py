"""Training in bfloat16: what stays float32, that it learns as well, that a run goes on to the same bits."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from core.config import TrainConfig
from core.control import RunControl
from core.data.dataset import Dataset, open_dataset
from core.data.loader import Batch, Loader
from core.events import Event, StepDone, result_of
from core.training.checkpoint import load_checkpoint
from core.training.runs import CHECKPOINT
from core.training.setup import build_state
from core.training.step import take_step

CPU = torch.device("cpu")
SmallConfig = Callable[..., TrainConfig]
EventsOf = Callable[..., list[Event]]


def batch_of(config: TrainConfig) -> tuple[Dataset, Batch]:
    dataset = result_of(open_dataset(config.data, RunControl()))
    items = dataset.of("train")
    with Loader(items, config.preprocessing, config.augmentation) as loader:
        (batch,) = loader.evaluation(len(items))
    return dataset, batch


@pytest.mark.parametrize("architecture", ["paper", "notes", "modern"])
def test_it_learns_as_in_float32(pictures: Path, small_config: SmallConfig, architecture: str) -> None:
    losses = {}
    for precision in ("fp32", "bf16"):
        config = small_config(
            pictures, architecture=architecture, optimizer="adam", aux_heads=True, precision=precision
        )
        dataset, batch = batch_of(config)
        state = build_state(config, dataset, CPU)
        state.model.train()
        losses[precision] = [take_step(state, batch, 1e-3, CPU)[0].main for _ in range(12)]
        weights = [tensor for tensor in state.model.state_dict().values() if tensor.is_floating_point()]
        gradients = [p.grad for p in state.model.parameters() if p.grad is not None]
        assert {tensor.dtype for tensor in weights + gradients} == {torch.float32}
    assert losses["bf16"][0] == pytest.approx(losses["fp32"][0], rel=0.03)
    assert losses["bf16"] != losses["fp32"]
    fell = {precision: each[0] - min(each[-3:]) for precision, each in losses.items()}
    assert fell["bf16"] > 0.7 * fell["fp32"] > 0


def test_a_run_in_bfloat16_goes_on_to_the_same_bits(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    config = small_config(pictures, precision="bf16", ema_decay=0.9)

    def stop(event: Event, control: RunControl) -> None:
        if isinstance(event, StepDone) and (event.epoch, event.step) == (2, 1):
            control.stop()

    whole = events_of(config, run=tmp_path / "whole")
    first = events_of(config, stop, run=tmp_path / "broken")
    for seed in (random.seed, np.random.seed, torch.manual_seed):
        seed(12345)  # another process would have other numbers
    second = events_of(config, resume_from=tmp_path / "broken")

    def losses(events: list[Event]) -> list[object]:
        return [(e.epoch, e.step, e.losses) for e in events if isinstance(e, StepDone)]

    assert losses(first + second) == losses(whole)
    one, other = (load_checkpoint(tmp_path / name / CHECKPOINT).model for name in ("whole", "broken"))
    assert all(torch.equal(tensor, other[name]) for name, tensor in one.items())
