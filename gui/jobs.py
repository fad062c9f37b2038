"""The jobs of core that the session starts; each is imported in the thread that runs it.

The session takes this class as an argument, so that a test can put generators of its own in its place.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from core.config import TrainConfig
from core.control import RunControl
from core.events import Job
from core.files import writing
from gui.inside_jobs import InsideJobs
from gui.preload import load_beside_the_window

if TYPE_CHECKING:
    from core.data.dataset import Dataset


class CoreJobs(InsideJobs):
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

    def train(self, config: TrainConfig, tensorboard: bool, control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.training.loop import train

        return train(config, control, tensorboard=tensorboard)

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

    def find_rate(self, config: TrainConfig, control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.training.lr_finder import find_rate

        return find_rate(config, control)

    def fetch_weights(self, control: RunControl) -> Job[Path]:
        """The only job that opens a connection; the user has asked for it."""
        load_beside_the_window()
        from core.model.download import fetch_imagenet_weights

        return fetch_imagenet_weights(control)

    def fit_to_model(self, config: TrainConfig, control: RunControl) -> Job[TrainConfig]:
        from core.training.start import fitted_to_model

        yield from ()
        return fitted_to_model(config)

    def classify(self, model: Path, sources: Sequence[Any], control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.inference.batch import classify_files

        # Five answers a picture: all of a thousand classes for thousands of pictures would fill the memory.
        return classify_files(model, sources, control, top_k=5, depths=True)

    def evaluate(self, model: Path, folder: Path, part: str | None, control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.evaluation.evaluate import evaluate

        return evaluate(model, folder, control, part=part)

    def find_label_errors(self, model: Path, folder: Path, control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.evaluation.label_errors import find_label_errors

        return find_label_errors(model, folder, control)

    def write_report(self, evaluation: Any, path: Path, control: RunControl) -> Job[None]:
        from core.evaluation.report import write_csv, write_html

        yield from ()
        with writing(path):
            if path.suffix.lower() == ".csv":
                write_csv(evaluation, path)
            else:
                write_html(evaluation, path, partial(QCoreApplication.translate, "core"))

    def keep_precision(self, evaluation: Any, wanted: float, control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.evaluation.wanted_precision import keep_precision

        return keep_precision(evaluation, wanted, control)

    def plan_changes(self, dataset: Dataset, control: RunControl) -> Job[Any]:
        from core.data.apply import plan

        yield from ()
        return plan(dataset)

    def apply_changes(self, moves: Sequence[Any], to_bin: Sequence[Path], control: RunControl) -> Job[Any]:
        from core.data.apply import apply

        return apply(moves, to_bin, control)

    def heat_map(self, model: Path, source: Any, label: str | None, control: RunControl) -> Job[Any]:
        load_beside_the_window()
        from core.explain.views import heat_map

        return heat_map(model, source, control, label=label)

    def write_answers(self, path: Path, answers: Sequence[Any], control: RunControl) -> Job[None]:
        from core.inference.results import write_csv

        yield from ()
        with writing(path):
            write_csv(path, answers)

    def sort_into(self, folder: Path, answers: Sequence[Any], unsure: str, control: RunControl) -> Job[Any]:
        from core.inference.results import sort_into

        return sort_into(folder, answers, control, unsure=unsure)

    def place(self, source: Any, folder: Path, control: RunControl) -> Job[Path]:
        """Copy one picture, a path or NamedPixels, into `folder`."""
        from core.data.placing import copy_into, save_into

        yield from ()
        if isinstance(source, Path):
            return copy_into(source, folder)
        return save_into(source.name, source.pixels, folder)

    def take_back(self, copy: Path, control: RunControl) -> Job[None]:
        """Remove a copy that `place` made."""
        yield from ()
        with writing(copy):
            copy.unlink(missing_ok=True)

    def export(
        self, model: Path, target: Path, int8: bool, folder: Path | None, control: RunControl
    ) -> Job[Any]:
        """Compared with the model on pictures of `folder`, or on those that its run validated with."""
        load_beside_the_window()
        from core.evaluation.replay_pictures import pictures_to_replay
        from core.inference.export import export_model

        pictures = yield from pictures_to_replay(model, folder, control)
        return (yield from export_model(model, target, control, pictures=pictures, int8=int8))

    def watch(self, model: Path, frames: Any, control: RunControl) -> Job[None]:
        """Name the newest picture of `frames` again and again."""
        load_beside_the_window()
        from core.inference.live import watch

        return watch(model, frames, control)

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
        if "PySide6.QtWidgets" in sys.modules:  # else the first chart would hold the window for a moment
            importlib.import_module("pyqtgraph")
        load_beside_the_window()
        importlib.import_module("core.training.loop")
        importlib.import_module("core.inference.classifier")
        importlib.import_module("core.explain.branches")
        importlib.import_module("core.explain.gradcam")
        with contextlib.suppress(ImportError):  # where ONNX Runtime does not load, torch does its work
            importlib.import_module("onnxruntime")
            importlib.import_module("core.inference.network_graph")
        # A full collection over everything that torch defines would hold every thread for 0.2 s.
        gc.freeze()
