"""The event files, read back by hand: TFRecords with their checksums, and then as TensorBoard reads them."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tensorboardX.proto.event_pb2 import Event as Record
from tensorboardX.proto.event_pb2 import SessionLog

from core.config import TrainConfig
from core.control import RunControl
from core.events import EpochDone, Event, HeadLosses, RunStarted, StepDone
from core.training.runs import TENSORBOARD
from core.training.tensorboard import TensorBoardLog

SmallConfig = Callable[..., TrainConfig]
EventsOf = Callable[..., list[Event]]
Curves = dict[str, dict[int, float]]


def crc32c(data: bytes) -> int:
    """Castagnoli's polynomial, bit by bit (RFC 3720, appendix B.4)."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(data: bytes) -> int:
    crc = crc32c(data)
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def records(file: Path) -> Iterator[Record]:
    """TFRecord: length, its checksum, content, its checksum; all little-endian."""
    data = file.read_bytes()
    assert crc32c(b"123456789") == 0xE3069283, "the check value of the standard"
    while data:
        length, of_length = struct.unpack("<QI", data[:12])
        content, (of_content,) = data[12 : 12 + length], struct.unpack("<I", data[12 + length : 16 + length])
        assert of_length == masked(data[:8]) and of_content == masked(content)
        yield Record.FromString(content)
        data = data[16 + length :]


def curves(folder: Path) -> Curves:
    """As TensorBoard shows them: the files in order; a session that starts drops the steps that follow."""
    found: Curves = {}
    for file in sorted(folder.glob("*.tfevents.*"), key=lambda file: int(file.suffix[1:])):
        first, *rest = records(file)
        assert first.file_version == "brain.Event:2"
        for record in rest:
            if record.session_log.status == SessionLog.START:
                for curve in found.values():
                    for step in [step for step in curve if step >= record.step]:
                        del curve[step]
            for value in record.summary.value:
                found.setdefault(value.tag, {})[record.step] = value.simple_value
    return found


def test_every_curve_can_be_read_back_and_a_resumed_run_goes_on_with_it(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    run = tmp_path / "run"
    config = small_config(pictures, aux_heads=True, batch_size=4)

    def stop(event: Event, control: RunControl) -> None:
        if isinstance(event, StepDone) and (event.epoch, event.step) == (2, 1):
            control.stop()

    events = events_of(config, stop, run=run, tensorboard=True)
    events += events_of(config, resume_from=run)
    steps = [event for event in events if isinstance(event, StepDone)]
    epochs = [event for event in events if isinstance(event, EpochDone)]
    per_epoch = steps[0].steps
    found = curves(run / TENSORBOARD)

    def expected(value: Callable[[StepDone], float | None]) -> dict[int, object]:
        return {(s.epoch - 1) * per_epoch + s.step: pytest.approx(value(s), rel=1e-6) for s in steps}

    assert found["loss/total"] == expected(lambda step: step.losses.total)
    assert found["loss/main"] == expected(lambda step: step.losses.main)
    assert found["loss/aux1"] == expected(lambda step: step.losses.aux1)
    assert found["loss/aux2"] == expected(lambda step: step.losses.aux2)
    assert found["learning rate"] == expected(lambda step: step.learning_rate)
    assert found["gradient norm"] == expected(lambda step: step.gradient_norm)
    assert found["pictures per second"] == expected(lambda step: step.pictures_per_second)
    assert list(found["loss/main"]) == list(range(1, 2 * per_epoch + 1))
    for head in ("main", "aux1", "aux2"):
        scores = {done.epoch * per_epoch: getattr(done.validation, head) for done in epochs}
        assert found[f"validation loss/{head}"] == {
            step: pytest.approx(score.loss, rel=1e-6) for step, score in scores.items()
        }
        assert found[f"validation accuracy/{head}"] == {
            step: pytest.approx(score.accuracy, rel=1e-6) for step, score in scores.items()
        }


def started(first_epoch: int, first_step: int) -> RunStarted:
    return RunStarted(Path("r"), {}, ("a", "b"), 8, 2, 4, 3, first_epoch, first_step, 1, "cpu", True)


def step(epoch: int, number: int, loss: float) -> StepDone:
    return StepDone(epoch, number, 4, HeadLosses(loss, loss), 1e-3, 1.0, 10.0)


def test_steps_that_come_anew_after_a_crash_are_seen_once(tmp_path: Path) -> None:
    before = TensorBoardLog(tmp_path)
    for event in (started(1, 1), *(step(1, number, 1.0) for number in (1, 2, 3, 4)), step(2, 1, 1.0)):
        before.take(event)
    before.close()
    after = TensorBoardLog(tmp_path)
    for event in (started(1, 3), step(1, 3, 2.0)):
        after.take(event)
    after.close()
    assert curves(tmp_path)["loss/main"] == {1: 1.0, 2: 1.0, 3: 2.0}
    assert "loss/aux1" not in curves(tmp_path)


def test_a_run_has_none_unless_asked(
    tmp_path: Path, pictures: Path, small_config: SmallConfig, events_of: EventsOf
) -> None:
    events_of(small_config(pictures, epochs=1, batch_size=4), run=tmp_path / "run")
    assert not (tmp_path / "run" / TENSORBOARD).exists()
