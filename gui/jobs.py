"""The jobs of core that the session starts; each is imported in the thread that runs it.

The session takes this class as an argument, so that a test can put generators of its own in its place.
"""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.config import TrainConfig
from core.control import RunControl
from core.events import Job
from gui.preload import load_beside_the_window

if TYPE_CHECKING:
    from core.data.dataset import Dataset


class CoreJobs:
    """Every method is called in a job's thread and returns a generator of events."""

    def open_dataset(self, root: Path, control: RunControl) -> Job[Any]:
        from core.data.dataset import open_dataset

        return open_dataset(root, control)

    def check(self, dataset: Dataset, control: RunControl) -> Job[Any]:
        from core.data.health import check

        return check(dataset, control)

    def draw_sample(self, directory: Path, control: RunControl) -> Job[Path]:
        from core.data.sample import draw_sample

        return draw_sample(directory, control)

    def edit(
        self, dataset: Dataset, change: Callable[[Dataset], Dataset], control: RunControl
    ) -> Job[Dataset]:
        return change(dataset)
        yield  # a job is a generator, and this one has no events

    def preview(self, path: Path, config: TrainConfig | None, seed: int, control: RunControl) -> Job[Any]:
        """Without a `config`, as the recipe that one begins with."""
        from core.data.preview import preview_draws
        from core.training.recipes import DEFAULT_RECIPE, recipe_config

        config = config or recipe_config(DEFAULT_RECIPE, path.parent)
        return preview_draws(path, config.preprocessing, config.augmentation, control, seed=seed)

    def train(self, config: TrainConfig, control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.training.loop import train

        return train(config, control)

    def continue_run(self, run: Path, past: bool, control: RunControl) -> Job[Any]:
        """Go on with `run`; with `past`, what it did before comes first, so that its charts are whole."""
        load_beside_the_window()
        from core.training.loop import train
        from core.training.runs import read_config
        from gui.replay import past_events

        if past:
            yield from past_events(run)
        return (yield from train(read_config(run), control, resume_from=run))

    def estimate(self, config: TrainConfig, control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.training.estimate import estimate

        return estimate(config, control)

    def classify(self, model: Path, sources: Sequence[Any], control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.inference.batch import classify_files

        return classify_files(model, sources, control)

    def read_header(self, path: Path, control: RunControl) -> Job[Any]:
        from core.model.file import read_header

        return read_header(path)
        yield

    def list_runs(self, control: RunControl) -> Job[list[Any]]:
        from core.training.runs import list_runs

        yield from ()  # a job is a generator, and this one has no events
        return list_runs()

    def warm_up(self, control: RunControl) -> Job[None]:
        """Import what takes seconds to import, so that the first click on Train does not wait for it."""
        yield from ()
        if "core.training.loop" in sys.modules:
            return
        load_beside_the_window()
        importlib.import_module("core.training.loop")
        importlib.import_module("core.inference.classifier")
        # A full collection over everything that torch defines would hold every thread for 0.2 s.
        gc.freeze()
