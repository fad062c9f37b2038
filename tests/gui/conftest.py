"""What every test of the window shares: no screen, no thread or timer left behind, jobs without a core."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer

from core.config import config_to_dict
from core.control import RunControl
from core.data.dataset import Dataset, Item
from core.events import (
    CheckpointSaved,
    ClassifyFinished,
    EpochDone,
    Estimated,
    Finding,
    HeadLosses,
    HeadScore,
    HeadScores,
    ItemClassified,
    Paused,
    Phase,
    PhaseChanged,
    Prediction,
    Progress,
    RateSuggested,
    Resumed,
    RunFinished,
    RunStarted,
    SettingsChanged,
    StepDone,
    StopReason,
)


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: Any) -> Iterator[None]:
    """Fails a test after which a QThread runs or a QTimer ticks."""
    yield
    for _ in range(3):  # what is deleted may delete more
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
    left = [each for each in shiboken6.getAllValidWrappers() if _alive(each)]
    for each in left:
        if isinstance(each, QTimer):
            each.stop()
    assert not left, f"left behind: {[(each, each.parent()) for each in left]}"


def _alive(each: object) -> bool:
    if isinstance(each, QThread):
        # Qt's own thread, which is the interpreter's, has a wrapper too once it was asked for.
        return each.isRunning() and each is not QThread.currentThread()
    return isinstance(each, QTimer) and each.isActive()


class FakeJobs:
    """Jobs of the same shape as core's, without pictures and networks.

    A run has `steps` steps an epoch; at the step `hold_at` (epoch, step) it waits for a stop or a pause.
    `fail_with` makes the next job of any kind raise.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps = 3
        self.classes = ("cat", "dog", "newt")
        self.hold_at: tuple[int, int] | None = None
        self.hold_opening = threading.Event()
        self.hold_opening.set()
        self.fail_with: BaseException | None = None
        self.rate = 0.0042
        self.calls: list[tuple[Any, ...]] = []
        self.runs: list[Any] = []

    def open_dataset(self, root: Path, control: RunControl) -> Any:
        self.calls.append(("open", root))
        yield PhaseChanged(Phase.SCANNING)
        self._fail()
        self.hold_opening.wait(10)
        yield Progress(Phase.READING, 1, 2)
        return Dataset(
            root=root,
            classes=self.classes,
            items=tuple(
                Item(root / f"{n}.png", n % 3, str(n), "train" if n % 5 else "validation") for n in range(30)
            ),
        )

    def check(self, dataset: Dataset, control: RunControl) -> Any:
        self.calls.append(("check", dataset.root))
        yield Finding("duplicates", "warning", (dataset.root / "0.png",))
        return None

    def draw_sample(self, directory: Path, control: RunControl) -> Any:
        self.calls.append(("sample", directory))
        yield PhaseChanged(Phase.PREPARING)
        return directory

    def estimate(self, config: Any, control: RunControl) -> Any:
        self.calls.append(("estimate", config))
        yield PhaseChanged(Phase.MEASURING)
        self._fail()
        return Estimated(60.0 * config.epochs, 60.0, 31.0)

    def train(self, config: Any, tensorboard: bool, control: RunControl) -> Any:
        self.calls.append(("train", config))
        self.tensorboard = tensorboard
        return self._run(config.epochs, config_to_dict(config), 1, control)

    def continue_run(self, run: Path, past: bool, control: RunControl) -> Any:
        self.calls.append(("continue", run, past))
        return self._run(3, {"recipe": "quick", "aux_heads": True, "data": "/old/pictures"}, 2, control)

    def find_rate(self, config: Any, control: RunControl) -> Any:
        self.calls.append(("find rate", config))
        yield PhaseChanged(Phase.PREPARING)
        self._fail()
        return RateSuggested(self.rate, 0.1, True)

    def classify(self, model: Path, sources: Any, control: RunControl) -> Any:
        self.calls.append(("classify", model, tuple(sources)))
        yield PhaseChanged(Phase.CLASSIFYING)
        self._fail()
        for source in sources:
            yield ItemClassified(Path(str(source)), (Prediction("cat", 0.9), Prediction("dog", 0.1)))
        return ClassifyFinished(len(sources), 0, False, 0.1)

    def evaluate(self, model: Path, folder: Path, part: str | None, control: RunControl) -> Any:
        self.calls.append(("evaluate", model, folder, part))
        yield PhaseChanged(Phase.EVALUATING)
        self._fail()
        return _evaluation([(0, 0, 0.9), (0, 1, 0.8), (1, 1, 0.7), (2, 2, 0.95)], folder=folder)

    def find_label_errors(self, model: Path, folder: Path, control: RunControl) -> Any:
        self.calls.append(("find label errors", model, folder))
        yield PhaseChanged(Phase.EVALUATING)
        self._fail()
        return _label_errors([(0, 1), (1, 2)], folder=folder)

    def edit(self, dataset: Dataset, change: Any, control: RunControl) -> Any:
        self.calls.append(("edit", getattr(change, "func", change).__name__, getattr(change, "keywords", {})))
        yield from ()
        return dataset

    def heat_map(self, model: Path, source: Any, label: str | None, control: RunControl) -> Any:
        from core.explain.results import HeatMap

        self.calls.append(("heat map", source, label))
        yield from ()
        self._fail()
        heat = np.ones((7, 7), np.float32)
        return HeatMap("b", None, label or "cat", 0.9, heat, 1.0, np.zeros((4, 4, 3), np.uint8), (0, 0, 1, 1))

    def read_header(self, path: Path, control: RunControl) -> Any:
        yield from ()
        return None

    def list_runs(self, control: RunControl) -> Any:
        yield from ()
        return self.runs

    def warm_up(self, control: RunControl) -> Any:
        self.calls.append(("warm up",))
        yield from ()

    def names(self) -> list[str]:
        return [call[0] for call in self.calls]

    def _run(self, epochs: int, config: dict[str, Any], first: int, control: RunControl) -> Any:
        run = self.folder / "run"
        yield PhaseChanged(Phase.PREPARING)
        self._fail()
        yield RunStarted(
            run, config, self.classes, 24, 6, self.steps, epochs, first, 1, 1000, "cpu", first > 1
        )
        for epoch in range(first, epochs + 1):
            yield PhaseChanged(Phase.TRAINING)
            for step in range(1, self.steps + 1):
                yield StepDone(epoch, step, self.steps, HeadLosses(1.6, 1.0, 1.0, 1.0), 1e-3, 1.0, 40.0)
                while self.hold_at == (epoch, step) and not (
                    control.stop_requested or control.pause_requested
                ):
                    if control.change_requested:
                        yield SettingsChanged(epoch, step, control.take_changes())
                    threading.Event().wait(0.002)
                if control.pause_requested:
                    yield Paused(epoch, step)
                    control.wait_while_paused()
                    yield Resumed(epoch, step)
                if control.stop_requested:
                    yield CheckpointSaved(run / "last.ckpt", epoch, step)
                    yield self._finished(StopReason.STOPPED, run, epoch - 1)
                    return
            yield PhaseChanged(Phase.VALIDATING)
            score = HeadScore(0.5, 0.5 + epoch / 10)
            yield CheckpointSaved(run / "last.ckpt", epoch, self.steps)
            yield EpochDone(
                epoch,
                epochs,
                HeadLosses(1.6, 1.0, 1.0, 1.0),
                HeadScores(score, HeadScore(0.7, 0.4), HeadScore(0.6, 0.5)),
                True,
                1.0,
                1.0 * (epochs - epoch),
            )
        yield self._finished(StopReason.COMPLETED, run, epochs)

    def _finished(self, reason: StopReason, run: Path, done: int) -> RunFinished:
        model = run / "best.safetensors" if done else None
        return RunFinished(reason, run, model, done, done or None, 0.5 + done / 10 if done else None, 12.0)

    def _fail(self) -> None:
        if self.fail_with is not None:
            error, self.fail_with = self.fail_with, None
            raise error


@pytest.fixture
def jobs(tmp_path: Path) -> FakeJobs:
    return FakeJobs(tmp_path)


@pytest.fixture
def session(jobs: FakeJobs, qtbot: Any) -> Iterator[Any]:
    from gui.session import Session

    made = Session(jobs)  # type: ignore[arg-type]
    yield made
    jobs.hold_opening.set()
    if shiboken6.isValid(made):
        if made.busy:
            with qtbot.waitSignal(made.all_stopped, timeout=5000):
                made.shutdown()
        else:
            made.shutdown()
        made.deleteLater()


@pytest.fixture
def make_evaluation() -> Any:
    """A function that makes an evaluation of given answers, without a network."""
    return _evaluation


@pytest.fixture
def make_label_errors() -> Any:
    """A function that makes a list of suspects."""
    return _label_errors


def _evaluation(
    answers: Sequence[tuple[int, int, float]],
    classes: Sequence[str] = ("cat", "dog", "newt"),
    *,
    folder: Path = Path("/pictures"),
    heads: bool = True,
    learned_from: bool = False,
    **header: Any,
) -> Any:
    """`answers` are (true class, answer, its probability); the rest is spread evenly over the others."""
    from core.evaluation.evaluation import made_of
    from core.model.file import ModelHeader

    count = len(classes)
    probabilities = np.zeros((len(answers), count), np.float64)
    for row, (_, said, share) in enumerate(answers):
        probabilities[row] = (1 - share) / (count - 1)
        probabilities[row, said] = share
    logits = np.log(probabilities).astype(np.float32)
    items = tuple(
        Item(folder / classes[true] / f"{number}.png", true, f"content {number}", "validation")
        for number, (true, _, _) in enumerate(answers)
    )
    return made_of(
        Path("/runs/pets quick/best.safetensors"),
        folder,
        "validation",
        ModelHeader("modern", tuple(classes), **header),
        np.array([true for true, _, _ in answers], np.int64),
        SimpleNamespace(
            items=items,
            main=logits,
            aux1=logits[:, ::-1].copy() if heads else None,
            aux2=logits if heads else None,
            features=np.zeros((len(answers), 1024), np.float32),
            failed=(),
        ),
        fitted_here=True,
        learned_from=learned_from,
    )


def _label_errors(
    suspects: Sequence[tuple[int, int]],
    classes: Sequence[str] = ("cat", "dog", "newt"),
    folder: Path = Path("/pictures"),
) -> Any:
    """`suspects` are (class of the folder, class that is suggested)."""
    from core.evaluation.label_errors import LabelErrors, Suspect

    found = tuple(
        Suspect(
            Item(folder / classes[given] / f"{number}.png", given, f"content {number}", "train"),
            suggested,
            0.9,
            0.02,
            ("main", "aux2"),
        )
        for number, (given, suggested) in enumerate(suspects)
    )
    dataset = Dataset(
        root=folder,
        classes=tuple(classes),
        items=tuple(suspect.item for suspect in found),
        sources=tuple((name,) for name in classes),
    )
    return LabelErrors(dataset, found, len(found))
