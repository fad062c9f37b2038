"""The jobs of core that explain a network; each is imported in the thread that runs it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.config import Preprocessing, TrainConfig
from core.control import RunControl
from core.events import Event, Job
from gui.preload import load_beside_the_window

if TYPE_CHECKING:
    from core.data.dataset import Dataset
    from core.explain.results import BranchId


@dataclass(frozen=True)
class RunPast:
    """What the log of a run holds. `arms` are the weights and logs of the runs that it was compared with,
    itself among them; empty where there was no comparison."""

    run: Path
    events: tuple[Event, ...]
    arms: tuple[tuple[float, tuple[Event, ...]], ...] = ()


class InsideJobs:
    """Every method is called in a job's thread and returns a generator of events."""

    def seen(self, source: Any, preprocessing: Preprocessing, control: RunControl) -> Job[Any]:
        """A picture, a path or NamedPixels, as the network sees it: uint8 (S, S, 3). Needs no network."""
        from core.data.decode import decode
        from core.data.transforms import prediction_picture

        yield from ()
        path = isinstance(source, Path)
        pixels = decode(source, short_side=preprocessing.short_side).pixels if path else source.pixels
        return prediction_picture(pixels, preprocessing)

    def prepare(self, model: Path, control: RunControl) -> Job[None]:
        """Import what explains networks, and load this one."""
        load_beside_the_window()
        from core.explain.views import prepare

        return prepare(model, control)

    def branch_lens(
        self,
        model: Path,
        source: Any,
        module: str,
        off: Collection[BranchId],
        label: str | None,
        control: RunControl,
    ) -> Job[Any]:
        load_beside_the_window()
        from core.explain.views import branch_lens

        return branch_lens(model, source, control, module=module, off=off, label=label)

    def branch_heats(
        self, model: Path, source: Any, module: str, label: str | None, control: RunControl
    ) -> Job[Any]:
        """A heat map for each branch of `module`, in their order."""
        load_beside_the_window()
        from core.explain.views import branch_heats

        return branch_heats(model, source, control, module=module, label=label)

    def branches_off(
        self, model: Path, dataset: Dataset, off: Collection[BranchId], control: RunControl
    ) -> Job[Any]:
        load_beside_the_window()
        from core.explain.views import branches_off

        return branches_off(model, dataset, control, off=off)

    def stem_filters(self, model: Path, control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.explain.views import stem_filters

        return stem_filters(model, control)

    def neighbours(self, model: Path, dataset: Dataset, source: Any, control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.explain.views import neighbours

        return neighbours(model, dataset, source, control)

    def excitations(
        self, model: Path, dataset: Dataset, block: str, channel: int, control: RunControl
    ) -> Job[Any]:
        load_beside_the_window()
        from core.explain.views import excitations

        return excitations(model, dataset, control, block=block, channel=channel)

    def three_depths(self, model: Path, dataset: Dataset, control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.explain.views import three_depths

        return three_depths(model, dataset, control)

    def compare_heads(self, config: TrainConfig, control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.training.compare import compare_heads

        return compare_heads(config, control)

    def read_past(self, run: Path, control: RunControl) -> Job[RunPast]:
        """Raises RunError where `run` is no run."""
        from core.training.compare import arms_of
        from gui.replay import past_events

        yield from ()
        pasts = {run: tuple(past_events(run))}
        arms = arms_of(run)  # of which `run` is one
        for arm in arms:
            if arm.run not in pasts:
                pasts[arm.run] = tuple(past_events(arm.run))
        return RunPast(run, pasts[run], tuple((arm.aux_weight, pasts[arm.run]) for arm in arms))
