"""Fine-tuning: heads on cached features first, then the whole network; in one run with all that runs have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from core.config import BLOCK_NAMES, Augmentation, Preprocessing, TrainConfig
from core.control import RunControl
from core.data.dataset import open_dataset
from core.data.loader import Loader
from core.errors import ModelFileError
from core.events import (
    EpochDone,
    Event,
    Phase,
    PhaseChanged,
    Progress,
    RunFinished,
    SettingsChanged,
    StepDone,
    StopReason,
    Warned,
    result_of,
)
from core.inference.classifier import Classifier
from core.messages import sentence
from core.model.file import ModelHeader, load_model, read_header, save_model
from core.model.googlenet import build_googlenet
from core.training import runs
from core.training.checkpoint import load_checkpoint
from core.training.estimate import estimate
from core.training.runs import read_config

EventsOf = Callable[..., list[Event]]
PREPARED = Preprocessing(size=32, short_side=40, mean=(0.4, 0.4, 0.4))


@pytest.fixture(scope="module")
def own_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "own.safetensors"
    torch.manual_seed(5)
    model = build_googlenet("modern", 2, aux_heads=False)
    save_model(path, model, ModelHeader("modern", ("cat", "dog"), PREPARED, aux_heads=False))
    return path


@pytest.fixture
def config(pictures: Path, small_config: Callable[..., TrainConfig], own_model: Path) -> TrainConfig:
    """Two epochs of the heads alone, then one of all; a batch of four gives four steps in each."""
    return small_config(
        pictures,
        architecture="imagenet",
        epochs=3,
        batch_size=4,
        aux_heads=True,
        train_sizes=(),
        preprocessing=PREPARED,
        start_from=str(own_model),
        frozen_until=BLOCK_NAMES[-1],
        unfreeze_epoch=3,
        layer_decay=0.7,
        ema_decay=0.9,
    )


def of_kind(events: list[Event], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def numbers(events: list[Event]) -> list[tuple[object, ...]]:
    steps = [(e.epoch, e.step, e.losses, e.learning_rate, e.gradient_norm) for e in of_kind(events, StepDone)]
    return steps + [(e.epoch, e.training, e.validation, e.best) for e in of_kind(events, EpochDone)]


def stop_at(epoch: int, step: int) -> Callable[[Event, RunControl], None]:
    def act(event: Event, control: RunControl) -> None:
        if isinstance(event, StepDone) and (event.epoch, event.step) == (epoch, step):
            control.stop()

    return act


def model_at(run: Path) -> dict[str, torch.Tensor]:
    return dict(load_checkpoint(run / runs.CHECKPOINT).model)


def test_the_heads_learn_first_and_what_is_kept_is_told(
    tmp_path: Path, config: TrainConfig, own_model: Path, events_of: EventsOf
) -> None:
    weights = []

    def look(event: Event, _: RunControl) -> None:
        if isinstance(event, EpochDone):
            weights.append(model_at(tmp_path / "run"))

    events = events_of(config, look, run=tmp_path / "run")
    last = events[-1]
    assert isinstance(last, RunFinished) and last.reason is StopReason.COMPLETED and last.model
    (told,) = [w for w in of_kind(events, Warned) if w.code == "started-from"]
    assert told.data["source"] == own_model and told.data["architecture"] == "modern"
    assert told.data["new"] == "fc, aux1, aux2"
    assert told.data["kept"] == 2 * 57  # convolutions, each with its normalisation
    assert [w.data["epoch"] for w in of_kind(events, Warned) if w.code == "unfrozen"] == [3]

    source = load_model(own_model)[0].state_dict()
    for frozen in weights[:2]:
        assert all(torch.equal(frozen[name], tensor) for name, tensor in source.items() if "fc." not in name)
    for head in ("fc.weight", "aux1.fc2.weight", "aux2.conv.conv.weight", "aux2.conv.bn.running_mean"):
        assert not torch.equal(weights[0][head], weights[1][head])
    moved = [name for name, tensor in weights[2].items() if not torch.equal(tensor, weights[1][name])]
    assert {name.split(".")[0] for name in moved} == {*BLOCK_NAMES, "fc", "aux1", "aux2"}
    kept = read_config(tmp_path / "run")
    assert (kept.architecture, kept.preprocessing.mean) == ("modern", PREPARED.mean)
    assert read_header(last.model).aux_heads


def test_a_model_of_the_same_classes_is_kept_whole_and_that_is_said(
    tmp_path: Path, config: TrainConfig, events_of: EventsOf
) -> None:
    first = events_of(replace(config, epochs=1), run=tmp_path / "first")[-1]
    assert isinstance(first, RunFinished) and first.model
    again = replace(config, epochs=1, start_from=str(first.model))
    (told,) = [w for w in of_kind(events_of(again), Warned) if w.code.startswith("started")]
    layers = {name.rpartition(".")[0] for name in load_model(first.model)[0].state_dict()}
    assert told.code == "started-whole" and told.data["kept"] == len(layers)
    assert sentence(told.code, told.data)


def test_what_is_new_in_a_head_that_is_kept_is_named(
    tmp_path: Path, config: TrainConfig, events_of: EventsOf, draw_pictures: Callable[[Path], Path]
) -> None:
    first = events_of(replace(config, epochs=1), run=tmp_path / "first")[-1]
    assert isinstance(first, RunFinished) and first.model
    others = draw_pictures(tmp_path / "others")
    (others / "red").rename(others / "scarlet")
    again = replace(config, data=others, epochs=1, start_from=str(first.model))
    (told,) = [w for w in of_kind(events_of(again), Warned) if w.code.startswith("started")]
    assert told.data["new"] == "fc, aux1.fc2, aux2.fc2"


def test_frozen_blocks_can_be_let_go_and_held_again_while_it_runs(
    tmp_path: Path, config: TrainConfig, events_of: EventsOf
) -> None:
    def act(event: Event, control: RunControl) -> None:
        if isinstance(event, StepDone) and (event.epoch, event.step) == (1, 2):
            control.change({"unfreeze_epoch": 1})
        if isinstance(event, StepDone) and (event.epoch, event.step) == (2, 1):
            control.change({"unfreeze_epoch": 3})

    def stop(event: Event, control: RunControl) -> None:
        act(event, control)
        if isinstance(event, StepDone) and (event.epoch, event.step) == (1, 3):
            control.stop()

    weights = []

    def look(event: Event, control: RunControl) -> None:
        act(event, control)
        if isinstance(event, (EpochDone, SettingsChanged)):
            weights.append(model_at(tmp_path / "run"))

    config = replace(config, ema_decay=0.0)
    events = events_of(config, look, run=tmp_path / "run")
    assert [(e.epoch, e.step, dict(e.settings)) for e in of_kind(events, SettingsChanged)] == [
        (1, 2, {"unfreeze_epoch": 1}),
        (2, 1, {"unfreeze_epoch": 3}),
    ]
    let_go, first, held, second, _ = weights

    def moved(before: dict[str, torch.Tensor], after: dict[str, torch.Tensor]) -> set[str]:
        return {name.split(".")[0] for name in before if not torch.equal(before[name], after[name])}

    everything = {*BLOCK_NAMES, "fc", "aux1", "aux2"}
    assert moved(let_go, first) == everything and moved(first, held) == everything
    assert moved(held, second) == {"fc", "aux1", "aux2"}
    broken = events_of(config, stop, run=tmp_path / "broken")
    broken += events_of(config, act, resume_from=tmp_path / "broken")
    assert sorted(numbers(broken), key=repr) == sorted(numbers(events), key=repr)


def test_features_are_computed_once_and_leave_nothing_behind(
    tmp_path: Path, config: TrainConfig, events_of: EventsOf
) -> None:
    events = events_of(config, run=tmp_path / "run")
    assert [e.phase for e in of_kind(events, PhaseChanged)].count(Phase.FEATURES) == 1
    progress = [e for e in of_kind(events, Progress) if e.phase is Phase.FEATURES]
    assert progress[-1].done == progress[-1].total == 18
    assert [e.done for e in progress] == sorted(e.done for e in progress)
    names = {path.name for path in (tmp_path / "run").iterdir()}
    assert names <= {runs.CHECKPOINT, runs.MODEL, "config.json", "events.jsonl", "run.lock"}, names


def test_validation_on_features_is_that_of_the_model_file(
    tmp_path: Path, config: TrainConfig, events_of: EventsOf
) -> None:
    """Flip averaging included: the model file is asked by the way of prediction."""
    only_heads: dict[str, Any] = {"epochs": 1, "unfreeze_epoch": 0, "learning_rate": 0.01}
    prepared = Preprocessing(size=32, short_side=40, flip_average=True)
    events = events_of(replace(config, **only_heads, preprocessing=prepared), run=tmp_path / "run")
    done = of_kind(events, EpochDone)[0]
    dataset = result_of(open_dataset(config.data, RunControl(), validation_share=config.validation_share))
    items = dataset.of("validation")
    classifier = Classifier.load(tmp_path / "run" / runs.MODEL)
    assert classifier.header.preprocessing.flip_average
    with Loader(items, classifier.header.preprocessing, Augmentation()) as loader:
        (batch,) = loader.evaluation(32)
    logits = classifier.logits(batch.pixels).main
    loss = torch.nn.functional.cross_entropy(torch.from_numpy(logits), torch.from_numpy(batch.labels))
    assert done.validation.main.loss == pytest.approx(float(loss), rel=1e-4)


@pytest.mark.parametrize("stopped", [(1, 2), (2, 3), (3, 2)])
def test_a_run_that_was_stopped_in_any_phase_comes_to_the_same_bits(
    tmp_path: Path, config: TrainConfig, events_of: EventsOf, stopped: tuple[int, int]
) -> None:
    whole = events_of(config, run=tmp_path / "whole")
    first = events_of(config, stop_at(*stopped), run=tmp_path / "broken")
    Path(config.start_from).rename(tmp_path / "gone")  # it is needed for the first step alone
    try:
        second = events_of(config, resume_from=tmp_path / "broken")
    finally:
        (tmp_path / "gone").rename(config.start_from)
    assert sorted(numbers(first + second), key=repr) == sorted(numbers(whole), key=repr)
    theirs = model_at(tmp_path / "whole")
    assert all(torch.equal(tensor, theirs[name]) for name, tensor in model_at(tmp_path / "broken").items())


def test_a_stop_while_features_are_computed_loses_nothing(
    tmp_path: Path, config: TrainConfig, events_of: EventsOf
) -> None:
    def act(event: Event, control: RunControl) -> None:
        if isinstance(event, Progress) and event.phase is Phase.FEATURES and event.done:
            control.stop()

    first = events_of(config, act, run=tmp_path / "run")
    assert first[-1].reason is StopReason.STOPPED and not of_kind(first, StepDone)  # type: ignore[attr-defined]
    second = events_of(config, resume_from=tmp_path / "run")
    assert numbers(second) == numbers(events_of(config, run=tmp_path / "whole"))


def test_a_picture_that_cannot_be_read_is_left_out(
    tmp_path: Path, config: TrainConfig, events_of: EventsOf
) -> None:
    broken = config.data / "red" / "0.png"
    whole = broken.read_bytes()
    broken.write_bytes(whole[: len(whole) // 2])
    events = events_of(config, run=tmp_path / "run")
    assert events[-1].reason is StopReason.COMPLETED  # type: ignore[attr-defined]
    assert [w.data["path"] for w in of_kind(events, Warned) if w.data.get("path") == broken] == [broken]


def test_switching_the_mirror_off_takes_its_view_away(
    tmp_path: Path, config: TrainConfig, events_of: EventsOf
) -> None:
    def act(event: Event, control: RunControl) -> None:
        if isinstance(event, StepDone) and (event.epoch, event.step) == (1, 2):
            control.change({"augmentation.flip": False})

    events = events_of(config, act, run=tmp_path / "run")
    assert [e.phase for e in of_kind(events, PhaseChanged)].count(Phase.FEATURES) == 2
    assert events[-1].reason is StopReason.COMPLETED  # type: ignore[attr-defined]


def test_a_start_that_is_missing_ends_the_run_with_its_sentence(
    tmp_path: Path, config: TrainConfig, events_of: EventsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    for start, code in ((str(tmp_path / "gone"), "model-file-missing"), ("imagenet", "imagenet-missing")):
        with pytest.raises(ModelFileError) as caught:
            events_of(replace(config, start_from=start))
        assert caught.value.code == code and str(caught.value)


def test_a_file_of_something_else_ends_the_run_with_its_sentence(
    tmp_path: Path, config: TrainConfig, events_of: EventsOf
) -> None:
    path = tmp_path / "other.pth"
    torch.save({"layer.weight": torch.zeros(3)}, path)
    with pytest.raises(ModelFileError) as caught:
        events_of(replace(config, start_from=str(path)))
    assert caught.value.code == "weights-file-other"


def test_random_blocks_that_are_held_still_are_told(
    pictures: Path, small_config: Callable[..., TrainConfig], events_of: EventsOf
) -> None:
    events = events_of(small_config(pictures, epochs=1, frozen_until="inception3a"))
    assert Warned("frozen-random", {"block": "inception3a"}) in events


def test_an_estimate_knows_both_phases(config: TrainConfig) -> None:
    whole = result_of(estimate(config, RunControl()))
    more_heads = replace(config, epochs=13, unfreeze_epoch=13)
    more_of_all = replace(config, epochs=13)
    assert whole.seconds > 0
    assert result_of(estimate(more_heads, RunControl())).seconds < (
        result_of(estimate(more_of_all, RunControl())).seconds
    )
