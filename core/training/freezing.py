"""The blocks of the network that are held still, and what is said when an epoch turns a page. No files."""

from __future__ import annotations

from collections.abc import Iterator

from core.events import Warned
from core.model.weights import freeze
from core.training.state import TrainingState


def hold_still(state: TrainingState) -> None:
    """Hold still what the settings freeze in the present epoch, and let the rest learn.

    The optimiser passes over parameters without a gradient, and so needs no word of it.
    """
    state.model.requires_grad_(True)
    if state.frozen:
        freeze(state.model, state.config.frozen_until)


def turning_points(state: TrainingState) -> Iterator[Warned]:
    """What is worth telling at the beginning of the present epoch."""
    config = state.config
    if state.best and state.out_of_patience and state.epoch <= config.epochs:
        yield Warned(
            "stopped-early",
            {"epoch": state.epoch - 1, "best_epoch": state.best.epoch, "patience": config.patience},
        )
    elif config.frozen_until and state.epoch == config.unfreeze_epoch <= config.epochs:
        yield Warned("unfrozen", {"epoch": state.epoch, "block": config.frozen_until})
