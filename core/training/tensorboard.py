"""A run's numbers as event files that TensorBoard reads. Knows events and one folder, no run and no torch.

With tensorboardX, of which only the part is used that writes at once: its own writer would start a thread and
a queue between processes for each run.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Any

from tensorboardX.event_file_writer import EventsWriter
from tensorboardX.proto import event_pb2, summary_pb2

from core.events import EpochDone, Event, RunStarted, StepDone

_FLUSH_SECONDS = 5.0

# These modules are made when they are imported, from what protobuf has compiled.
_Record: Any = event_pb2.Event  # type: ignore[attr-defined]
_SessionLog: Any = event_pb2.SessionLog  # type: ignore[attr-defined]
_Summary: Any = summary_pb2.Summary  # type: ignore[attr-defined]


class TensorBoardLog:
    """Appends to the event files in `folder`, which is made. Every method raises OSError from a full disk.

    Steps are counted from the run's beginning; an epoch's validation stands at its last one. Each process
    has its own file; that of a run which goes on tells TensorBoard to forget the steps that come anew.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        number = sum(1 for _ in folder.iterdir())
        self._writer: Any = EventsWriter(str(folder / "events"), f".{number}")  # type: ignore[no-untyped-call]
        self._steps = 0  # in an epoch
        self._flushed = time.monotonic()

    def take(self, event: Event) -> None:
        """Write what `event` has to show, if anything."""
        match event:
            case RunStarted():
                self._steps = event.steps_per_epoch
                first = (event.first_epoch - 1) * self._steps + event.first_step
                session = _SessionLog(status=_SessionLog.START)
                self._write(first, session_log=session)
            case StepDone():
                self._steps = event.steps
                losses = event.losses
                self._scalars(
                    (event.epoch - 1) * event.steps + event.step,
                    {
                        "loss/total": losses.total,
                        "loss/main": losses.main,
                        "loss/aux1": losses.aux1,
                        "loss/aux2": losses.aux2,
                        "learning rate": event.learning_rate,
                        "gradient norm": event.gradient_norm,
                        "pictures per second": event.pictures_per_second,
                    },
                )
            case EpochDone():
                heads = {name: getattr(event.validation, name) for name in ("main", "aux1", "aux2")}
                there = {name: score for name, score in heads.items() if score is not None}
                self._scalars(
                    event.epoch * self._steps,
                    {
                        **{f"validation loss/{name}": score.loss for name, score in there.items()},
                        **{f"validation accuracy/{name}": score.accuracy for name, score in there.items()},
                    },
                )
        if time.monotonic() - self._flushed > _FLUSH_SECONDS:
            self._flushed = time.monotonic()
            self._writer.flush()

    def close(self) -> None:
        with contextlib.suppress(OSError):  # what ends the run is told by whoever ran into it first
            self._writer.close()

    def _scalars(self, step: int, values: dict[str, float | None]) -> None:
        present = [
            _Summary.Value(tag=name, simple_value=value)
            for name, value in values.items()
            if value is not None
        ]
        self._write(step, summary=_Summary(value=present))

    def _write(self, step: int, **content: object) -> None:
        self._writer.write_event(_Record(wall_time=time.time(), step=step, **content))
