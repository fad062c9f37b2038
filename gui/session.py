"""The only owner of jobs and of run state; pages ask it for work and listen to its signals. Knows no widget.

Each kind of job has a `Lane`. They run side by side, each in a thread of its own. Jobs that belong together
have a part of the session, such as `data` or `evaluating`, with signals of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from core.config import TrainConfig
from core.events import Event
from gui.current_run import CurrentRun
from gui.estimator import Estimator
from gui.evaluating import Evaluating
from gui.explaining import Explaining
from gui.inspecting import Inspecting
from gui.jobs import CoreJobs
from gui.lane import JobState as JobState
from gui.lane import Lane
from gui.model_reader import ModelReader
from gui.naming import Naming
from gui.open_dataset import OpenDataset
from gui.output import Output
from gui.rate_finder import RateFinder
from gui.situation import Situation
from gui.starting import Starting
from gui.watching import Watching

if TYPE_CHECKING:
    from core.training.runs import RunSummary


class Session(QObject):
    """Every method is called from the window's thread, and every signal arrives there."""

    situation_changed = Signal()
    all_stopped = Signal()

    settings_changed = Signal(object)  # TrainConfig: with what a run would start now

    training_state_changed = Signal(object)  # JobState
    training_event = Signal(object)
    training_failed = Signal(object)  # Failure
    estimate_state_changed = Signal(object)  # JobState
    estimate_ready = Signal(object)  # Estimated
    estimate_event = Signal(object)  # PhaseChanged, Warned
    estimate_failed = Signal(object)  # Failure

    classify_state_changed = Signal(object)  # JobState
    classify_event = Signal(object)  # PhaseChanged, ItemClassified, ItemFailed, ...
    classify_finished = Signal(object)  # ClassifyFinished
    classify_failed = Signal(object)  # Failure
    model_changed = Signal(object)  # Path | None

    runs_listed = Signal(object)  # list of core.training.runs.RunSummary, the newest first

    def __init__(self, jobs: CoreJobs | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs or CoreJobs()
        self._pixels: dict[Path, Any] = {}  # NamedPixels, by the name that stands in for a path
        self._settings_usable = True
        self.settings: TrainConfig | None = None
        """With what a run would start: the settings on show, the last that could be used."""
        self.interrupted_run: RunSummary | None = None
        """A run of another day that ended early, until one begins or goes on."""
        self._shutting_down = False
        self._model_before: Path | None = None  # the one in use when the run began

        self.data = OpenDataset(self._jobs, partial(self._lane, None), self)
        self.data.opened.connect(self._on_other_pictures)
        self.data.edited.connect(self._on_other_pictures)
        self.data.state_changed.connect(self.situation_changed)
        self.data.check_state_changed.connect(self.situation_changed)
        self._training = self._lane(self.training_state_changed)
        self._run = CurrentRun(self._jobs, self._training, self)
        self._run.event_added.connect(self.training_event)
        self._run.best_written.connect(self._on_best_written)
        self._run.model_written.connect(self.use_model)
        self._training.failed.connect(self.training_failed)
        self._estimate = self._lane(self.estimate_state_changed)
        self._estimate.yielded.connect(self.estimate_event)
        self._estimate.failed.connect(self.estimate_failed)
        self._classify = self._lane(self.classify_state_changed)
        self._classify.yielded.connect(self.classify_event)
        self._classify.failed.connect(self.classify_failed)
        self._naming = Naming(self._jobs, self._classify, self)
        self._naming.finished.connect(self.classify_finished)
        self.models = ModelReader(self._jobs, self._lane(None), self._lane(None), self)
        self.models.opened.connect(self.use_model)
        self._quiet = self._lane(None)  # nobody waits for these: the list of runs, the warm-up
        self._runs = self._lane(None)
        self._homes: dict[Path, Path] = {}  # of the models of runs: what they learned from
        self._runs.succeeded.connect(self._on_runs_listed)

        self.evaluating = Evaluating(self._jobs, [self._lane(None) for _ in range(7)], self)
        self.evaluating.state_changed.connect(self.situation_changed)
        self.explaining = Explaining(self._jobs, self._lane(None), self)
        self.inspecting = Inspecting(self._jobs, partial(self._lane, None), self)
        self.inspecting.state_changed.connect(self.situation_changed)
        self.output = Output(self._jobs, [self._lane(None) for _ in range(5)], self)
        self.output.state_changed.connect(self.situation_changed)
        self.watching = Watching(self._jobs, self._lane(None), self)

        self.rates = RateFinder(self._jobs, self._lane(None), self)
        self.starting = Starting(self._jobs, self._lane(None), self._lane(None), self)

        self._estimator = Estimator(self._jobs, self._estimate, self)
        self._estimator.ready.connect(self.estimate_ready)

    # What is going on

    def situation(self) -> Situation:
        return Situation(
            dataset=self.data.dataset is not None,
            can_continue=self._run.stopped is not None,
            settings_usable=self._settings_usable,
            data=self.data.state,
            training=self._training.state,
        )

    @property
    def training_state(self) -> JobState:
        return self._training.state

    @property
    def classify_state(self) -> JobState:
        return self._classify.state

    @property
    def training_events(self) -> list[Event]:
        """All events of the present run, for charts that open late."""
        return self._run.events

    @property
    def run(self) -> Path | None:
        """The folder of the present run, or of the last one."""
        return self._run.folder

    @property
    def stopped_run(self) -> Path | None:
        """The run that could be continued."""
        return self._run.stopped

    @property
    def model(self) -> Path | None:
        """The file that pictures are named with."""
        return self._naming.model

    @property
    def home(self) -> Path | None:
        """The folder that the model in use learned from, where its run is known."""
        if self.model is None:
            return None
        return self._run.data if self.model.parent == self._run.folder else self._homes.get(self.model)

    @property
    def busy(self) -> bool:
        """Whether any thread is alive."""
        return any(lane.busy for lane in self.findChildren(Lane))

    # Training

    def use_settings(self, config: TrainConfig | None) -> None:
        """The settings on show, or None while they could not start a run."""
        if (config is not None) != self._settings_usable:
            self._settings_usable = config is not None
            self.situation_changed.emit()
        if config is not None and config != self.settings:
            self.settings = config
            self.settings_changed.emit(config)

    def start_training(self, config: TrainConfig, *, tensorboard: bool = False) -> None:
        """`tensorboard` has the run write event files for TensorBoard into its folder, too."""
        self._prepare_training()
        self._run.start(config, tensorboard)

    def compare_heads(self, config: TrainConfig) -> None:
        """Train twice, with the auxiliary losses and without; ArmStarted comes before the events of each."""
        self._prepare_training()
        self._run.compare(config)

    def continue_run(self, run: Path) -> None:
        """Go on with a stopped or broken run from its last checkpoint."""
        self._prepare_training()
        self._run.go_on(Path(run))

    def pause_training(self) -> None:
        self._training.pause()

    def resume_training(self) -> None:
        self._training.resume()

    def change_training(self, settings: Mapping[str, Any]) -> None:
        """Go on with other settings after the present batch; a SettingsChanged among the events follows."""
        self._training.change(settings)

    def stop_training(self) -> None:
        """Ends with a checkpoint and RunFinished."""
        self._training.stop()

    def request_estimate(self, config: TrainConfig) -> None:
        """Ask how long `config` would take; `estimate_ready` follows, and the last request wins."""
        if not self._training.state.active:
            self._estimator.request(config)

    def stop_measuring(self) -> None:
        """Nothing is timed or tried any more, such as when a run begins, which it would slow down."""
        self._estimator.cancel()
        self.inspecting.arm.cancel()
        self.rates.cancel()

    # Classification

    @Slot(object)
    def use_model(self, path: Path | None) -> None:
        """Name pictures with this model file from now on."""
        self._naming.model = path
        self.model_changed.emit(path)
        self.models.describe(path)

    def classify(self, paths: Sequence[Path]) -> None:
        """Name these files, and every file in these folders; while a job runs, they are taken up after it."""
        self._naming.add(paths)

    def classify_pixels(self, name: str, pixels: Any) -> None:
        """Name one picture that is no file: `pixels` is uint8 (H, W, 3), `name` stands in for its path."""
        from core.inference.batch import NamedPixels

        self._pixels[Path(name)] = NamedPixels(name, pixels)
        self._naming.add([self._pixels[Path(name)]])

    def source_of(self, path: Path) -> Any:
        """What stands for `path` in a job: the pixels where it is no file."""
        return self._pixels.get(path, path)

    def forget_pixels(self) -> None:
        """Of the pictures that are no files."""
        self._pixels.clear()

    def cancel_classify(self) -> None:
        self._naming.cancel()

    # The whole

    def list_runs(self) -> None:
        """Look for runs of earlier days; `runs_listed` follows."""
        self._runs.start(self._jobs.list_runs)

    def warm_up(self) -> None:
        """Import torch in the background, unless some job has done so already."""
        self._quiet.start(self._jobs.warm_up)

    def shutdown(self) -> None:
        """Ask every job to stop; `all_stopped` follows once no thread is left and training has saved."""
        self._shutting_down = True
        self._estimator.cancel()
        self.inspecting.arm.cancel()
        self._naming.cancel()
        for lane in self.findChildren(Lane):
            if lane is self._training:
                lane.stop()
            else:
                lane.cancel()
        self._on_settled()

    def _prepare_training(self) -> None:
        self.stop_measuring()
        self.interrupted_run = None
        self._model_before = self.model

    @Slot(object)
    def _on_best_written(self, path: Path) -> None:
        if self.model in (self._model_before, path):  # else another was chosen while the run goes on
            self.use_model(path)

    @Slot()
    def _on_settled(self) -> None:
        if self._shutting_down and not self.busy:
            self._shutting_down = False
            self.all_stopped.emit()

    @Slot()
    def _on_other_pictures(self) -> None:
        self._estimator.forget()
        self.situation_changed.emit()

    @Slot(object)
    def _on_runs_listed(self, runs: list[Any]) -> None:
        self._homes = {run.model: run.data for run in runs if run.model is not None}
        if self.model is None:
            self.use_model(next((run.model for run in runs if run.model is not None), None))
        if runs and runs[0].can_resume and not self._training.state.active and self._run.folder is None:
            self.interrupted_run = runs[0]
            self._run.stopped = runs[0].path
            self.situation_changed.emit()
        self.runs_listed.emit(runs)

    def _lane(self, state_changed: Any) -> Lane:
        lane = Lane(self)
        lane.settled.connect(self._on_settled)
        if state_changed is not None:
            lane.state_changed.connect(state_changed)
            lane.state_changed.connect(self.situation_changed)
        return lane
